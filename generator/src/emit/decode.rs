//! How an operation's answer is read: the enums of its outcomes, and the function that tells
//! them apart by status.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::text;
use super::ty::{self, Place};
use super::xml;
use crate::model::{Api, BodyFormat, Content, Operation, Status, Success, Type, Variant};
use crate::name::ident;

/// The type that a call gives back.
pub(super) fn success_type(api: &Api, operation: &Operation) -> TokenStream {
    match &operation.success {
        Success::One(content) => content_type(api, content),
        Success::Many { name, .. } => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// The type of the failures that are documented.
pub(super) fn failure_type(operation: &Operation) -> TokenStream {
    if operation.failures.is_empty() {
        return quote!(std::convert::Infallible);
    }
    let name = failure_name(operation);
    quote!(#name)
}

pub(super) fn failure_name(operation: &Operation) -> Ident {
    format_ident!("{}Error", operation.main_type_name())
}

/// The function's name.
pub(super) fn function_name(operation: &Operation) -> Ident {
    let method = operation.main_method().trim_start_matches('_');
    format_ident!("decode_{method}", span = Span::call_site())
}

/// The enums and the function.
pub(super) fn items(api: &Api, operation: &Operation) -> TokenStream {
    let success = match &operation.success {
        Success::One(_) => None,
        Success::Many { name, variants } => Some(success_enum(api, operation, name, variants)),
    };
    let failure = (!operation.failures.is_empty()).then(|| failure_enum(api, operation));
    let function = function(api, operation);
    quote! { #success #failure #function }
}

fn success_enum(api: &Api, operation: &Operation, name: &str, variants: &[Variant]) -> TokenStream {
    let docs = format!(" What {} gives back.", text::code(&operation.name.rust));
    let name = ident(name);
    let is_eq = variants.iter().all(|variant| match &variant.content {
        Content::Empty => true,
        Content::Value(_, ty) => api.is_eq(ty),
    });
    let eq = is_eq.then(|| quote!(, Eq, Hash));
    let variants = variants.iter().map(|variant| {
        let (docs, name) = (variant_docs(variant), ident(&variant.name));
        match boxed(api, &variant.content) {
            Some(ty) => quote! { #docs #name(#ty), },
            None => quote! { #docs #name, },
        }
    });
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone, PartialEq #eq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}

/// The type in a variant: boxed where it may be large, so that variants are of one size.
fn boxed(api: &Api, content: &Content) -> Option<TokenStream> {
    let owned = content_type(api, content);
    match content {
        Content::Empty => None,
        Content::Value(_, Type::Named(_)) => Some(quote!(Box<#owned>)),
        Content::Value(..) => Some(owned),
    }
}

fn content_type(api: &Api, content: &Content) -> TokenStream {
    match content {
        Content::Empty => quote!(()),
        Content::Value(_, ty) => ty::owned(api, ty, Place::Tag),
    }
}

fn failure_enum(api: &Api, operation: &Operation) -> TokenStream {
    let docs = format!(" The failures that {} documents.", text::code(&operation.name.rust));
    let name = failure_name(operation);
    let names: Vec<_> = operation.failures.iter().map(|failure| ident(&failure.name)).collect();
    let variants = operation.failures.iter().map(|failure| {
        let (docs, name) = (variant_docs(failure), ident(&failure.name));
        match &failure.content {
            Content::Empty => quote! { #docs #name(runtime::Failure), },
            content => {
                let ty = content_type(api, content);
                quote! { #docs #name(runtime::Failure<#ty>), }
            }
        }
    });
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        impl runtime::ApiError for #name {
            fn answer(&self) -> &runtime::Answer {
                match self {
                    #(Self::#names(failure) => failure.answer(),)*
                }
            }
        }

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                runtime::ApiError::answer(self).fmt(f)
            }
        }

        impl std::error::Error for #name {}
    }
}

fn variant_docs(variant: &Variant) -> TokenStream {
    let mut lines = vec![format!("`{}`", variant.status)];
    let description = text::lines(&variant.docs);
    if let Some((first, rest)) = description.split_first() {
        lines = vec![format!("`{}`: {first}", variant.status)];
        lines.extend_from_slice(rest);
    }
    text::docs(&lines)
}

fn function(api: &Api, operation: &Operation) -> TokenStream {
    let name = function_name(operation);
    let (success, failure) = (success_type(api, operation), failure_type(operation));
    let mut arms = success_arms(api, operation);
    arms.extend(failure_arms(api, operation));
    let is_total = operation.failures.iter().any(|failure| failure.status == Status::Default);
    let rest = (!is_total).then(|| quote! { _ => Err(reply.unexpected().into()), });
    quote! {
        fn #name(reply: &runtime::Reply) -> Result<#success, runtime::Error<#failure>> {
            match reply.status() {
                #(#arms)*
                #rest
            }
        }
    }
}

fn success_arms(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    match &operation.success {
        // Any success is this one: a server that says 200 where 201 is documented is understood.
        Success::One(content) => {
            let value = read(api, content);
            vec![quote! { 200..=299 => Ok(#value), }]
        }
        Success::Many { name, variants } => {
            let name = ident(name);
            let arms = variants.iter().map(|variant| {
                let (pattern, variant_name) =
                    (pattern(variant.status, variants), ident(&variant.name));
                match &variant.content {
                    Content::Empty => quote! { #pattern => Ok(#name::#variant_name), },
                    content => {
                        let value = read(api, content);
                        quote! { #pattern => Ok(#name::#variant_name(#value)), }
                    }
                }
            });
            arms.collect()
        }
    }
}

fn failure_arms(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let name = failure_name(operation);
    let arms = operation.failures.iter().map(|failure| {
        let (pattern, variant) =
            (pattern(failure.status, &operation.failures), ident(&failure.name));
        let value = match &failure.content {
            // The status counts, whatever the body is.
            Content::Value(BodyFormat::Json, _) => quote!(reply.failure_json()),
            Content::Value(BodyFormat::Xml(index), _) => {
                let root = xml::root(api, *index);
                quote!(reply.failure_xml(#root))
            }
            Content::Value(BodyFormat::Text, _) => quote!(reply.failure_text()),
            Content::Value(BodyFormat::Bytes, _) => quote!(reply.failure_bytes()),
            Content::Empty => quote!(reply.failure()),
        };
        quote! { #pattern => Err(runtime::Error::Api(#name::#variant(#value))), }
    });
    arms.collect()
}

fn pattern(status: Status, others: &[Variant]) -> TokenStream {
    let number = |number: u16| proc_macro2::Literal::u16_unsuffixed(number);
    match status {
        Status::Exact(code) => {
            let code = number(code);
            quote!(#code)
        }
        Status::Range(hundred) => {
            // Clippy finds fault with a range that begins where another arm does.
            let is_told =
                |code: &u16| others.iter().any(|other| other.status == Status::Exact(*code));
            let first = (hundred * 100..hundred * 100 + 99).find(|code| !is_told(code));
            let (first, last) =
                (number(first.unwrap_or(hundred * 100)), number(hundred * 100 + 99));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

fn read(api: &Api, content: &Content) -> TokenStream {
    match content {
        Content::Empty => quote!(()),
        Content::Value(BodyFormat::Json, _) => quote!(reply.json()?),
        Content::Value(BodyFormat::Xml(index), _) => {
            let root = xml::root(api, *index);
            quote!(reply.xml(#root)?)
        }
        Content::Value(BodyFormat::Text, _) => quote!(reply.text()?),
        Content::Value(BodyFormat::Bytes, _) => quote!(reply.bytes()?),
    }
}
