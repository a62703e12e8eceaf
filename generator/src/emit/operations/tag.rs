//! `<tag>.rs`: the tag's handle, and a method for each operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{common, decode, headers, named, paging, rustdoc, xml};
use crate::emit::file::{Content as FileContent, File};
use crate::emit::krate::Crate;
use crate::emit::{argument, client, limits, text};
use crate::model::{
    Api, Body, Content, Label, Operation, Parameter, Place, Preset, Shared, Style, Tag, Type,
};
use crate::name::ident;

use super::setting::{body_arguments, preset, set, set_body};

/// The tag's file.
pub(in crate::emit) fn file(krate: &Crate<'_>, api: &Api, tag: &Tag) -> File {
    let handle = ident(&tag.handle);
    let of_each = || {
        tag.families().flat_map(|family| family.iter().map(move |operation| (family, operation)))
    };
    let methods = of_each().map(|(family, operation)| method(krate, api, (tag, family), operation));
    let items = of_each().map(|(family, operation)| items(api, tag, family, operation));
    let has_types = tag.operations.iter().any(|operation| names_types(api, operation));
    // Without the feature `xml`, not all of the handle may be used.
    let leftover = |is_used: bool, lint: TokenStream| {
        (!is_used).then(|| quote! { #[cfg_attr(not(feature = "xml"), allow(#lint))] })
    };
    let mut plain = tag.operations.iter().filter(|operation| !operation.has_xml());
    let unused_types = leftover(
        plain.clone().any(|operation| names_types(api, operation)),
        quote!(unused_imports),
    );
    let unused_core = leftover(plain.next().is_some(), quote!(dead_code));
    let types = has_types.then(|| quote! { #unused_types use super::types; });
    let docs = format!(" The operations of {}.", text::code(&tag.name.wire));
    let common = common::of_tag(api, tag);
    let items = quote! {
        #[cfg(feature = "test-util")]
        mod doubles;

        #types
        use crate::runtime;

        #[doc = #docs]
        #[derive(Debug, Clone)]
        pub struct #handle {
            #unused_core
            core: runtime::Core,
        }

        impl #handle {
            pub(super) fn new(core: &runtime::Core) -> Self {
                Self { core: core.clone() }
            }

            #(#methods)*
        }

        #(#items)*
        #common
    };
    let mut docs = text::lines(&tag.docs);
    if docs.is_empty() {
        docs.push(format!("The operations of {}.", text::code(&tag.name.wire)));
    }
    let path = format!("src/{}/{}.rs", api.name.rust, tag.module);
    File { path, content: FileContent::Rust { docs, items } }
}

/// The method of one operation in its `impl`, and what stands beside it.
pub(in crate::emit) fn operation(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    operation: &Operation,
) -> TokenStream {
    let family = tag
        .families()
        .find(|family| family.iter().any(|one| one.name == operation.name))
        .unwrap_or_default();
    let method = method(krate, api, (tag, family), operation);
    let (handle, items) = (ident(&tag.handle), items(api, tag, family, operation));
    quote! {
        impl #handle { #method }
        #items
    }
}

fn items(api: &Api, tag: &Tag, family: &[Operation], operation: &Operation) -> TokenStream {
    let (constant, builder) = (constant(api, operation), builder(api, operation));
    let named = named::structure(api, tag, operation);
    let gate = |has_xml: bool, items| if has_xml { xml::gate(items) } else { items };
    let decode = operation.has_decoder.then(|| {
        let mut methods = family.iter().filter(|other| other.decoder == operation.decoder);
        let is_xml = methods.all(Operation::has_xml);
        let success = decode::success_enum(api, operation);
        (gate(is_xml, quote! { #success }), gate(is_xml, decode::function(api, operation)))
    });
    // A variant has the types of the operation that it is a variant of.
    let types = (!operation.is_variant()).then(|| {
        let is_xml = family.iter().all(Operation::has_xml);
        let headers = headers::items(api, operation);
        let failure = decode::failure_enum(api, operation);
        (gate(is_xml, quote! { #failure }), gate(is_xml, quote! { #headers }))
    });
    let ((success, decode), (failure, headers)) = (decode.unzip(), types.unzip());
    let (builder, constant) = (
        gate(operation.has_xml(), quote! { #builder #named }),
        gate(operation.has_xml(), constant),
    );
    quote! { #builder #success #failure #decode #headers #constant }
}

/// Whether a type is named where the operation is, and not only where what it shares is.
fn names_types(api: &Api, operation: &Operation) -> bool {
    let is_named = |ty: &Type| ty.any(&mut |part| matches!(part, Type::Named(_)));
    // Texts and lists of them are taken as they are, whatever their schemas are called.
    let is_argument = |ty: &Type| {
        let ty = if let Type::Nullable(inner) = ty { inner } else { ty };
        match api.resolved(ty) {
            Type::Text | Type::Secret | Type::Timestamp | Type::Bytes | Type::File => false,
            list @ Type::List(_) => !argument::is_texts(api, list) && is_named(list),
            _ => is_named(ty),
        }
    };
    let is_here = |shared: Option<&Shared>| !shared.is_some_and(|shared| shared.is_of_api);
    let is_called =
        |parameter: &&Parameter| !matches!(parameter.preset, Some(Preset::Bound { .. }));
    let sent = operation.parameters.iter().filter(is_called).map(|parameter| &parameter.ty);
    let mut sent = sent.chain(operation.body.iter().map(|body| &body.ty));
    let failures = operation.failures.iter().filter(|_| is_here(operation.shared_error.as_ref()));
    let contents = operation.success.contents().into_iter();
    let contents = contents.chain(failures.map(|failure| &failure.content));
    let headers = operation.headers.iter().filter(|headers| is_here(headers.shared.as_ref()));
    let headers = headers.flat_map(|headers| headers.fields.iter().map(|header| &header.ty));
    let mut received = contents.filter_map(Content::ty).chain(headers);
    sent.any(is_argument) || received.any(is_named)
}

fn constant(api: &Api, operation: &Operation) -> TokenStream {
    let constant = ident(&operation.constant);
    let (name, path, accept) = (&operation.full_name, &operation.path, &operation.accept);
    let method = &operation.method;
    let server = operation.server.as_ref().map(|server| {
        let server = client::server(server);
        quote!(server: Some(#server),)
    });
    let redirects = operation.has_redirects().then(|| quote!(has_redirects: true,));
    let idempotent = operation.is_idempotent.then(|| quote!(is_idempotent: true,));
    let parameters = operation.parameters.iter().map(parameter);
    let parameters =
        (!operation.parameters.is_empty()).then(|| quote! { parameters: &[#(#parameters),*], });
    let security = operation.security.iter().map(|way| {
        let schemes = way
            .iter()
            .filter_map(|need| api.auth.get(need.scheme))
            .map(|scheme| ident(&scheme.constant));
        quote! { &[#(&super::#schemes),*] }
    });
    let security =
        (!operation.security.is_empty()).then(|| quote! { security: &[#(#security),*], });
    quote! {
        static #constant: runtime::Operation = runtime::Operation {
            name: #name,
            method: #method,
            path: #path,
            #parameters
            #server
            accept: #accept,
            #security
            #redirects
            #idempotent
            ..runtime::Operation::DEFAULT
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
    let limits = limits::limits(&parameter.limits).map(|limits| quote! { .limits(#limits) });
    let bound = match parameter.preset {
        Some(Preset::Bound { is_needed }) => Some(quote! { .bound(#is_needed) }),
        _ => None,
    };
    let part = parameter.part.as_ref().map(|part| quote! { #part, });
    quote! { runtime::Parameter::#place(#part #name) #styled #reserved #secret #content_type #limits #bound }
}

fn method(
    krate: &Crate<'_>,
    api: &Api,
    (tag, family): (&Tag, &[Operation]),
    operation: &Operation,
) -> TokenStream {
    let docs = rustdoc::method(krate, api, (tag, family), operation);
    let (name, constant) = (ident(&operation.name.rust), ident(&operation.constant));
    let required = || operation.parameters.iter().filter(|parameter| parameter.required);
    let arguments = required().map(|parameter| {
        let (name, ty) = (ident(&parameter.name.rust), argument::argument(api, &parameter.ty));
        quote!(#name: #ty)
    });
    let body = operation.body.as_ref().filter(|body| body.required);
    let body_arguments = body.map(|body| body_arguments(api, body));
    let is_named = body.is_some_and(Body::is_named);
    let count = 1 + required().count() + usize::from(body.is_some()) + usize::from(is_named);
    let allowed = argument::too_many(count);
    let presets = operation.parameters.iter().filter_map(|parameter| preset(api, parameter));
    let presets: Vec<TokenStream> = presets.collect();
    let sets = required().map(|parameter| set(api, &quote!(request), parameter));
    let body_set = body.map(|body| set_body(api, &quote!(request), body));
    let parts = operation.parts_type().map(|media_type| quote! { request.parts(#media_type); });
    let empty = operation.empty_form().map(|place| {
        let empty = format_ident!("empty_{}", place.word());
        quote! { request.#empty(); }
    });
    let is_filled =
        required().next().is_some() || body.is_some() || parts.is_some() || empty.is_some();
    let is_filled = is_filled || !presets.is_empty();
    let mutable = is_filled.then(|| quote!(mut));
    let call_type = call_type(api, operation);
    let decode = ident(&operation.decoder);
    let new = if operation.is_streamed() { quote!(of_items) } else { quote!(new) };
    let call = quote! { runtime::Call::#new(&self.core, request, #decode) };
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
    let gate = operation.has_xml().then(|| quote! { #[cfg(feature = "xml")] });
    let named = named::method(krate, api, tag, operation, &call_type);
    quote! {
        #docs
        #alias
        #gate
        #deprecated
        #allowed
        pub fn #name(&self, #(#arguments,)* #body_arguments) -> #call_type {
            let #mutable request = runtime::Request::new(&#constant);
            #parts
            #empty
            #(#presets)*
            #(#sets)*
            #body_set
            #call
        }
        #named
    }
}

/// What rustdoc takes as an alias: no blanks at the ends, no quotes, no line ends.
fn is_alias(wire: &str) -> bool {
    !wire.is_empty()
        && wire.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '/'))
}

fn has_builder(operation: &Operation) -> bool {
    operation.paging.is_some()
        || operation.parameters.iter().any(Parameter::is_settable)
        || operation
            .body
            .as_ref()
            .is_some_and(|body| !body.required || matches!(body.label, Label::Setter(_)))
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
        operation.parameters.iter().filter(|parameter| parameter.is_settable()).map(|parameter| {
            let mut lines = text::lines(&parameter.docs);
            if lines.is_empty() {
                lines.push(format!("Sets {}.", text::code(&parameter.name.wire)));
            }
            let default = text::default(parameter.default.as_ref(), text::code);
            let limits = text::limits(&parameter.limits, text::code);
            lines.extend(default.into_iter().chain(limits).flat_map(|line| [String::new(), line]));
            let docs = text::docs(&lines);
            let (name, ty) = (ident(&parameter.name.rust), argument::argument(api, &parameter.ty));
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
        let (arguments, set) = (body_arguments(api, body), set_body(api, &request, body));
        let mut lines = text::lines(&body.docs);
        if lines.is_empty() {
            lines.push("Sets the body.".to_owned());
        }
        let docs = text::docs(&lines);
        quote! {
            #docs
            pub fn body(mut self, #arguments) -> Self {
                #set
                self
            }
        }
    });
    let label = operation.body.as_ref().and_then(|body| match &body.label {
        Label::Setter(types) => {
            let types: Vec<String> = types.iter().map(|name| text::code(name)).collect();
            let docs = format!(" Says that the body is {}.", types.join(" or "));
            Some(quote! {
                #[doc = #docs]
                pub fn content_type(mut self, content_type: &str) -> Self {
                    #request.content_type(content_type);
                    self
                }
            })
        }
        Label::Fixed | Label::Argument(_) => None,
    });
    let paging = paging::methods(api, operation);
    Some(quote! {
        #[doc = #docs]
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is awaited"]
        pub struct #name(runtime::Call<#success, #failure>);

        impl #name {
            #(#setters)*
            #body
            #label
            #paging
        }

        impl std::ops::Deref for #name {
            type Target = runtime::Call<#success, #failure>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }

        impl std::future::IntoFuture for #name {
            type Output = Result<runtime::Response<#success>, runtime::Error<#failure>>;
            type IntoFuture = runtime::ResponseFuture<#success, #failure>;

            fn into_future(self) -> Self::IntoFuture {
                self.0.into_future()
            }
        }
    })
}
