//! `<api>/mod.rs`: the client, its credentials, its servers, its tags.

mod hand;
mod credential;
mod server;

pub(super) use self::credential::origins;
pub(super) use self::server::server;
use proc_macro2::TokenStream;
use quote::quote;

use super::file::{Content, File};
use super::krate::Crate;
use super::{feature, text, ty};
use crate::model::{Api, BoundParameter, Tag, Type};
use crate::name::ident;

/// The API's file.
pub(super) fn file(krate: &Crate<'_>, api: &Api) -> File {
    let tags = api.tags.iter().map(|tag| (tag.module.as_str(), tag.feature.as_slice()));
    let mut modules: Vec<(&str, &[String])> = tags.chain([("types", &[][..])]).collect();
    modules.sort_unstable();
    let modules = modules.into_iter().map(|(name, features)| {
        let (name, gate) = (ident(name), feature::gate(features));
        quote! { #gate pub mod #name; }
    });
    let client = api.has_operations().then(|| client(api));
    let unused = feature::unused(api);
    let xml = api.has_xml().then(|| quote! { #[cfg(feature = "xml")] #unused mod xml_elements; });
    let by_hand = api.by_hand.iter().find(|file| file.module.is_none()).map(|file| {
        // A glob of what is for the module alone would be an import that nothing uses.
        let shared = hand::has_public(&file.text).then(|| quote! { pub use by_hand::*; });
        quote! { mod by_hand; #shared }
    });
    let idle = feature::idle(api);
    let common = api
        .has_common()
        .then(|| quote! { mod common_responses; #idle pub use self::common_responses::*; });
    let items = quote! {
        #(#modules)*
        #common
        #xml
        #by_hand

        #client
    };
    let path = format!("src/{}/mod.rs", api.name.rust);
    File { path, content: Content::Rust { docs: docs(krate, api), items } }
}

/// The files of what is written by hand.
pub(super) fn by_hand(api: &Api) -> impl Iterator<Item = (String, String)> {
    api.by_hand.iter().map(|file| {
        let module = file.module.as_ref().map(|path| format!("/{path}"));
        let place = module.unwrap_or_else(|| ".rs".to_owned());
        (format!("src/{}/by_hand{place}", api.name.rust), file.text.clone())
    })
}

/// The client, and what it is set up with. A document of types only has none.
fn client(api: &Api) -> TokenStream {
    let handles = api.tags.iter().map(handle);
    let credentials = api.auth.iter().map(credential::setters);
    let (bound, others) =
        (api.bound.iter().map(|it| bound(api, it)), api.bound.iter().map(|it| other(api, it)));
    let constants = api.auth.iter().map(credential::constant);
    let server::Servers { list, setters } = server::servers(api);
    let unused = feature::unused(api);
    let servers = if list.is_empty() { quote!(&[]) } else { quote!(&SERVERS) };
    let client_docs =
        format!(" A client of {}. A clone is the same client.", text::line(&api.title));
    quote! {
        use crate::runtime;

        #list

        #[doc = #client_docs]
        #[derive(Debug, Clone)]
        pub struct Client {
            #unused
            core: runtime::Core,
        }

        impl Client {
            #[doc = " A client to be set up."]
            pub fn builder() -> ClientBuilder {
                ClientBuilder { config: runtime::Config::new(#servers) }
            }
            #(#others)*
            #(#handles)*
        }

        #[doc = " A client that is being set up."]
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            config: runtime::Config,
        }

        impl ClientBuilder {
            #[doc = " Sets the URL of the server, with or without a slash at its end."]
            pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
                self.config.base_url(url.as_ref());
                self
            }

            #[doc = " Sets what sends the requests, in the place of the standard transport."]
            pub fn transport(mut self, transport: impl runtime::Transport) -> Self {
                self.config.transport(transport);
                self
            }

            #[doc = " Sets what calls may take: time, attempts, bytes. A call can have options of its own."]
            pub fn options(mut self, options: runtime::Options) -> Self {
                self.config.options(options);
                self
            }

            #[doc = " Sets a header that goes with every request, unless the operation says it itself."]
            #[doc = ""]
            #[doc = " One that cannot be sent is reported by [`build`](Self::build). A value that is marked as"]
            #[doc = " sensitive is printed nowhere."]
            pub fn header(
                mut self,
                name: impl TryInto<runtime::HeaderName>,
                value: impl TryInto<runtime::HeaderValue>,
            ) -> Self {
                self.config.header(name, value);
                self
            }

            #[doc = " Sets what the client calls itself (`User-Agent`), in the place of the crate's name and version."]
            pub fn user_agent(mut self, value: impl TryInto<runtime::HeaderValue>) -> Self {
                self.config.user_agent(value);
                self
            }

            #[doc = " Adds one who is told of each attempt to send a request."]
            pub fn hook(mut self, hook: impl runtime::Hook) -> Self {
                self.config.hook(hook);
                self
            }

            #[doc = " Sets what tells the time and waits, where it is not the transport that does."]
            pub fn timer(mut self, timer: impl runtime::Timer) -> Self {
                self.config.timer(timer);
                self
            }

            #setters

            #(#credentials)*

            #(#bound)*

            #[doc = " The finished client."]
            #[doc = ""]
            #[doc = " # Errors"]
            #[doc = ""]
            #[doc = " When the base URL is missing or unfit, a credential is empty or cannot be sent, a header"]
            #[doc = " cannot be sent, or there is no transport."]
            pub fn build(self) -> Result<Client, runtime::ConfigError> {
                let core = self.config.build(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")))?;
                Ok(Client { core })
            }
        }

        #(#constants)*
    }
}

/// What the API is about.
pub(super) fn docs(krate: &Crate<'_>, api: &Api) -> Vec<String> {
    let mut lines =
        vec![format!("{} {}", text::line(&api.title), text::line(&api.version)), String::new()];
    let description = text::lines(&api.docs);
    if !description.is_empty() {
        lines.extend(description);
        lines.push(String::new());
    }
    let begin = if api.has_operations() {
        "Begin with [`Client::builder`]."
    } else {
        "Types alone: they are in [`types`]."
    };
    lines.push(format!("{begin} Crate {}.", text::code(krate.package)));
    lines
}

/// The builder's method that sets a parameter once.
fn bound(api: &Api, parameter: &BoundParameter) -> TokenStream {
    let (docs, (ty, value)) = (bound_docs(parameter), taken(api, parameter));
    let (method, wire) = (ident(&parameter.name.rust), &parameter.name.wire);
    quote! {
        #docs
        pub fn #method(mut self, value: #ty) -> Self {
            self.config.bind(#wire, #value);
            self
        }
    }
}

/// The client's method that makes one with another value.
fn other(api: &Api, parameter: &BoundParameter) -> TokenStream {
    let (ty, value) = taken(api, parameter);
    let (method, wire) = (ident(&parameter.other), &parameter.name.wire);
    let docs = format!(" The same client with another {} for all its calls.", text::code(wire));
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn #method(&self, value: #ty) -> Self {
            Self { core: self.core.with_bound(#wire, #value) }
        }
    }
}

fn bound_docs(parameter: &BoundParameter) -> TokenStream {
    let wire = text::code(&parameter.name.wire);
    let need =
        if parameter.is_needed { "Calls that need it fail without it." } else { "It is optional." };
    let mut lines = vec![format!("Sets {wire} of all operations that have it. {need}")];
    let description = text::lines(&parameter.docs);
    if !description.is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    text::docs(&lines)
}

/// What a method takes for it, and what it makes of that.
fn taken(api: &Api, parameter: &BoundParameter) -> (TokenStream, TokenStream) {
    let ty = ty::owned(api, &parameter.ty, ty::Place::Tag);
    match api.resolved(&parameter.ty) {
        Type::Text | Type::Secret | Type::Timestamp => {
            (quote!(impl Into<#ty>), quote!(Into::<#ty>::into(value)))
        }
        _ => (ty, quote!(value)),
    }
}

fn handle(tag: &Tag) -> TokenStream {
    let (method, module, handle) = (ident(&tag.name.rust), ident(&tag.module), ident(&tag.handle));
    let mut lines = text::lines(&tag.docs);
    if lines.is_empty() {
        lines.push(format!("The operations of {}.", text::code(&tag.name.wire)));
    }
    let docs = text::docs(&lines);
    let gate = feature::gate(tag.feature.as_slice());
    quote! {
        #docs
        #gate
        #[must_use]
        pub fn #method(&self) -> #module::#handle {
            #module::#handle::new(&self.core)
        }
    }
}
