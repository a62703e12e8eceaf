//! What several operations share: `common_responses.rs` for those of several tags, and other names.

use proc_macro2::TokenStream;
use quote::quote;

use super::{decode, headers};
use crate::emit::file::{Content, File};
use crate::emit::{feature, text};
use crate::model::{Api, Common, Shared, Tag, Type};
use crate::name::ident;

/// The file of what operations of several tags share.
pub(in crate::emit) fn file(api: &Api) -> File {
    let errors = api.common.errors.iter();
    let errors = errors.map(|errors| gated(api, &errors.name, decode::failures(api, errors)));
    let headers = api.common.headers.iter();
    let headers =
        headers.map(|headers| gated(api, &headers.name, headers::structure(api, headers)));
    let is_named = |ty: &Type| ty.any(&mut |part| matches!(part, Type::Named(_)));
    let unused = feature::idle(api);
    let types = api.common.types().any(is_named).then(|| quote! { #unused use super::types; });
    let items = quote! {
        #[cfg(feature = "test-util")]
        mod doubles;

        #types
        #unused
        use crate::runtime;

        #(#errors)*
        #(#headers)*
    };
    let docs = vec![format!("What operations of {} share.", text::line(&api.title))];
    let path = format!("src/{}/common_responses.rs", api.name.rust);
    File { path, content: Content::Rust { docs, items } }
}

/// Items that stand with the client, where a tag that shares them is there.
pub(super) fn gated(api: &Api, name: &str, items: TokenStream) -> TokenStream {
    let shared = Shared { name: name.to_owned(), is_of_api: true };
    match feature::gate(&api.features_of(&shared)) {
        Some(gate) => feature::gated(&gate, items),
        None => items,
    }
}

/// What operations of a tag share, and its names for what they share with those of others.
pub(super) fn of_tag(api: &Api, tag: &Tag) -> TokenStream {
    let Common { errors, headers, aliases } = &tag.common;
    let errors = errors.iter().map(|errors| decode::failures(api, errors));
    let headers = headers.iter().map(|headers| headers::structure(api, headers));
    let aliases = aliases.iter().map(|(alias, name)| {
        let docs = format!(" What most operations of {} document.", text::code(&tag.name.wire));
        let (alias, name) = (ident(alias), ident(name));
        quote! { #[doc = #docs] pub type #alias = super::#name; }
    });
    quote! { #(#errors)* #(#headers)* #(#aliases)* }
}
