//! `<tag>.rs`: the tag's handle, and a method for each operation.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{
    Content as FileContent, Crate, File, credential, decode, example, headers, server, text, ty,
    types,
};
use crate::model::{
    Api, Body, BodyFormat, Limits, Operation, Parameter, Place, Requirement, Style, Tag, Type,
};
use crate::name::{constant_name, ident};

/// The tag's file.
pub(super) fn file(krate: &Crate<'_>, api: &Api, tag: &Tag) -> File {
    let handle = ident(&tag.handle);
    let methods = tag.operations.iter().map(|operation| method(krate, api, tag, operation));
    let items = tag.operations.iter().map(|operation| items(api, operation));
    let names_types = tag.operations.iter().any(names_types);
    let types = names_types.then(|| quote! { use super::types; });
    let docs = format!(" The operations of {}.", text::code(&tag.name.wire));
    let items = quote! {
        #types
        use crate::runtime;

        #[doc = #docs]
        #[derive(Debug, Clone)]
        pub struct #handle {
            core: runtime::Core,
        }

        impl #handle {
            pub(super) fn new(core: &runtime::Core) -> Self {
                Self { core: core.clone() }
            }

            #(#methods)*
        }

        #(#items)*
    };
    let mut docs = text::lines(&tag.docs);
    if docs.is_empty() {
        docs.push(format!("The operations of {}.", text::code(&tag.name.wire)));
    }
    let path = format!("src/{}/{}.rs", api.name.rust, tag.name.rust);
    File { path, content: FileContent::Rust { docs, items } }
}

/// The method of one operation in its `impl`, and what stands beside it.
pub(super) fn operation(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    operation: &Operation,
) -> TokenStream {
    let (handle, method, items) =
        (ident(&tag.handle), method(krate, api, tag, operation), items(api, operation));
    quote! {
        impl #handle { #method }
        #items
    }
}

fn items(api: &Api, operation: &Operation) -> TokenStream {
    let (constant, builder) = (constant(api, operation), builder(api, operation));
    let (decode, headers) = (decode::items(api, operation), headers::items(api, operation));
    quote! { #builder #decode #headers #constant }
}

fn names_types(operation: &Operation) -> bool {
    let is_named = |ty: &Type| ty.any(&mut |part| matches!(part, Type::Named(_)));
    operation.types().into_iter().any(is_named)
}

fn operation_constant(operation: &Operation) -> Ident {
    ident(&format!("{}_OPERATION", constant_name(&operation.name.rust)))
}

fn constant(api: &Api, operation: &Operation) -> TokenStream {
    let constant = operation_constant(operation);
    let (name, path, accept) = (&operation.name.rust, &operation.path, &operation.accept);
    let method = ident(&operation.method);
    let server = match &operation.server {
        Some(server) => {
            let server = server::server(server);
            quote!(Some(#server))
        }
        None => quote!(None),
    };
    let parameters = operation.parameters.iter().map(parameter);
    let security = operation.security.iter().map(|way| {
        let schemes = way.iter().filter_map(|need| api.auth.get(need.scheme)).map(credential::name);
        quote! { &[#(&super::#schemes),*] }
    });
    quote! {
        static #constant: runtime::Operation = runtime::Operation {
            name: #name,
            method: http::Method::#method,
            path: #path,
            parameters: &[#(#parameters),*],
            server: #server,
            accept: #accept,
            security: &[#(#security),*],
        };
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let name = &parameter.name.wire;
    let place = ident(parameter.place.word());
    let (style, explode) = match parameter.place {
        Place::Path | Place::Header | Place::PartHeader => (Style::Simple, false),
        Place::Query | Place::Cookie | Place::Form | Place::Part => (Style::Form, true),
    };
    let styled = (parameter.style != style || parameter.explode != explode).then(|| {
        let (style, explode) = (ident(&format!("{:?}", parameter.style)), parameter.explode);
        quote! { .style(runtime::Style::#style, #explode) }
    });
    let reserved = parameter.allow_reserved.then(|| quote! { .allow_reserved() });
    let secret = parameter.secret.then(|| quote! { .secret() });
    let content_type =
        parameter.content_type.as_ref().map(|media_type| quote! { .content_type(#media_type) });
    let limits = limits(&parameter.limits);
    let part = parameter.part.as_ref().map(|part| quote! { #part, });
    quote! { runtime::Parameter::#place(#part #name) #styled #reserved #secret #content_type #limits }
}

/// The limits that are checked; nothing where there are none.
fn limits(limits: &Limits) -> Option<TokenStream> {
    let number = |name: &str, bound: Option<f64>| {
        let name = ident(name);
        bound.filter(|bound| bound.is_finite()).map(|bound| {
            let bound = Literal::f64_unsuffixed(bound);
            quote! { #name: Some(#bound), }
        })
    };
    let count = |name: &str, bound: Option<usize>| {
        let name = ident(name);
        bound.map(|bound| {
            let bound = Literal::usize_unsuffixed(bound);
            quote! { #name: #bound, }
        })
    };
    let fields = [
        number("minimum", limits.minimum),
        number("above", limits.above),
        number("maximum", limits.maximum),
        number("below", limits.below),
        count("min_length", limits.min_length),
        count("max_length", limits.max_length),
        count("min_items", limits.min_items),
        count("max_items", limits.max_items),
    ];
    let fields: Vec<TokenStream> = fields.into_iter().flatten().collect();
    (!fields.is_empty())
        .then(|| quote! { .limits(runtime::Limits { #(#fields)* ..runtime::Limits::NONE }) })
}

fn method(krate: &Crate<'_>, api: &Api, tag: &Tag, operation: &Operation) -> TokenStream {
    let docs = method_docs(krate, api, tag, operation);
    let (name, constant) = (ident(&operation.name.rust), operation_constant(operation));
    let required = || operation.parameters.iter().filter(|parameter| parameter.required);
    let arguments = required().map(|parameter| {
        let (name, ty) = (ident(&parameter.name.rust), ty::argument(api, &parameter.ty));
        quote!(#name: #ty)
    });
    let body = operation.body.as_ref().filter(|body| body.required);
    let body_argument = body.map(|body| {
        let ty = ty::argument(api, &body.ty);
        quote!(body: #ty)
    });
    let count = 1 + required().count() + usize::from(body.is_some());
    let expectation = types::too_many(count);
    let sets = required().map(|parameter| set(api, &quote!(request), parameter));
    let body_set = body.map(|body| set_body(api, &quote!(request), body));
    let is_filled = required().next().is_some() || body.is_some();
    let mutable = is_filled.then(|| quote!(mut));
    let call_type = call_type(api, operation);
    let decode = decode::function_name(operation);
    let call = quote! { runtime::Call::new(&self.core, request, #decode) };
    let call = if has_builder(operation) {
        quote! { #call_type(#call) }
    } else {
        call
    };
    let deprecated = operation.deprecated.then(|| quote! { #[deprecated = "by the document"] });
    let alias = (operation.name.wire != operation.name.rust && is_alias(&operation.name.wire))
        .then(|| {
            let wire = &operation.name.wire;
            quote! { #[doc(alias = #wire)] }
        });
    quote! {
        #docs
        #alias
        #deprecated
        #expectation
        pub fn #name(&self, #(#arguments,)* #body_argument) -> #call_type {
            let #mutable request = runtime::Request::new(&#constant);
            #(#sets)*
            #body_set
            #call
        }
    }
}

/// What rustdoc takes as an alias: no blanks at the ends, no quotes, no line ends.
fn is_alias(wire: &str) -> bool {
    !wire.is_empty()
        && wire.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/'))
}

fn has_builder(operation: &Operation) -> bool {
    operation.parameters.iter().any(|parameter| !parameter.required)
        || operation.body.as_ref().is_some_and(|body| !body.required)
}

fn call_type(api: &Api, operation: &Operation) -> TokenStream {
    if has_builder(operation) {
        let name = ident(&operation.type_name);
        return quote!(#name);
    }
    let (success, failure) =
        (decode::success_type(api, operation), decode::failure_type(operation));
    quote!(runtime::Call<#success, #failure>)
}

/// The call with setters for what is optional.
fn builder(api: &Api, operation: &Operation) -> Option<TokenStream> {
    if !has_builder(operation) {
        return None;
    }
    let name = ident(&operation.type_name);
    let docs = format!(
        " A call of {}: set what is optional, then `.await` it.",
        text::code(&operation.name.rust)
    );
    let (success, failure) =
        (decode::success_type(api, operation), decode::failure_type(operation));
    let request = quote!(self.0.request_mut());
    let setters =
        operation.parameters.iter().filter(|parameter| !parameter.required).map(|parameter| {
            let mut lines = text::lines(&parameter.docs);
            if lines.is_empty() {
                lines.push(format!("Sets {}.", text::code(&parameter.name.wire)));
            }
            let docs = text::docs(&lines);
            let (name, ty) = (ident(&parameter.name.rust), ty::argument(api, &parameter.ty));
            let set = set(api, &request, parameter);
            quote! {
                #docs
                pub fn #name(mut self, #name: #ty) -> Self {
                    #set
                    self
                }
            }
        });
    let body = operation.body.as_ref().filter(|body| !body.required).map(|body| {
        let (ty, set) = (ty::argument(api, &body.ty), set_body(api, &request, body));
        quote! {
            #[doc = " Sets the body."]
            pub fn body(mut self, body: #ty) -> Self {
                #set
                self
            }
        }
    });
    Some(quote! {
        #[doc = #docs]
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is awaited"]
        pub struct #name(runtime::Call<#success, #failure>);

        impl #name {
            #(#setters)*
            #body
        }

        impl std::ops::Deref for #name {
            type Target = runtime::Call<#success, #failure>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl std::future::IntoFuture for #name {
            type Output = <Self::IntoFuture as std::future::Future>::Output;
            type IntoFuture = <runtime::Call<#success, #failure> as std::future::IntoFuture>::IntoFuture;

            fn into_future(self) -> Self::IntoFuture {
                std::future::IntoFuture::into_future(self.0)
            }
        }
    })
}

fn set(api: &Api, request: &TokenStream, parameter: &Parameter) -> TokenStream {
    let (place, wire, name) =
        (ident(parameter.place.word()), &parameter.name.wire, ident(&parameter.name.rust));
    match ty::resolved(api, &parameter.ty) {
        Type::File => quote! { #request.files(#wire, vec![#name]); },
        Type::List(inner) if **inner == Type::File => quote! { #request.files(#wire, #name); },
        ty => {
            let reference = ty::is_copied(api, ty).then(|| quote!(&));
            let part = parameter.part.as_ref().map(|part| quote! { #part, });
            quote! { #request.#place(#part #wire, #reference #name); }
        }
    }
}

fn set_body(api: &Api, request: &TokenStream, body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    match body.format {
        BodyFormat::Json => {
            let reference = ty::is_copied(api, &body.ty).then(|| quote!(&));
            quote! { #request.json(#media_type, #reference body); }
        }
        BodyFormat::Text => quote! { #request.bytes(#media_type, body.to_owned()); },
        BodyFormat::Bytes => quote! { #request.bytes(#media_type, body); },
    }
}

fn method_docs(krate: &Crate<'_>, api: &Api, tag: &Tag, operation: &Operation) -> TokenStream {
    let request = text::code(&format!("{} {}", operation.method, operation.path));
    let summary = text::sentence(&operation.summary);
    let has_summary = !summary.is_empty();
    let mut lines = vec![if has_summary { summary } else { format!("Calls {request}.") }];
    let mut paragraph = |text: Vec<String>| {
        if !text.is_empty() {
            lines.push(String::new());
            lines.extend(text);
        }
    };
    paragraph(text::lines(&operation.docs));
    paragraph(if has_summary { vec![request] } else { Vec::new() });
    let arguments = operation.parameters.iter().filter(|parameter| parameter.required);
    let arguments = arguments.map(|parameter| argument_line(&parameter.name.rust, &parameter.docs));
    let body = operation
        .body
        .iter()
        .filter(|body| body.required)
        .map(|body| argument_line("body", &body.docs));
    let arguments: Vec<String> = arguments.chain(body).collect();
    if !arguments.is_empty() {
        paragraph(vec!["# Arguments".to_owned()]);
        paragraph(arguments);
    }
    paragraph(vec!["# Authorization".to_owned()]);
    paragraph(vec![format!("{}.", ways(api, operation))]);
    if let Some(headers) = &operation.headers {
        paragraph(vec!["# Headers".to_owned()]);
        paragraph(vec![format!("`typed_headers` of the answer reads [`{}`].", headers.name)]);
    }
    paragraph(vec!["# Errors".to_owned()]);
    let failures = operation.failures.iter().map(|failure| {
        format!("- `{}` ({}): {}", failure.name, failure.status, text::sentence(&failure.docs))
    });
    let failures: Vec<String> = failures.collect();
    paragraph(if failures.is_empty() {
        vec!["The document names no failure.".to_owned()]
    } else {
        failures
    });
    paragraph(vec!["# Example".to_owned()]);
    let example = example::lines(krate, api, tag, operation, true);
    paragraph(
        std::iter::once("```no_run".to_owned()).chain(example).chain(["```".to_owned()]).collect(),
    );
    text::docs(&lines)
}

fn argument_line(name: &str, docs: &str) -> String {
    let docs = text::sentence(docs);
    if docs.is_empty() { format!("- `{name}`") } else { format!("- `{name}`: {docs}") }
}

/// The ways to authorize an operation, in words.
pub(super) fn ways(api: &Api, operation: &Operation) -> String {
    let way = |way: &Vec<Requirement>| {
        let named = way.iter().filter_map(|need| Some((api.auth.get(need.scheme)?, &need.scopes)));
        let names = named.map(|(scheme, scopes)| {
            let name = text::code(&scheme.name.wire);
            let scopes: Vec<String> = scopes.iter().map(|scope| text::code(scope)).collect();
            match scopes.len() {
                0 => name,
                1 => format!("{name} with the scope {}", scopes.concat()),
                _ => format!("{name} with the scopes {}", scopes.join(", ")),
            }
        });
        let names: Vec<String> = names.collect();
        if names.is_empty() { "none".to_owned() } else { names.join(" and ") }
    };
    let ways: Vec<String> = operation.security.iter().map(way).collect();
    if ways.is_empty() { "None".to_owned() } else { ways.join(", or ") }
}
