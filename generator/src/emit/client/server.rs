//! The servers of an API, and the builder's methods that choose among them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::text;
use crate::model::{Api, Server, Variable, VariableSetter};
use crate::name::ident;

/// What the API's file has of its servers.
pub(super) struct Servers {
    /// The list; nothing where there are none.
    pub(super) list: TokenStream,
    /// The builder's methods.
    pub(super) setters: TokenStream,
}

pub(super) fn servers(api: &Api) -> Servers {
    let list = (!api.servers.is_empty()).then(|| list(&api.servers));
    let choice = (api.servers.len() > 1).then(|| {
        quote! {
            #[doc = " Sets the server: one of [`SERVERS`]."]
            pub fn server(mut self, server: &'static runtime::Server) -> Self {
                self.config.server(server);
                self
            }
        }
    });
    let relative = api.all_servers().find(|server| server.is_relative());
    let origin = relative.map(|server| {
        let docs = format!(
            " Sets the URL that serves the document: the server {} is relative to it.",
            text::code(&server.url)
        );
        quote! {
            #[doc = #docs]
            pub fn origin(mut self, url: impl AsRef<str>) -> Self {
                self.config.origin(url.as_ref());
                self
            }
        }
    });
    let variables = api.variables.iter().map(|variable| setter(api, variable));
    Servers { list: quote! { #list }, setters: quote! { #choice #origin #(#variables)* } }
}

fn list(servers: &[Server]) -> TokenStream {
    let count = Literal::usize_unsuffixed(servers.len());
    let items = servers.iter().map(server);
    let lines = servers.iter().map(|server| {
        let words = text::line(&server.docs);
        let separator = if words.is_empty() { "" } else { ": " };
        format!("- {}{separator}{words}", text::code(&server.url))
    });
    let first = "The servers that the document names. Calls go to the first that has a host.";
    let lines: Vec<String> = [first.to_owned(), String::new()].into_iter().chain(lines).collect();
    let docs = text::docs(&lines);
    quote! {
        #docs
        pub static SERVERS: [runtime::Server; #count] = [#(#items),*];
    }
}

/// A server as a constant.
pub(in crate::emit) fn server(server: &Server) -> TokenStream {
    let url = &server.url;
    let variables = server.variables.iter().map(|variable| {
        let Variable { name, default, values, .. } = variable;
        quote! {
            runtime::ServerVariable { name: #name, default: #default, values: &[#(#values),*] }
        }
    });
    let variables =
        (!server.variables.is_empty()).then(|| quote! { .variables(&[#(#variables),*]) });
    quote! { runtime::Server::new(#url) #variables }
}

fn setter(api: &Api, setter: &VariableSetter) -> TokenStream {
    let (method, wire) = (ident(&setter.name.rust), &setter.name.wire);
    let variables = api.all_servers().flat_map(|server| &server.variables);
    let known = variables.into_iter().find(|variable| variable.name == *wire);
    let mut lines = vec![format!("Sets {} in the server's URL.", text::code(wire))];
    if let Some(variable) = known {
        let description = text::lines(&variable.docs);
        if !description.is_empty() {
            lines.push(String::new());
            lines.extend(description);
        }
        let values: Vec<String> = variable.values.iter().map(|value| text::code(value)).collect();
        let values = if values.is_empty() {
            String::new()
        } else {
            format!("One of {}. ", values.join(", "))
        };
        lines.push(String::new());
        lines.push(format!("{values}By default {}.", text::code(&variable.default)));
    }
    let docs = text::docs(&lines);
    quote! {
        #docs
        pub fn #method(mut self, value: impl AsRef<str>) -> Self {
            self.config.variable(#wire, value.as_ref());
            self
        }
    }
}
