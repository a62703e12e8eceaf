//! The headers that an operation documents, as a struct that reads them.

use proc_macro2::TokenStream;
use quote::quote;

use super::alias;
use crate::emit::text;
use crate::emit::ty::{self, Place};
use crate::model::{Api, Header, HeaderForm, Headers, Operation, Scalar};
use crate::name::ident;

/// The struct and how it is read; nothing where no header is documented, and another name of the
/// struct that the operation shares with others.
pub(super) fn items(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let headers = operation.headers.as_ref()?;
    let docs = format!(
        " The documented headers of responses to {}: `typed_headers` of a response or a failure reads them.",
        text::code(&operation.name.rust)
    );
    match &headers.shared {
        Some(shared) => alias::alias(&docs, &headers.name, shared),
        None => Some(documented(api, headers, &docs)),
    }
}

/// A struct of headers that several operations document.
pub(super) fn structure(api: &Api, headers: &Headers) -> TokenStream {
    let docs = " The documented headers of responses to several operations: `typed_headers` of a response or a failure reads them.";
    documented(api, headers, docs)
}

fn documented(api: &Api, headers: &Headers, docs: &str) -> TokenStream {
    let Headers { name, fields, .. } = headers;
    let name = ident(name);
    let members = fields.iter().map(|header| {
        let (docs, name) = (member_docs(header), ident(&header.name.rust));
        let ty = ty::owned(api, &header.ty, Place::Tag);
        quote! { #docs pub #name: Option<#ty>, }
    });
    let reads = fields.iter().map(|header| {
        let (name, form) = (ident(&header.name.rust), form(&header.form));
        // `http` knows headers by their names in lower case.
        let wire = header.name.wire.to_lowercase();
        quote! { #name: runtime::header(headers, #wire, #form)?, }
    });
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#members)* }

        impl runtime::Headers for #name {
            fn read(headers: &http::HeaderMap) -> Result<Self, runtime::InvalidHeader> {
                Ok(Self { #(#reads)* })
            }
        }
    }
}

fn member_docs(header: &Header) -> TokenStream {
    let mut lines = text::lines(&header.docs);
    if lines.is_empty() {
        lines.push(format!("The header {}.", text::code(&header.name.wire)));
    }
    if header.deprecated {
        lines.extend([String::new(), "Deprecated by the document.".to_owned()]);
    }
    text::docs(&lines)
}

/// How a header is written.
pub(super) fn form(form: &HeaderForm) -> TokenStream {
    match form {
        HeaderForm::One(value) => {
            let value = scalar(*value);
            quote! { runtime::HeaderForm::One(#value) }
        }
        HeaderForm::List(items) => {
            let items = scalar(*items);
            quote! { runtime::HeaderForm::List(#items) }
        }
        HeaderForm::Object { explode, known, others } => {
            let known = known.iter().map(|(name, value)| {
                let value = scalar(*value);
                quote! { (#name, #value) }
            });
            let others = scalar(*others);
            quote! {
                runtime::HeaderForm::Object { explode: #explode, known: &[#(#known),*], others: #others }
            }
        }
        HeaderForm::Lines => quote! { runtime::HeaderForm::Lines },
        HeaderForm::Json => quote! { runtime::HeaderForm::Json },
    }
}

/// What a text stands for.
pub(super) fn scalar(scalar: Scalar) -> TokenStream {
    let name = ident(&format!("{scalar:?}"));
    quote! { runtime::Scalar::#name }
}
