//! An object, as a struct.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::declaration::{conversions, derives, growth, paragraph};
use super::{construction, named};
use crate::emit::ty::{self, Place};
use crate::emit::{limits, text};
use crate::model::{Api, Constant, Field, Presence, Type, TypeDecl};
use crate::name::ident;

pub(super) fn structure(
    api: &Api,
    (decl, docs): (&TypeDecl, &TokenStream),
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> TokenStream {
    let name = ident(&decl.name.rust);
    let members = fields.iter().map(|field| member(api, field));
    let rest_member = rest.map(|(field, ty)| {
        let (field, ty) = (ident(field), ty::owned(api, ty, Place::Types));
        quote! {
            #[doc = " All other properties."]
            pub #field: std::collections::BTreeMap<String, #ty>,
        }
    });
    let construction = decl.sent.then(|| construction::construction(api, decl, fields, rest));
    let named = named::named(api, decl, fields);
    let conversions =
        conversions(&name, &from_json(api, fields, rest), &write_json(decl, fields, rest));
    let from_received = construction::from_received(api, decl, fields, rest);
    let (derives, growth) = (derives(decl), growth(api));
    quote! {
        use crate::runtime;

        #docs
        #derives
        #growth
        pub struct #name {
            #(#members)*
            #rest_member
        }

        #construction
        #named
        #from_received
        #conversions
    }
}

fn member(api: &Api, field: &Field) -> TokenStream {
    let mut lines = text::lines(&field.docs);
    if lines.is_empty() {
        lines.push(format!("The property {}.", text::code(&field.name.wire)));
    }
    lines.extend(text::default(field.default.as_ref(), text::code).into_iter().flat_map(paragraph));
    lines.extend(text::limits(&field.limits, text::code).into_iter().flat_map(paragraph));
    lines.extend(text::only(field.only.as_ref(), text::code).into_iter().flat_map(paragraph));
    if field.deprecated {
        lines.extend(paragraph("Deprecated by the document.".to_owned()));
    }
    let (docs, name, ty) = (text::docs(&lines), ident(&field.name.rust), ty::of_field(api, field));
    quote! { #docs pub #name: #ty, }
}

fn from_json(api: &Api, fields: &[Field], rest: Option<&(String, Type)>) -> TokenStream {
    if fields.is_empty() && rest.is_none() {
        return quote! { runtime::Fields::of(json).map(|_| Self {}) };
    }
    let has_unions = api.has_unions();
    let reads = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.rust), &field.name.wire);
        let read = ident(match field.presence {
            Presence::Required => "required",
            // Null is a value among others there.
            Presence::Optional if *api.resolved(&field.ty) == Type::Json => "any",
            Presence::Nullable => "nullable",
            Presence::Optional => "optional",
            Presence::Maybe => "maybe",
        });
        let value = quote! { fields.#read(#wire)? };
        // Where values are of one of several types, they are rather of one that knows them.
        match field.only.as_ref().filter(|_| has_unions).and_then(literal) {
            Some(only) if field.presence == Presence::Required => {
                quote! { #name: runtime::usual(#value, #only) }
            }
            Some(only) => quote! { #name: #value.map(|value| runtime::usual(value, #only)) },
            None => quote! { #name: #value },
        }
    });
    let rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote! { #field: fields.rest()? }
    });
    let mutable = (!fields.is_empty()).then(|| quote!(mut));
    quote! {
        let #mutable fields = runtime::Fields::of(json)?;
        Ok(Self { #(#reads,)* #rest })
    }
}

/// A constant as Rust; none of what has no other values to be told from.
fn literal(only: &Constant) -> Option<Literal> {
    match only {
        Constant::Text(text) => Some(Literal::string(text)),
        Constant::Integer(number) => Some(Literal::i64_unsuffixed(*number)),
        Constant::Bool(_) => None,
    }
}

fn write_json(decl: &TypeDecl, fields: &[Field], rest: Option<&(String, Type)>) -> TokenStream {
    let check = decl.added.check.as_ref().filter(|_| decl.sent);
    let check = check.and_then(|path| syn::parse_str::<syn::Path>(path).ok());
    let check = check.map(|path| quote! { object.check(#path(self)); });
    if fields.is_empty() && rest.is_none() && check.is_none() {
        return quote! { runtime::Object::of(json).finish(); };
    }
    let writes = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.rust), &field.name.wire);
        let write = ident(match field.presence {
            Presence::Required | Presence::Nullable => "required",
            Presence::Optional => "optional",
            Presence::Maybe => "maybe",
        });
        let limits = limits::limits(&field.limits).filter(|_| decl.sent);
        let limit = limits.map(|limits| quote! { object.limit(#wire, &#limits); });
        quote! { object.#write(#wire, &self.#name); #limit }
    });
    let rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote! { object.rest(&self.#field); }
    });
    quote! {
        let mut object = runtime::Object::of(json);
        #(#writes)*
        #rest
        #check
        object.finish();
    }
}
