//! Arguments of methods, as tokens and as text for pages, and values for them in examples.

mod expression;
mod sample;

use proc_macro2::TokenStream;
use quote::quote;

pub(super) use self::expression::Expression;
pub(super) use self::sample::Sample;
use super::ty::{Place, owned};
use crate::model::{Api, Type};

/// Whether an argument of the type is passed by value.
pub(super) fn is_copied(api: &Api, ty: &Type) -> bool {
    let ty = api.resolved(ty);
    matches!(
        ty,
        Type::Bool
            | Type::Integer(_)
            | Type::Float(_)
            | Type::Timestamp
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Duration
            | Type::Decimal
            | Type::DecimalNumber
            | Type::Uuid
    )
}

/// Whether it is a list of texts, which can be of any kind of text.
pub(super) fn is_texts(api: &Api, ty: &Type) -> bool {
    match api.resolved(ty) {
        Type::List(item) => *api.resolved(item) == Type::Text,
        _ => false,
    }
}

/// A type as an argument: borrowed, but for what is copied.
pub(super) fn argument(api: &Api, ty: &Type) -> TokenStream {
    borrowed(api, ty, &TokenStream::new())
}

/// A type as a field of a struct of arguments, which are borrowed for `lifetime`.
pub(super) fn member(api: &Api, ty: &Type, lifetime: &TokenStream) -> TokenStream {
    match api.resolved(ty) {
        ty if is_texts(api, ty) => quote!(&#lifetime [&#lifetime str]),
        Type::Bytes => quote!(runtime::Body),
        _ => borrowed(api, ty, lifetime),
    }
}

fn borrowed(api: &Api, ty: &Type, lifetime: &TokenStream) -> TokenStream {
    match api.resolved(ty) {
        Type::Text | Type::Secret => quote!(&#lifetime str),
        // What is only sent is written in one form.
        Type::Timestamp => quote!(jiff::Timestamp),
        Type::List(inner) if **inner == Type::File => quote!(Vec<runtime::Part>),
        Type::Map(inner) if **inner == Type::File => quote!(Vec<(String, runtime::Part)>),
        ty if is_texts(api, ty) => quote!(&[impl AsRef<str>]),
        Type::List(inner) => {
            let inner = owned(api, inner, Place::Tag);
            quote!(&#lifetime [#inner])
        }
        Type::Bytes => quote!(impl Into<runtime::Body>),
        Type::File => quote!(runtime::Part),
        _ if is_copied(api, ty) => owned(api, ty, Place::Tag),
        _ => {
            let owned = owned(api, ty, Place::Tag);
            quote!(&#lifetime #owned)
        }
    }
}

/// A body as an argument: one that can be null is an option.
pub(super) fn body(api: &Api, ty: &Type) -> TokenStream {
    match ty {
        Type::Nullable(inner) => {
            let inner = argument(api, inner);
            quote!(Option<#inner>)
        }
        ty => argument(api, ty),
    }
}

/// A body as an argument, as text.
pub(super) fn body_text(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Nullable(inner) => format!("Option<{}>", argument_text(api, inner)),
        ty => argument_text(api, ty),
    }
}

/// An argument as text.
pub(super) fn argument_text(api: &Api, ty: &Type) -> String {
    match api.resolved(ty) {
        Type::Text | Type::Secret => "&str".to_owned(),
        Type::List(inner) if **inner == Type::File => "Vec<Part>".to_owned(),
        Type::Map(inner) if **inner == Type::File => "Vec<(String, Part)>".to_owned(),
        ty if is_texts(api, ty) => "&[impl AsRef<str>]".to_owned(),
        Type::List(inner) => format!("&[{}]", inner.text(api)),
        Type::Bytes => "impl Into<Body>".to_owned(),
        Type::File => ty.text(api),
        _ if is_copied(api, ty) => ty.text(api),
        _ => format!("&{}", ty.text(api)),
    }
}

/// A document decides how many values are required, and who uses the crate how many are too many.
pub(super) fn too_many(count: usize) -> Option<TokenStream> {
    (count > 7).then(
        || quote! { #[allow(clippy::too_many_arguments, reason = "all of them are required")] },
    )
}
