//! The security schemes of an API: their constants, and the builder's methods that set them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::text;
use crate::model::{Flow, SecurityKind, SecurityScheme};
use crate::name::ident;

/// A scheme's constant, in the API's `mod.rs`.
pub(super) fn constant(scheme: &SecurityScheme) -> TokenStream {
    let (constant, name) = (ident(&scheme.constant), &scheme.name.wire);
    let value = match &scheme.kind {
        SecurityKind::ApiKey { place, key, prefix } => {
            let place = ident(&format!("{place:?}"));
            quote! { ApiKey { name: #name, place: runtime::Place::#place, key: #key, prefix: #prefix } }
        }
        SecurityKind::Bearer | SecurityKind::OAuth2(_) | SecurityKind::OpenIdConnect(_) => {
            quote! { Bearer { name: #name } }
        }
        SecurityKind::Basic => quote! { Basic { name: #name } },
    };
    quote! { static #constant: runtime::SecurityScheme = runtime::SecurityScheme::#value; }
}

/// The builder's methods.
pub(super) fn setters(scheme: &SecurityScheme) -> TokenStream {
    let (method, constant) = (ident(&scheme.name.rust), ident(&scheme.constant));
    let (arguments, value) = match scheme.kind {
        SecurityKind::Basic => (
            quote!(user: impl AsRef<str>, password: impl Into<runtime::Secret>),
            quote!(runtime::Credential::basic(user.as_ref(), password)),
        ),
        _ => (quote!(token: impl Into<runtime::Secret>), quote!(runtime::Credential::token(token))),
    };
    let mut lines = vec![format!(
        "Sets the credential {} ({}).",
        text::code(&scheme.name.wire),
        text::line(&scheme.describe())
    )];
    for paragraph in [text::lines(&scheme.docs), origins(scheme)] {
        if !paragraph.is_empty() {
            lines.push(String::new());
            lines.extend(paragraph);
        }
    }
    let docs = text::docs(&lines);
    let source = scheme.source.as_ref().map(|source| from_source(scheme, source));
    quote! {
        #docs
        pub fn #method(mut self, #arguments) -> Self {
            self.config.credential(&#constant, #value);
            self
        }

        #source
    }
}

fn from_source(scheme: &SecurityScheme, source: &str) -> TokenStream {
    let (method, constant) = (ident(source), ident(&scheme.constant));
    let docs = format!(
        " Sets where the credential {} comes from: asked when a call needs it, and once more when \
         the server refuses it.",
        text::code(&scheme.name.wire)
    );
    quote! {
        #[doc = #docs]
        pub fn #method(mut self, source: impl runtime::TokenSource) -> Self {
            self.config.credential(&#constant, runtime::Credential::source(source));
            self
        }
    }
}

/// Where a token can be had, in lines.
pub(in crate::emit) fn origins(scheme: &SecurityScheme) -> Vec<String> {
    match &scheme.kind {
        SecurityKind::OAuth2(flows) => flows.iter().flat_map(flow_lines).collect(),
        SecurityKind::OpenIdConnect(url) => {
            vec![format!("The issuer is described at {}.", text::code(url))]
        }
        _ => Vec::new(),
    }
}

fn flow_lines(flow: &Flow) -> Vec<String> {
    let places = [
        ("authorization", &flow.authorization_url),
        ("token", &flow.token_url),
        ("refresh", &flow.refresh_url),
    ];
    let places = places.into_iter().filter_map(|(name, url)| {
        url.as_ref().map(|url| format!("{name} URL {}", text::code(url)))
    });
    let places = places.collect::<Vec<_>>().join(", ");
    let mut lines = vec![format!("- By {}: {places}", flow.name)];
    for (scope, docs) in &flow.scopes {
        let docs = text::line(docs);
        let separator = if docs.is_empty() { "" } else { ": " };
        lines.push(format!("  - scope {}{separator}{docs}", text::code(scope)));
    }
    lines
}
