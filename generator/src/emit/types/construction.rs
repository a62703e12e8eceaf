//! How values that are sent are made: constructors, setters, and conversions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::argument::too_many;
use crate::emit::text;
use crate::emit::ty::{self, Place};
use crate::model::{Access, Api, Constant, Field, Presence, Twin, Type, TypeDecl};
use crate::name::ident;

/// A constructor for what is required, and a setter for everything else. A required property with
/// one value only has that value.
pub(super) fn construction(
    api: &Api,
    decl: &TypeDecl,
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> TokenStream {
    let name = ident(&decl.name.rust);
    let is_asked = |field: &&Field| field.is_required() && only_value(api, field).is_none();
    let asked: Vec<&Field> = fields.iter().filter(is_asked).collect();
    let arguments = asked.iter().map(|field| {
        let (name, ty) = (ident(&field.name.rust), argument(api, field));
        quote!(#name: #ty)
    });
    let expectation = too_many(asked.len());
    let initial = fields.iter().map(|field| initial(api, field));
    let rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote!(#field: std::collections::BTreeMap::new())
    });
    let setters = fields.iter().filter_map(|field| setter(api, field));
    let summary = text::docs([&summary(api, fields)]);
    let default = (asked.is_empty() && !decl.derives.default).then(|| {
        quote! {
            impl std::default::Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #default

        impl #name {
            #summary
            #[must_use]
            #expectation
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#initial,)* #rest }
            }
            #(#setters)*
        }
    }
}

/// The value of a required property that has no other: as Rust, and on the wire.
fn only_value(api: &Api, field: &Field) -> Option<(TokenStream, String)> {
    if field.presence != Presence::Required {
        return None;
    }
    if let Some(only) = &field.only {
        return Some((constant(only), only.text()));
    }
    let value = api.only_value(&field.ty)?;
    let (ty, name) = (ty::of_field(api, field), ident(&value.name.rust));
    Some((quote!(#ty::#name), value.name.wire.clone()))
}

/// A constant as a value of its own.
fn constant(only: &Constant) -> TokenStream {
    match only {
        Constant::Text(text) => quote!(#text.to_owned()),
        Constant::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        Constant::Bool(truth) => quote!(#truth),
    }
}

/// A property of a new value.
fn initial(api: &Api, field: &Field) -> TokenStream {
    let name = ident(&field.name.rust);
    match (field.presence, only_value(api, field)) {
        (Presence::Required, Some((value, _))) => quote!(#name: #value),
        (Presence::Required, None) if field.making.is_instant => quote!(#name: #name.into()),
        (Presence::Required | Presence::Nullable, _) => quote!(#name),
        (Presence::Optional, _) => quote!(#name: None),
        (Presence::Maybe, _) => quote!(#name: runtime::Maybe::Absent),
    }
}

/// The argument for a required property. A point in time can be one of `jiff`.
fn argument(api: &Api, field: &Field) -> TokenStream {
    let ty = ty::of_field(api, field);
    if field.making.is_instant { quote!(impl Into<#ty>) } else { ty }
}

/// What a new value has.
fn summary(api: &Api, fields: &[Field]) -> String {
    if !fields.iter().any(Field::is_required) {
        return "A value with nothing set.".to_owned();
    }
    let filled = fields.iter().filter_map(|field| {
        let (_, value) = only_value(api, field)?;
        Some(format!("{} is {}", text::code(&field.name.wire), text::code(&value)))
    });
    let filled: Vec<String> = filled.collect();
    match filled.as_slice() {
        [] => "A value with all that is required.".to_owned(),
        filled => format!("A value with all that is required; {}.", filled.join(", ")),
    }
}

/// What is sent, made of what was received.
pub(super) fn from_received(
    api: &Api,
    decl: &TypeDecl,
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> Option<TokenStream> {
    let Some(Twin::Received { id, has_all: true }) = decl.twin else { return None };
    let (received, name) = (ident(&api.decl(id)?.name.rust), ident(&decl.name.rust));
    let of_fields = fields.iter().map(|field| {
        let name = ident(&field.name.rust);
        match (field.access, field.presence) {
            (Access::WriteOnly, Presence::Maybe) => quote!(#name: runtime::Maybe::Absent),
            (Access::WriteOnly, _) => quote!(#name: None),
            // What is received always has it.
            (Access::MaybeSent, Presence::Maybe) => {
                quote!(#name: value.#name.map_or(runtime::Maybe::Null, runtime::Maybe::Value))
            }
            (Access::MaybeSent, _) => quote!(#name: Some(value.#name)),
            _ => quote!(#name: value.#name),
        }
    });
    let of_rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote!(#field: value.#field)
    });
    Some(quote! {
        impl std::convert::From<super::#received> for #name {
            fn from(value: super::#received) -> Self {
                Self { #(#of_fields,)* #of_rest }
            }
        }
    })
}

fn setter(api: &Api, field: &Field) -> Option<TokenStream> {
    let name = ident(&field.name.rust);
    let method = ident(field.making.setter.as_ref()?);
    let ty = ty::owned(api, &field.ty, Place::Types);
    // Null is a value of its own there: `Maybe::Null`, or a value by `.into()`.
    let (ty, value) = match field.presence {
        Presence::Maybe => (quote!(runtime::Maybe<#ty>), quote!(#name)),
        _ if field.making.is_instant => (quote!(impl Into<#ty>), quote!(Some(#name.into()))),
        _ => (ty, quote!(Some(#name))),
    };
    if let (Some(only), Presence::Optional) = (&field.only, field.presence) {
        let (wire, text) = (text::code(&field.name.wire), text::code(&only.text()));
        let (docs, value) = (format!(" Sets {wire} to {text}, its only value."), constant(only));
        return Some(quote! {
            #[doc = #docs]
            #[must_use]
            pub fn #method(mut self) -> Self {
                self.#name = Some(#value);
                self
            }
        });
    }
    let docs = format!(" Sets {}.", text::code(&field.name.wire));
    Some(quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #method(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
    })
}
