//! Features that are nobody's to turn on.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::krate::Crate;

/// Attributes that leave such features out of what the documentation says an item needs. Cargo knows no
/// private features: an underscore in front of the name of one that is used by hand says that it is.
pub(super) fn attributes(krate: &Crate<'_>) -> TokenStream {
    let texts = krate.apis.iter().flat_map(|api| &api.by_hand).map(|file| file.text.as_str());
    let named = texts.flat_map(|text| text.split("feature = \"").skip(1));
    let names: BTreeSet<&str> = named
        .filter_map(|rest| rest.split('"').next())
        .filter(|name| name.starts_with('_'))
        .collect();
    let names = names.into_iter();
    quote! { #(#![cfg_attr(docsrs, doc(auto_cfg(hide(feature = #names))))])* }
}
