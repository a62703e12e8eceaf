//! What a type requires, each by its name.

use proc_macro2::TokenStream;
use quote::quote;

use super::construction;
use crate::emit::text;
use crate::emit::ty::{self, Place};
use crate::model::{Api, Field, Presence, Type, TypeDecl};
use crate::name::ident;

/// The struct, and how the type is made of it.
pub(super) fn named(api: &Api, decl: &TypeDecl, fields: &[Field]) -> Option<TokenStream> {
    let named = ident(decl.named.as_ref()?);
    let name = ident(&decl.name.rust);
    let asked: Vec<&Field> = fields.iter().filter(|field| api.is_asked(field)).collect();
    let is_lent = |field: &Field| {
        field.presence == Presence::Required && *api.resolved(&field.ty) == Type::Text
    };
    let lifetime = asked.iter().any(|field| is_lent(field)).then(|| quote!(<'a>));
    let given = lifetime.is_some().then(|| quote!(<'_>));
    let members = asked.iter().map(|field| {
        let wire = text::code(&field.name.wire);
        let docs = match text::line(&field.docs) {
            line if line.is_empty() => format!(" The property {wire}."),
            line => format!(" {line}"),
        };
        let field_name = ident(&field.name.rust);
        let ty = match is_lent(field) {
            true => quote!(&'a str),
            false => match &field.ty {
                Type::Boxed(inner) => ty::owned(api, inner, Place::Types),
                _ => ty::of_field(api, field),
            },
        };
        quote! { #[doc = #docs] pub #field_name: #ty, }
    });
    let names: Vec<_> = asked.iter().map(|field| construction::argument(fields, field)).collect();
    let taken = asked.iter().zip(&names).map(|(field, name)| {
        let field = ident(&field.name.rust);
        if field == *name { quote!(#name) } else { quote!(#field: #name) }
    });
    let docs = format!(
        " What [`{}`] requires, each by its name: `{}::from({} {{ .. }})`.",
        decl.name.rust, decl.name.rust, named
    );
    Some(quote! {
        #[doc = #docs]
        #[derive(Debug, Clone)]
        pub struct #named #lifetime {
            #(#members)*
        }

        impl std::convert::From<#named #given> for #name {
            fn from(value: #named #given) -> Self {
                let #named { #(#taken),* } = value;
                Self::new(#(#names),*)
            }
        }
    })
}
