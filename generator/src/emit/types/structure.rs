//! An object, as a struct. How it is read and written is in [`properties`](super::properties).

use proc_macro2::TokenStream;
use quote::quote;

use super::declaration::{derives, growth, paragraph};
use super::{construction, named};
use crate::emit::text;
use crate::emit::ty::{self, Place};
use crate::model::{Api, Field, Type, TypeDecl};
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
