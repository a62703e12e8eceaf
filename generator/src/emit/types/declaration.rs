//! What every declaration has: its documentation, what it derives, and how it is read and written.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::argument::Sample;
use crate::emit::krate::Crate;
use crate::emit::text;
use crate::model::{Api, Twin, TypeDecl};

pub(super) fn docs(api: &Api, decl: &TypeDecl) -> TokenStream {
    text::docs(&description(api, decl))
}

/// The same, and how a value is made of what is sent.
pub(super) fn docs_with_example(krate: &Crate<'_>, api: &Api, decl: &TypeDecl) -> Vec<String> {
    let mut lines = description(api, decl);
    let value = decl.sent.then(|| Sample::of_type(api, decl)).flatten();
    if let Some(value) = value.filter(|value| !value.is_bare()) {
        lines.extend(paragraph("# Example".to_owned()));
        lines.extend(paragraph("```no_run".to_owned()));
        lines.extend([format!("use {}::types;", krate.path(api)), String::new()]);
        lines.extend(value.statement("let value = "));
        let result = "# Ok::<(), Box<dyn std::error::Error>>(())".to_owned();
        lines.extend(value.can_fail().then_some(result));
        lines.push("```".to_owned());
    }
    lines
}

/// What the document says of the type.
pub(super) fn description(api: &Api, decl: &TypeDecl) -> Vec<String> {
    let mut lines = text::lines(&decl.docs);
    if lines.is_empty() {
        lines.push(format!("The schema {}.", text::code(&decl.name.wire)));
    }
    let twin = twin(api, decl).map(|(words, name)| format!("{words} [`super::{name}`]."));
    lines.extend(twin.into_iter().flat_map(paragraph));
    if decl.deprecated {
        lines.extend(paragraph("Deprecated by the document.".to_owned()));
    }
    lines
}

/// A line with a blank one before it.
pub(super) fn paragraph(line: String) -> [String; 2] {
    [String::new(), line]
}

/// The other type of a schema: what is said of it, and its name.
pub(in crate::emit) fn twin<'a>(api: &'a Api, decl: &TypeDecl) -> Option<(&'static str, &'a str)> {
    let (words, id) = match (decl.twin?, api.is_types_only) {
        (Twin::Sent(id), false) => ("It is received; what is sent is", id),
        (Twin::Received { id, .. }, false) => ("It is sent; what is received is", id),
        (Twin::Sent(id), true) => ("A server sends it; what a client sends is", id),
        (Twin::Received { id, .. }, true) => ("A client sends it; what a server sends is", id),
    };
    Some((words, api.decl(id)?.name.rust.as_str()))
}

/// What lets a type grow without a new version of the crate. Who has types alone knows them all, and
/// makes and takes them apart as any other.
pub(super) fn growth(api: &Api) -> Option<TokenStream> {
    (!api.is_types_only).then(|| quote! { #[non_exhaustive] })
}

/// The derive attribute, and those that the document gives the type.
pub(super) fn derives(decl: &TypeDecl) -> Vec<TokenStream> {
    let eq = decl.derives.eq.then(|| quote!(, Eq, Hash));
    let default = decl.derives.default.then(|| quote!(, Default));
    let mut known = vec!["Debug", "Clone", "PartialEq"];
    known.extend(decl.derives.eq.then_some(["Eq", "Hash"]).into_iter().flatten());
    known.extend(decl.derives.default.then_some("Default"));
    let own = quote! { #[derive(Debug, Clone, PartialEq #eq #default)] };
    std::iter::once(own).chain(added(decl, &known)).collect()
}

/// What the document gives a type besides the traits that it has.
pub(super) fn added(decl: &TypeDecl, known: &[&str]) -> Vec<TokenStream> {
    // `serde` is implemented, and not derived.
    let is_known = |path: &str| {
        let last = path.rsplit("::").next().unwrap_or_default();
        known.contains(&last) || ["Serialize", "Deserialize"].contains(&last)
    };
    let derives = decl.added.derives.iter().filter(|path| !is_known(path));
    let derives: Vec<syn::Path> = derives.filter_map(|path| syn::parse_str(path).ok()).collect();
    let attributes = decl.added.attributes.iter();
    let attributes = attributes.filter_map(|text| syn::parse_str::<syn::Meta>(text).ok());
    let derive = (!derives.is_empty()).then(|| quote! { #[derive(#(#derives),*)] });
    derive.into_iter().chain(attributes.map(|meta| quote! { #[#meta] })).collect()
}

/// The two lean readers, and `serde` through them.
pub(super) fn conversions(
    name: &proc_macro2::Ident,
    from_json: &TokenStream,
    write_json: &TokenStream,
) -> TokenStream {
    quote! {
        impl runtime::FromJson for #name {
            fn from_json(json: runtime::JsonRef<'_>) -> Result<Self, runtime::JsonError> {
                #from_json
            }
        }

        impl runtime::ToJson for #name {
            fn write_json(&self, json: &mut runtime::JsonWriter) {
                #write_json
            }
        }

        runtime::serde_by_json!(#name);
    }
}
