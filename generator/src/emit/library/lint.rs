//! What clippy says of what a document decides: its names, and how deep its lists and maps are in
//! others.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Api, Shape, Type};

/// Names that clippy takes for placeholders.
const PLACEHOLDERS: [&str; 3] = ["foo", "baz", "quux"];

/// How many lists, maps and values that can be null are in each other where clippy wants a name for
/// the type of it, in the signature of a call.
const DEPTH: usize = 3;

/// The attribute of an API's module, where something in it would be found.
pub(super) fn allowed(api: &Api) -> Option<TokenStream> {
    let has = |is_such: &dyn Fn(&str) -> bool| names(api).any(is_such);
    let placeholders =
        has(&|name| PLACEHOLDERS.contains(&name)).then(|| quote! { clippy::disallowed_names, });
    let is_number = |letter: char| letter == '_' || letter.is_ascii_digit();
    let numbers = has(&|name| name.chars().all(is_number))
        .then(|| quote! { clippy::just_underscores_and_digits, });
    let types = api.uses(&mut |ty| depth(ty) >= DEPTH).then(|| quote! { clippy::type_complexity, });
    let handles = api.tags.iter().map(|tag| &tag.handle);
    let new = api
        .types
        .iter()
        .map(|decl| &decl.name.rust)
        .chain(handles)
        .any(|name| name == "New")
        .then(|| quote! { clippy::self_named_constructors, });
    let lints: Vec<TokenStream> =
        [placeholders, numbers, new, types].into_iter().flatten().collect();
    (!lints.is_empty()).then(|| quote! { #[allow(#(#lints)* reason = "it is so in the document")] })
}

/// The names of values.
fn names(api: &Api) -> impl Iterator<Item = &str> {
    let fields = api.types.iter().flat_map(|decl| match &decl.shape {
        Shape::Struct { fields, .. } => fields.as_slice(),
        _ => &[],
    });
    let fields = fields.map(|field| &field.name);
    let parameters = api.operations().flat_map(|operation| &operation.parameters);
    let headers = api.operations().filter_map(|operation| operation.headers.as_ref());
    let headers = headers.flat_map(|headers| &headers.fields).map(|header| &header.name);
    let names = fields.chain(parameters.map(|parameter| &parameter.name)).chain(headers);
    names.map(|name| name.rust.as_str())
}

/// How many others a type stands in at most, itself included.
fn depth(ty: &Type) -> usize {
    std::iter::successors(Some(ty), |ty| ty.inner()).skip(1).count()
}
