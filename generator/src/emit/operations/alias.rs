//! The name that an operation has for what it shares with others.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Shared;
use crate::name::ident;

/// The name as another one of what is shared; nothing where it is the name itself.
pub(super) fn alias(docs: &str, name: &str, shared: &Shared) -> Option<TokenStream> {
    let path = match (shared.is_of_api, ident(&shared.name)) {
        (true, shared) => quote!(super::#shared),
        (false, _) if shared.name == name => return None,
        (false, shared) => quote!(#shared),
    };
    let name = ident(name);
    Some(quote! { #[doc = #docs] pub type #name = #path; })
}
