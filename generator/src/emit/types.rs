//! `types/`: a file for each declared type.

mod declaration;
mod given;
mod construction;
mod setters;
mod named;
mod properties;
mod structure;
mod enums;
mod getters;
mod repeated;
mod unions;
mod samples;

use proc_macro2::TokenStream;
use quote::quote;

pub(super) use self::declaration::twin;
use self::declaration::{conversions, derives, docs};
pub(super) use self::given::{Given, of_value as given};
pub(super) use self::samples::files as samples;
use super::file::{Content, File};
use super::krate::Crate;
use super::ty::{self, Place};
use super::{feature, text};
use crate::model::{Api, Shape, Type, TypeDecl};
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
        match decl.named.as_deref().map(ident) {
            Some(named) => quote! { #gate pub use self::#module::{#name, #named}; },
            None => quote! { #gate pub use self::#module::#name; },
        }
    });
    let idle = feature::idle(api);
    let aliases =
        (!api.aliases.is_empty()).then(|| quote! { mod aliases; #idle pub use self::aliases::*; });
    let samples = samples::module(api);
    let items = quote! { #aliases #(#modules)* #samples #(#exports)* };
    let docs = vec![format!("The types of {}.", text::line(&api.title))];
    let path = format!("src/{}/types/mod.rs", api.name.rust);
    File { path, content: Content::Rust { docs, items } }
}

/// The other names of types: those of places whose schemas are the same as others.
pub(super) fn aliases(api: &Api) -> File {
    let aliases = api.aliases.iter().filter_map(|alias| {
        let decl = api.decl(alias.ty)?;
        let line = match text::line(&alias.docs) {
            line if line.is_empty() => format!("The schema {}.", text::code(&alias.name.wire)),
            line => line,
        };
        let docs = text::docs(&[line]);
        let (gate, name, ty) =
            (feature::gate(&decl.features), ident(&alias.name.rust), ident(&decl.name.rust));
        Some(quote! { #gate #docs pub type #name = super::#ty; })
    });
    let items = quote! { #(#aliases)* };
    let docs = vec![
        "Other names of types: each place in the document has the name that it would have if no"
            .to_owned(),
        "other place had the same schema.".to_owned(),
    ];
    let path = format!("src/{}/types/aliases.rs", api.name.rust);
    File { path, content: Content::Rust { docs, items } }
}

/// The file of one type.
pub(super) fn of(krate: &Crate<'_>, api: &Api, decl: &TypeDecl) -> File {
    let path = format!("src/{}/types/{}.rs", api.name.rust, decl.module);
    let items = |items| Content::Rust { docs: Vec::new(), items };
    let mut content = match &decl.shape {
        Shape::Struct { fields, rest } => {
            let docs = declaration::docs_with_example(krate, api, decl);
            structure::structure(api, (decl, &docs), fields, rest.as_ref())
        }
        Shape::Enum { values, repr, unknown, .. } => {
            enums::enumeration(api, decl, values, *repr, unknown.as_deref())
        }
        Shape::Union { tag, told_by, arms, shared, unknown, .. } => {
            let by = unions::By { tag: tag.as_deref(), path: told_by };
            let docs = text::docs(&declaration::docs_with_example(krate, api, decl));
            items(unions::union(api, (decl, &docs), &by, (arms, shared), unknown))
        }
        Shape::Newtype(ty) => items(newtype(api, decl, ty)),
        Shape::Alias(ty) => items(alias(api, decl, ty)),
    };
    if let Content::Rust { items, .. } | Content::Written { items, .. } = &mut content {
        items.extend(repeated::lists(api, decl));
    }
    File { path, content }
}

fn alias(api: &Api, decl: &TypeDecl, ty: &Type) -> TokenStream {
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
                    | Type::ByUser(_)
            )
        })
        .then(|| quote! { use crate::runtime; });
    let ty = ty::owned(api, ty, Place::Types);
    quote! { #uses #docs pub type #name = #ty; }
}

fn newtype(api: &Api, decl: &TypeDecl, ty: &Type) -> TokenStream {
    let (docs, derives, name) = (docs(api, decl), derives(decl), ident(&decl.name.rust));
    let ty = ty::owned(api, ty, Place::Types);
    let conversions = conversions(
        &name,
        &quote! { runtime::FromJson::from_json(json).map(Self) },
        &quote! { runtime::ToJson::write_json(&self.0, json); },
    );
    quote! {
        use crate::runtime;

        #docs
        #(#derives)*
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
