//! `<tag>/doubles.rs`: what each operation documents, written as a server would, for the tests of
//! programs. Without the feature `test-util`, nobody reads it, the compiler included.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::{common, decode, headers, xml};
use crate::emit::file::{Content as FileContent, File};
use crate::emit::ty::Place;
use crate::emit::types::{Given, given};
use crate::emit::{feature, text};
use crate::model::{
    Api, BodyFormat, Content, DocumentedResponse, Failure, Framing, Headers, Operation, Status,
    Success, Tag, Variant,
};
use crate::name::ident;

/// The file of a tag.
pub(in crate::emit) fn file(api: &Api, tag: &Tag) -> File {
    let handle = ident(&tag.handle);
    let constants = tag.operations.iter().map(|operation| constant(api, operation));
    let items = tag.operations.iter().map(|operation| items(api, operation));
    let errors = tag.common.errors.iter();
    let errors = errors.map(|errors| failures(api, &errors.name, &errors.variants));
    let structs = tag.common.headers.iter().map(|headers| of_headers(api, headers));
    let is_idle = tag.operations.iter().all(Operation::has_xml);
    let idle = is_idle.then(|| quote! { #[cfg_attr(not(feature = "xml"), allow(unused_imports))] });
    let items = quote! {
        #idle
        use super::*;

        impl #handle { #(#constants)* }

        #(#items)*
        #(#errors)*
        #(#structs)*
    };
    let docs = vec![format!(
        "What the operations of {} document, for doubles.",
        text::code(&tag.name.wire)
    )];
    let path = format!("src/{}/{}/doubles.rs", api.name.rust, tag.module);
    File { path, content: FileContent::Rust { docs, items } }
}

/// The file of what operations of several tags share.
pub(in crate::emit) fn common_file(api: &Api) -> File {
    let errors = api.common.errors.iter();
    let errors = errors.map(|errors| {
        common::gated(api, &errors.name, failures(api, &errors.name, &errors.variants))
    });
    let structs = api.common.headers.iter();
    let structs =
        structs.map(|headers| common::gated(api, &headers.name, of_headers(api, headers)));
    let idle = feature::idle(api);
    let items = quote! {
        #idle
        use super::*;

        #(#errors)*
        #(#structs)*
    };
    let docs = vec![format!("What operations of {} share, for doubles.", text::line(&api.title))];
    let path = format!("src/{}/common_responses/doubles.rs", api.name.rust);
    File { path, content: FileContent::Rust { docs, items } }
}

fn constant(api: &Api, operation: &Operation) -> TokenStream {
    let (name, description) = (ident(&operation.documented), ident(&operation.constant));
    let docs = format!(
        " What {} documents, for a [`Double`](runtime::Double).",
        text::code(&operation.name.rust)
    );
    let (success, failure) =
        (decode::success_type(api, operation), decode::failure_type(operation));
    let encoded = match &operation.success {
        Success::Many { .. } => quote!(runtime::ToResponse::to_response),
        Success::One(content) => {
            let response = documented(operation, content);
            let status = response.map_or(200, |response| match response.status {
                Status::Default => 200,
                status => status.example(&[]),
            });
            let media_type = response.and_then(|response| response.media_type.as_deref());
            let argument = if *content == Content::Empty { quote!(_) } else { quote!(value) };
            let encoded = encoded(api, content, (status, media_type), &quote!(value));
            quote!(|#argument| #encoded)
        }
    };
    let media_types = media_types(operation).map(|media_types| quote!(, #media_types));
    let new = if media_types.is_some() { quote!(with_media_types) } else { quote!(new) };
    let gate = operation.has_xml().then(|| quote! { #[cfg(feature = "xml")] });
    quote! {
        #[doc = #docs]
        #gate
        pub const #name: runtime::Documented<#success, #failure> =
            runtime::Documented::#new(&#description, #encoded #media_types);
    }
}

/// The response that a success is documented as: the one that is no change of protocol, if there is
/// a choice.
fn documented<'a>(operation: &'a Operation, content: &Content) -> Option<&'a DocumentedResponse> {
    let rank = |status| match status {
        Status::Exact(200..=299) => Some(0),
        Status::Range(2) => Some(1),
        Status::Exact(101) => Some(2),
        Status::Default => Some(3),
        _ => None,
    };
    let ranked = operation.responses.iter().filter(|response| response.content == *content);
    let ranked = ranked.filter_map(|response| Some((rank(response.status)?, response)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, response)| response)
}

/// The media types of failures that are called otherwise than most of their form. Of bytes, any will do:
/// they are read as they are.
fn media_types(operation: &Operation) -> Option<TokenStream> {
    let statuses: Vec<Status> = operation.failures.iter().map(|one| one.status).collect();
    let others = operation.failures.iter().filter_map(|failure| {
        let mut responses = operation.responses.iter();
        let response = responses.find(|response| response.status == failure.status)?;
        let media_type = response.media_type.as_deref()?;
        let is_bytes = matches!(failure.content, Content::Value(BodyFormat::Bytes, _));
        let is_usual = is_bytes || media_type == usual(&failure.content)?;
        let status = Literal::u16_unsuffixed(failure.status.example(&statuses));
        (!is_usual).then(|| quote!((#status, #media_type)))
    });
    let others: Vec<TokenStream> = others.collect();
    (!others.is_empty()).then(|| quote! { &[#(#others),*] })
}

/// What stands beside the constant of an operation.
fn items(api: &Api, operation: &Operation) -> TokenStream {
    let success = operation.has_decoder.then(|| successes(api, operation)).flatten();
    let is_own = !operation.is_variant() && operation.shared_error.is_none();
    let failures = (is_own && !operation.failures.is_empty())
        .then(|| failures(api, &operation.error_name, &operation.failures));
    let own_headers = operation.headers.as_ref().filter(|headers| headers.shared.is_none());
    let headers = own_headers.filter(|_| !operation.is_variant());
    let headers = headers.map(|headers| of_headers(api, headers));
    let items = quote! { #success #failures #headers };
    if operation.has_xml() { xml::gate(items) } else { items }
}

/// How the enum of the successes is written.
fn successes(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let Success::Many { name, variants } = &operation.success else { return None };
    let name = ident(name);
    let statuses: Vec<Status> = variants.iter().map(|variant| variant.status).collect();
    let arms = variants.iter().map(|Variant { name, status, content, .. }| {
        let response = operation.responses.iter().find(|response| response.status == *status);
        let media_type = response.and_then(|response| response.media_type.as_deref());
        let status = match status {
            Status::Default => 200,
            status => status.example(&statuses),
        };
        let (name, encoded) =
            (ident(name), encoded(api, content, (status, media_type), &quote!(value)));
        match content {
            Content::Empty => quote!(Self::#name => #encoded,),
            _ => quote!(Self::#name(value) => #encoded,),
        }
    });
    Some(to_response(&name, &quote! { match self { #(#arms)* } }))
}

/// How an enum of failures is written.
fn failures(api: &Api, name: &str, failures: &[Failure]) -> TokenStream {
    let statuses: Vec<Status> = failures.iter().map(|failure| failure.status).collect();
    let arms = failures.iter().map(|failure| {
        let (name, status) = (ident(&failure.name), failure.status.example(&statuses));
        let content = match &failure.content {
            // Failures are read whole.
            Content::Items(_, ty) => &Content::Value(BodyFormat::Bytes, ty.clone()),
            content => content,
        };
        let encoded = encoded(api, content, (status, None), &quote!(body));
        let argument = if *content == Content::Empty { quote!(_) } else { quote!(body) };
        quote! {
            Self::#name(failure) => {
                runtime::EncodedResponse::failure(failure, |#argument| #encoded)
            }
        }
    });
    to_response(&ident(name), &quote! { match self { #(#arms)* } })
}

fn to_response(name: &proc_macro2::Ident, response: &TokenStream) -> TokenStream {
    quote! {
        impl runtime::ToResponse for #name {
            fn to_response(&self) -> runtime::EncodedResponse {
                #response
            }
        }
    }
}

/// A response with this status, made of a value.
fn encoded(
    api: &Api,
    content: &Content,
    (status, media_type): (u16, Option<&str>),
    value: &TokenStream,
) -> TokenStream {
    let status = Literal::u16_unsuffixed(status);
    let media_type = media_type.or(usual(content)).unwrap_or_default();
    match content {
        Content::Empty => quote!(runtime::EncodedResponse::empty(#status)),
        Content::Value(BodyFormat::Json, _) => {
            quote!(runtime::EncodedResponse::json(#status, #media_type, #value))
        }
        Content::Value(BodyFormat::Xml(index), _) => {
            let root = xml::root_name(api, *index);
            quote! {
                runtime::EncodedResponse::xml(
                    #status, #media_type, #value, &super::super::xml_elements::#root,
                )
            }
        }
        Content::Value(BodyFormat::Text, _) => {
            quote!(runtime::EncodedResponse::text(#status, #media_type, #value))
        }
        Content::Value(BodyFormat::Bytes, _) => {
            quote!(runtime::EncodedResponse::bytes(#status, #media_type, #value))
        }
        Content::Items(framing, _) => {
            // A stream of events is known by its media type.
            let media_type = if is_events(*framing) { EVENTS } else { media_type };
            let framing = format_ident!("{framing:?}");
            quote! {
                runtime::EncodedResponse::items(
                    #status, #media_type, runtime::Framing::#framing, #value,
                )
            }
        }
    }
}

/// The media type of server-sent events.
const EVENTS: &str = "text/event-stream";

fn is_events(framing: Framing) -> bool {
    framing.word() == "event"
}

/// What most responses with such a body are called.
fn usual(content: &Content) -> Option<&'static str> {
    Some(match content {
        Content::Empty => return None,
        Content::Value(BodyFormat::Json, _) => "application/json",
        Content::Value(BodyFormat::Xml(_), _) => "application/xml",
        Content::Value(BodyFormat::Text, _) => "text/plain",
        Content::Value(BodyFormat::Bytes, _) => "application/octet-stream",
        Content::Items(framing, _) if is_events(*framing) => EVENTS,
        Content::Items(Framing::Records, _) => "application/json-seq",
        Content::Items(..) => "application/jsonl",
    })
}

/// A struct of headers as a test makes it, and how it is written.
fn of_headers(api: &Api, headers: &Headers) -> TokenStream {
    let Headers { name, fields, .. } = headers;
    let name = ident(name);
    let members = fields.iter().map(|header| {
        let name = ident(&header.name.rust);
        quote!(#name: None,)
    });
    let setters = fields.iter().map(|header| {
        let (name, setter) = (ident(&header.name.rust), ident(&header.setter));
        let docs = format!(" Sets {}.", text::code(&header.name.wire));
        let Given { ty, value } = given(api, &header.ty, &quote!(value), Place::Tag);
        quote! {
            #[doc = #docs]
            #[must_use]
            pub fn #setter(mut self, value: #ty) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    });
    let writes = fields.iter().map(|header| {
        let (name, form) = (ident(&header.name.rust), headers::form(&header.form));
        let wire = header.name.wire.to_lowercase();
        quote!(runtime::write_header(headers, #wire, #form, &self.#name);)
    });
    quote! {
        impl #name {
            #[doc = " Headers for tests, none of which is set."]
            #[must_use]
            pub fn sample() -> Self {
                Self { #(#members)* }
            }
            #(#setters)*
        }

        impl runtime::ToHeaders for #name {
            fn write(&self, headers: &mut http::HeaderMap) {
                #(#writes)*
            }
        }
    }
}
