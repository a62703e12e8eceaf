//! The form of a call in which each required parameter has its name.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::example;
use super::setting::body_arguments;
use crate::emit::krate::Crate;
use crate::emit::{argument, text};
use crate::model::{Api, Body, NamedArguments, Operation, Parameter, Tag, Type};
use crate::name::ident;

/// The struct of what is required.
pub(super) fn structure(api: &Api, tag: &Tag, operation: &Operation) -> Option<TokenStream> {
    let NamedArguments { method, ty } = operation.named.as_ref()?;
    let lifetime = quote!('a);
    let members = required(operation).map(|parameter| {
        let docs = match text::line(&parameter.docs) {
            line if line.is_empty() => {
                format!(" The parameter {}.", text::code(&parameter.name.wire))
            }
            line => format!(" {line}"),
        };
        let name = ident(&parameter.name.rust);
        let ty = argument::member(api, &parameter.ty, &lifetime);
        quote! { #[doc = #docs] pub #name: #ty, }
    });
    let (handle, plain) = (&tag.handle, &operation.name.rust);
    let docs = format!(
        " What [`{handle}::{plain}`] requires, each by its name: for [`{handle}::{method}`]."
    );
    let derives = derives(api, operation);
    let ty = ident(ty);
    Some(quote! {
        #[doc = #docs]
        #derives
        pub struct #ty<#lifetime> {
            #(#members)*
        }
    })
}

/// The method that takes it.
pub(super) fn method(
    krate: &Crate<'_>,
    api: &Api,
    tag: &Tag,
    operation: &Operation,
    call_type: &TokenStream,
) -> Option<TokenStream> {
    let named = operation.named.as_ref()?;
    let (name, ty, plain) = (ident(&named.method), ident(&named.ty), ident(&operation.name.rust));
    let names: Vec<_> = required(operation).map(|parameter| ident(&parameter.name.rust)).collect();
    let body = operation.body.as_ref().filter(|body| body.required);
    let body_arguments = body.map(|body| body_arguments(api, body));
    let content_type = body.filter(|body| Body::is_named(body)).map(|_| quote!(content_type));
    let given = content_type.into_iter().chain(body.map(|_| quote!(body)));
    let mut lines =
        vec![format!("The call of [`{plain}`](Self::{plain}), with what it requires by name.")];
    lines.extend(["", "# Example", "", "```no_run"].map(str::to_owned));
    lines.extend(example::named(krate, api, tag, (operation, named), true));
    lines.push("```".to_owned());
    let docs = text::docs(&lines);
    let deprecated = operation.deprecated.then(|| {
        quote! {
            #[deprecated = "by the document"]
            #[allow(deprecated, reason = "it is the same call")]
        }
    });
    let gate = operation.has_xml().then(|| quote! { #[cfg(feature = "xml")] });
    let argument = format_ident!("required");
    Some(quote! {
        #docs
        #gate
        #deprecated
        pub fn #name(&self, #argument: #ty<'_>, #body_arguments) -> #call_type {
            let #ty { #(#names),* } = #argument;
            self.#plain(#(#names,)* #(#given),*)
        }
    })
}

fn required(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.required)
}

/// What can be copied is. A secret is text here, which `Debug` would print.
fn derives(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let is_file = |ty: &Type| matches!(ty, Type::File | Type::Bytes);
    let has_file = required(operation).any(|parameter| parameter.ty.any(&mut |ty| is_file(ty)));
    let is_secret =
        |parameter: &Parameter| parameter.secret || *api.resolved(&parameter.ty) == Type::Secret;
    match (has_file, required(operation).any(is_secret)) {
        (true, true) => None,
        (true, false) => Some(quote! { #[derive(Debug)] }),
        (false, true) => Some(quote! { #[derive(Clone, Copy)] }),
        (false, false) => Some(quote! { #[derive(Debug, Clone, Copy)] }),
    }
}
