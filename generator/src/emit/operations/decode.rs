//! How an operation's response is read: the enums of its outcomes, and the function that tells
//! them apart by status.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::{alias, xml};
use crate::emit::text;
use crate::emit::ty::{self, Place};
use crate::model::{
    Api, BodyFormat, Content, Failure, Failures, Operation, Status, Success, Type, Variant,
};
use crate::name::ident;

/// The change of the protocol, which is a success where the document says that it comes.
const SWITCHED: Status = Status::Exact(101);

/// The type that a call gives back.
pub(super) fn success_type(api: &Api, operation: &Operation) -> TokenStream {
    match &operation.success {
        Success::One(content) => content_type(api, operation, content),
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
    let name = ident(&operation.error_name);
    quote!(#name)
}

/// The enum of the successes, where there are several.
pub(super) fn success_enum(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let Success::Many { name, variants } = &operation.success else { return None };
    let docs = format!(" What {} gives back.", text::code(&operation.name.rust));
    let name = ident(name);
    let is_eq = variants.iter().all(|variant| variant.content.ty().is_none_or(|ty| api.is_eq(ty)));
    let eq = is_eq.then(|| quote!(, Eq, Hash));
    // What is read while it comes can be neither copied nor compared.
    let values = (!operation.is_streamed()).then(|| quote!(, Clone, PartialEq #eq));
    let variants = variants.iter().map(|variant| {
        let (docs, name) = (variant_docs(variant), ident(&variant.name));
        match boxed(api, operation, &variant.content) {
            Some(ty) => quote! { #docs #name(#ty), },
            None => quote! { #docs #name, },
        }
    });
    Some(quote! {
        #[doc = #docs]
        #[derive(Debug #values)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    })
}

/// The type in a variant: boxed where it may be large, so that variants are of one size.
fn boxed(api: &Api, operation: &Operation, content: &Content) -> Option<TokenStream> {
    let owned = content_type(api, operation, content);
    match content {
        Content::Empty => None,
        Content::Value(_, Type::Named(_)) | Content::Items(..) => Some(quote!(Box<#owned>)),
        Content::Value(..) => Some(owned),
    }
}

fn content_type(api: &Api, operation: &Operation, content: &Content) -> TokenStream {
    let owned = |ty| ty::owned(api, ty, Place::Tag);
    match content {
        Content::Empty => quote!(()),
        Content::Value(_, ty) => owned(ty),
        Content::Items(_, ty) => {
            let (item, failure) = (owned(ty), failure_type(operation));
            quote!(runtime::Items<#item, #failure>)
        }
    }
}

/// The enum of the failures, where any is documented; another name of the enum that it shares with
/// others.
pub(super) fn failure_enum(api: &Api, operation: &Operation) -> Option<TokenStream> {
    if operation.failures.is_empty() {
        return None;
    }
    let docs = format!(" The failures that {} documents.", text::code(&operation.name.rust));
    match &operation.shared_error {
        Some(shared) => alias::alias(&docs, &operation.error_name, shared),
        None => {
            let (name, failures) = (&operation.error_name, &operation.failures);
            Some(failures_enum(&docs, name, failures, |content| {
                content_type(api, operation, content)
            }))
        }
    }
}

/// An enum of failures that several operations document.
pub(super) fn failures(api: &Api, errors: &Failures) -> TokenStream {
    let docs = " The failures that several operations document.";
    let owned = |content: &Content| {
        content.ty().map_or_else(|| quote!(()), |ty| ty::owned(api, ty, Place::Tag))
    };
    failures_enum(docs, &errors.name, &errors.variants, owned)
}

fn failures_enum(
    docs: &str,
    name: &str,
    failures: &[Failure],
    owned: impl Fn(&Content) -> TokenStream,
) -> TokenStream {
    let name = ident(name);
    let variants = failures.iter().map(|failure| {
        let (docs, name) = (variant_docs(failure), ident(&failure.name));
        match &failure.content {
            Content::Empty => quote! { #docs #name(runtime::Failure), },
            content => {
                let ty = owned(content);
                quote! { #docs #name(runtime::Failure<#ty>), }
            }
        }
    });
    let arms = arms(failures, &owned);
    let has_bodies = failures.iter().all(|failure| failure.content != Content::Empty);
    let common = match arms.as_slice() {
        // Where all have one body, it is had without a `match`.
        [(ty, names)] if has_bodies => quote! {
            impl runtime::FailureBody for #name {
                type Body = #ty;

                fn failure(&self) -> &runtime::Failure<#ty> {
                    match self {
                        #(Self::#names(failure))|* => failure,
                    }
                }
            }
        },
        arms => {
            let arms = arms.iter().map(|(_, names)| {
                quote! { #(Self::#names(failure))|* => failure.response(), }
            });
            quote! {
                impl runtime::ApiError for #name {
                    fn response(&self) -> &runtime::RawResponse {
                        match self {
                            #(#arms)*
                        }
                    }
                }
            }
        }
    };
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }

        #common

        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                runtime::ApiError::response(self).fmt(f)
            }
        }

        impl std::error::Error for #name {}
    }
}

/// The variants of each type of body, in the order of the first of each. They share the arms of a
/// `match`, of which the compiler then checks fewer.
fn arms(
    failures: &[Failure],
    owned: impl Fn(&Content) -> TokenStream,
) -> Vec<(TokenStream, Vec<Ident>)> {
    let mut arms: Vec<(TokenStream, Vec<Ident>)> = Vec::new();
    let mut places = BTreeMap::new();
    for failure in failures {
        let (ty, name) = (owned(&failure.content), ident(&failure.name));
        let place = *places.entry(ty.to_string()).or_insert(arms.len());
        match arms.get_mut(place) {
            Some((_, names)) => names.push(name),
            None => arms.push((ty, vec![name])),
        }
    }
    arms
}

fn variant_docs(variant: &Variant) -> TokenStream {
    let mut lines = vec![format!("`{}`", variant.status)];
    let description = text::lines(&variant.docs);
    match description.split_first() {
        // Behind other words, what opens a block would open none, and what closes it would.
        Some((first, rest)) if first.starts_with(|c: char| c.is_alphanumeric()) => {
            lines = vec![format!("`{}`: {first}", variant.status)];
            lines.extend_from_slice(rest);
        }
        Some(_) => {
            lines.push(String::new());
            lines.extend(description);
        }
        None => {}
    }
    text::docs(&lines)
}

/// The function that tells the outcomes apart.
pub(super) fn function(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.decoder);
    let (success, failure) = (success_type(api, operation), failure_type(operation));
    let successes = success_arms(api, operation);
    let failures = failure_arms(api, operation);
    let is_total = operation.failures.iter().any(|failure| failure.status == Status::Default);
    let body = if failures.is_empty() {
        quote! {
            match response.status() {
                #(#successes,)*
                _ => response.unexpected(),
            }
        }
    } else {
        let successes =
            successes.iter().map(|Arm { pattern, value }| quote!(#pattern => return #value,));
        let rest = (!is_total).then(|| quote!(_ => return response.unexpected(),));
        quote! {
            let error = match response.status() {
                #(#successes)*
                #(#failures,)*
                #rest
            };
            Err(runtime::Error::Api(error))
        }
    };
    quote! {
        fn #name(response: &runtime::UndecodedResponse) -> Result<#success, runtime::Error<#failure>> {
            #body
        }
    }
}

/// What a status leads to.
struct Arm {
    pattern: TokenStream,
    value: TokenStream,
}

impl ToTokens for Arm {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { pattern, value } = self;
        tokens.extend(quote!(#pattern => #value));
    }
}

fn success_arms(api: &Api, operation: &Operation) -> Vec<Arm> {
    match &operation.success {
        // Any success is this one: a server that says 200 where 201 is documented is understood.
        Success::One(content) => {
            let value = read(api, operation, content);
            let switched = operation.responses.iter().any(|response| response.status == SWITCHED);
            let switched = switched.then(|| quote!(101 |));
            vec![Arm { pattern: quote!(#switched 200..=299), value }]
        }
        Success::Many { name, variants } => {
            let name = ident(name);
            let arms = variants.iter().map(|variant| {
                let (pattern, variant_name) =
                    (pattern(variant.status, variants), ident(&variant.name));
                let value = match &variant.content {
                    Content::Empty => quote!(Ok(#name::#variant_name)),
                    content => {
                        let value = read(api, operation, content);
                        let is_sequence = matches!(content, Content::Items(..));
                        let boxed = is_sequence.then(|| quote!(.map(Box::new)));
                        quote!(#value #boxed.map(#name::#variant_name))
                    }
                };
                Arm { pattern, value }
            });
            arms.chain(nothing(&name, variants)).collect()
        }
    }
}

/// The status that says that there is nothing, where it is not documented and one success can be
/// null.
fn nothing(name: &Ident, variants: &[Variant]) -> Option<Arm> {
    let is_null = |variant: &&Variant| {
        matches!(variant.content, Content::Value(BodyFormat::Json, Type::Nullable(_)))
    };
    let is_known = |variant: &Variant| {
        matches!(variant.status, Status::Exact(204) | Status::Range(2) | Status::Default)
    };
    let mut null = variants.iter().filter(is_null);
    let only = null.next().filter(|_| null.next().is_none() && !variants.iter().any(is_known))?;
    let variant = ident(&only.name);
    Some(Arm { pattern: quote!(204), value: quote!(Ok(#name::#variant(None))) })
}

fn failure_arms(api: &Api, operation: &Operation) -> Vec<Arm> {
    let name = ident(&operation.error_name);
    let arms = operation.failures.iter().map(|failure| {
        let (pattern, variant) =
            (pattern(failure.status, &operation.failures), ident(&failure.name));
        let value = match &failure.content {
            // The status counts, whatever the body is.
            Content::Value(BodyFormat::Json, _) => quote!(response.failure_json()),
            Content::Value(BodyFormat::Xml(index), _) => {
                let root = xml::root(api, *index);
                quote!(response.failure_xml(#root))
            }
            Content::Value(BodyFormat::Text, _) => quote!(response.failure_text()),
            Content::Value(BodyFormat::Bytes, _) | Content::Items(..) => {
                quote!(response.failure_bytes())
            }
            Content::Empty => quote!(response.failure()),
        };
        Arm { pattern, value: quote!(#name::#variant(#value)) }
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

/// The body of a success, or why there is none.
fn read(api: &Api, operation: &Operation, content: &Content) -> TokenStream {
    match content {
        Content::Empty => quote!(Ok(())),
        Content::Value(BodyFormat::Json, Type::Nullable(_) | Type::Json) => {
            quote!(response.json_or_null())
        }
        Content::Value(BodyFormat::Json, _) => quote!(response.json()),
        Content::Value(BodyFormat::Xml(index), _) => {
            let root = xml::root(api, *index);
            quote!(response.xml(#root))
        }
        Content::Value(BodyFormat::Text, _) => quote!(response.text()),
        Content::Value(BodyFormat::Bytes, _) => quote!(response.bytes()),
        Content::Items(framing, _) => {
            let (name, framing) = (ident(&operation.decoder), format_ident!("{framing:?}"));
            quote!(response.items(runtime::Framing::#framing, |response| #name(response).err()))
        }
    }
}
