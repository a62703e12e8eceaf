//! What is only there with a cargo feature of the crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::krate::Crate;
use super::text;
use crate::model::{Api, Operation, Tag};

/// The attribute of what needs any of these features; none where there are none.
pub(super) fn gate(features: &[String]) -> Option<TokenStream> {
    match features {
        [] => None,
        [feature] => Some(quote! { #[cfg(feature = #feature)] }),
        features => Some(quote! { #[cfg(any(#(feature = #features),*))] }),
    }
}

/// Items, each behind the attribute.
pub(super) fn gated(gate: &TokenStream, items: TokenStream) -> TokenStream {
    // What is printed here are items.
    let Ok(file) = syn::parse2::<syn::File>(items.clone()) else { return items };
    let items = file.items;
    quote! { #(#gate #items)* }
}

/// The attribute of what may not be used where tags are features: none of them may be on.
pub(super) fn unused(api: &Api) -> Option<TokenStream> {
    api.all_tags.is_some().then(|| quote! { #[allow(dead_code)] })
}

/// The attribute of a `use` of all that a module has, which can be nothing where tags are features.
pub(super) fn idle(api: &Api) -> Option<TokenStream> {
    api.all_tags.is_some().then(|| quote! { #[allow(unused_imports, unreachable_pub)] })
}

/// The features that an operation needs, as the beginning of a sentence.
pub(super) fn words(tag: &Tag, operation: &Operation) -> Option<String> {
    let tag = tag.feature.as_deref().map(text::code);
    let xml = operation.has_xml().then(|| "`xml`".to_owned());
    match (tag, xml) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(format!("Needs the feature {one}")),
        (Some(one), Some(other)) => Some(format!("Needs the features {one} and {other}")),
    }
}

/// The lines of the manifest for the features of an API's tags.
pub(super) fn lines(krate: &Crate<'_>, api: &Api) -> String {
    let Some(all_tags) = &api.all_tags else { return String::new() };
    let tags: Vec<&String> = api.tags.iter().filter_map(|tag| tag.feature.as_ref()).collect();
    let all = tags.iter().copied().chain(&api.other_types);
    let all: Vec<String> = all.map(|name| format!("{name:?}")).collect();
    // A title could end the comment.
    let name = &api.name.rust;
    let of_api = if krate.has_features() { format!("{:?}", api.name.rust) } else { String::new() };
    let mut out =
        format!("# All operations and types of `{name}`.\n{all_tags} = [{}]\n", all.join(", "));
    out.push_str("# The operations of one tag each, and the types that they need.\n");
    tags.iter().for_each(|name| out.push_str(&format!("{name} = [{of_api}]\n")));
    if let Some(name) = &api.other_types {
        out.push_str("# The types that no operation uses, such as those of webhooks.\n");
        out.push_str(&format!("{name} = [{of_api}]\n"));
    }
    out
}
