//! `types/`: a file for each declared type.

use proc_macro2::TokenStream;
use quote::quote;

use super::ty::{self, Place};
use super::{Content, File, construction, enums, feature, limits, text, unions};
use crate::model::{Api, Field, Presence, Shape, Twin, Type, TypeDecl};
use crate::name::ident;

/// `mod.rs` of the folder.
pub(super) fn file(api: &Api) -> File {
    let mut decls: Vec<&TypeDecl> = api.types.iter().collect();
    decls.sort_by_key(|decl| &decl.module);
    let modules = decls.iter().map(|decl| {
        let (gate, module) = (feature::gate(&decl.features), ident(&decl.module));
        quote! { #gate mod #module; }
    });
    let exports = decls.iter().map(|decl| {
        let (module, name) = (ident(&decl.module), ident(&decl.name.rust));
        let gate = feature::gate(&decl.features);
        quote! { #gate pub use self::#module::#name; }
    });
    let items = quote! { #(#modules)* #(#exports)* };
    let docs = vec![format!("The types of {}.", text::line(&api.title))];
    let path = format!("src/{}/types/mod.rs", api.name.rust);
    File { path, content: Content::Rust { docs, items } }
}

/// The file of one type.
pub(super) fn of(api: &Api, decl: &TypeDecl) -> File {
    let path = format!("src/{}/types/{}.rs", api.name.rust, decl.module);
    File { path, content: Content::Rust { docs: Vec::new(), items: declaration(api, decl) } }
}

fn declaration(api: &Api, decl: &TypeDecl) -> TokenStream {
    match &decl.shape {
        Shape::Struct { fields, rest } => structure(api, decl, fields, rest.as_ref()),
        Shape::Enum { values, repr, unknown, .. } => {
            enums::enumeration(api, decl, values, *repr, unknown)
        }
        Shape::Union { tag, told_by, arms, unknown, .. } => {
            let by = unions::By { tag: tag.as_deref(), path: told_by };
            unions::union(api, decl, &by, arms, unknown)
        }
        Shape::Newtype(ty) => newtype(api, decl, ty),
        Shape::Alias(ty) => {
            let (docs, name) = (docs(api, decl), ident(&decl.name.rust));
            let uses = ty
                .any(&mut |part| {
                    matches!(
                        part,
                        Type::Secret
                            | Type::Base64
                            | Type::Time
                            | Type::Timestamp
                            | Type::DecimalNumber
                    )
                })
                .then(|| quote! { use crate::runtime; });
            let ty = ty::owned(api, ty, Place::Types);
            quote! { #uses #docs pub type #name = #ty; }
        }
    }
}

pub(super) fn docs(api: &Api, decl: &TypeDecl) -> TokenStream {
    let mut lines = text::lines(&decl.docs);
    if lines.is_empty() {
        lines.push(format!("The schema {}.", text::code(&decl.name.wire)));
    }
    let twin = twin(api, decl).map(|(words, name)| format!("{words} [`super::{name}`]."));
    lines.extend(twin.into_iter().flat_map(paragraph));
    if decl.deprecated {
        lines.extend(paragraph("Deprecated by the document.".to_owned()));
    }
    text::docs(&lines)
}

fn newtype(api: &Api, decl: &TypeDecl, ty: &Type) -> TokenStream {
    let (docs, derives, name) = (docs(api, decl), derives(decl), ident(&decl.name.rust));
    let ty = ty::owned(api, ty, Place::Types);
    let conversions = conversions(
        &name,
        &quote! { runtime::FromJson::from_json(json).map(Self) },
        &quote! { runtime::ToJson::to_json(&self.0) },
    );
    quote! {
        use crate::runtime;

        #docs
        #derives
        pub struct #name(pub #ty);

        impl std::ops::Deref for #name {
            type Target = #ty;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl std::convert::From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self(value)
            }
        }

        #conversions
    }
}

/// A line with a blank one before it.
fn paragraph(line: String) -> [String; 2] {
    [String::new(), line]
}

/// The other type of a schema: what is said of it, and its name.
pub(super) fn twin<'a>(api: &'a Api, decl: &TypeDecl) -> Option<(&'static str, &'a str)> {
    let (words, id) = match decl.twin? {
        Twin::Sent(id) => ("It is received; what is sent is", id),
        Twin::Received { id, .. } => ("It is sent; what is received is", id),
    };
    Some((words, api.decl(id)?.name.rust.as_str()))
}

/// The derive attribute.
pub(super) fn derives(decl: &TypeDecl) -> TokenStream {
    let eq = decl.derives.eq.then(|| quote!(, Eq, Hash));
    let default = decl.derives.default.then(|| quote!(, Default));
    quote! { #[derive(Debug, Clone, PartialEq #eq #default)] }
}

fn structure(
    api: &Api,
    decl: &TypeDecl,
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> TokenStream {
    let (docs, name) = (docs(api, decl), ident(&decl.name.rust));
    let members = fields.iter().map(|field| member(api, field));
    let rest_member = rest.map(|(field, ty)| {
        let (field, ty) = (ident(field), ty::owned(api, ty, Place::Types));
        quote! {
            #[doc = " All other properties."]
            pub #field: std::collections::BTreeMap<String, #ty>,
        }
    });
    let construction = decl.sent.then(|| construction::construction(api, decl, fields, rest));
    let conversions =
        conversions(&name, &from_json(api, fields, rest), &to_json(fields, rest, decl.sent));
    let from_received = construction::from_received(api, decl, fields, rest);
    let derives = derives(decl);
    quote! {
        use crate::runtime;

        #docs
        #derives
        #[non_exhaustive]
        pub struct #name {
            #(#members)*
            #rest_member
        }

        #construction
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
    let reads = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.rust), &field.name.wire);
        let read = ident(match field.presence {
            Presence::Required => "required",
            // Null is a value among others there.
            Presence::Optional if *api.resolved(&field.ty) == Type::Json => "any",
            Presence::Nullable | Presence::Optional => "optional",
            Presence::Maybe => "maybe",
        });
        quote! { #name: fields.#read(#wire)? }
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

fn to_json(fields: &[Field], rest: Option<&(String, Type)>, is_sent: bool) -> TokenStream {
    if fields.is_empty() && rest.is_none() {
        return quote! { runtime::Object::new().finish() };
    }
    let writes = fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name.rust), &field.name.wire);
        let write = ident(match field.presence {
            Presence::Required | Presence::Nullable => "required",
            Presence::Optional => "optional",
            Presence::Maybe => "maybe",
        });
        let limits = limits::limits(&field.limits).filter(|_| is_sent);
        let limit = limits.map(|limits| quote! { object.limit(#wire, &#limits); });
        quote! { object.#write(#wire, &self.#name); #limit }
    });
    let rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote! { object.rest(&self.#field); }
    });
    quote! {
        let mut object = runtime::Object::new();
        #(#writes)*
        #rest
        object.finish()
    }
}

/// The two lean readers, and `serde` through them.
pub(super) fn conversions(
    name: &proc_macro2::Ident,
    from_json: &TokenStream,
    to_json: &TokenStream,
) -> TokenStream {
    quote! {
        impl runtime::FromJson for #name {
            fn from_json(json: runtime::JsonRef<'_>) -> Result<Self, runtime::JsonError> {
                #from_json
            }
        }

        impl runtime::ToJson for #name {
            fn to_json(&self) -> runtime::Json<'_> {
                #to_json
            }
        }

        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                runtime::deserialize(deserializer)
            }
        }

        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&runtime::ToJson::to_json(self), serializer)
            }
        }
    }
}
