//! How a method fills its request: parameters and bodies.

use proc_macro2::TokenStream;
use quote::quote;

use super::xml;
use crate::emit::{argument, limits, ty};
use crate::model::{Api, Body, BodyFormat, Label, Parameter, Preset, Type};
use crate::name::ident;

/// Sets what is not asked for.
pub(super) fn preset(api: &Api, parameter: &Parameter) -> Option<TokenStream> {
    let value = match parameter.preset.as_ref()? {
        Preset::Bound { .. } => return None,
        Preset::True => quote!(&true),
        Preset::Text(text) => quote!(#text),
        Preset::Only => {
            let value = api.only_value(&parameter.ty)?;
            let ty = ty::owned(api, &parameter.ty, ty::Place::Tag);
            let value = ident(&value.name.rust);
            quote!(&#ty::#value)
        }
    };
    let (place, wire) = (ident(parameter.place.word()), &parameter.name.wire);
    Some(quote! { request.#place(#wire, #value); })
}

pub(super) fn set(api: &Api, request: &TokenStream, parameter: &Parameter) -> TokenStream {
    let (place, wire, name) =
        (ident(parameter.place.word()), &parameter.name.wire, ident(&parameter.name.rust));
    match api.resolved(&parameter.ty) {
        Type::File => quote! { #request.files(#wire, vec![#name]); },
        Type::List(inner) if **inner == Type::File => quote! { #request.files(#wire, #name); },
        Type::Map(inner) if **inner == Type::File => {
            quote! { #request.named_parts(#wire, #name); }
        }
        ty => {
            let value = lent(api, ty, &quote!(#name));
            let part = parameter.part.as_ref().map(|part| quote! { #part, });
            quote! { #request.#place(#part #wire, #value); }
        }
    }
}

/// An argument as the request takes it.
fn lent(api: &Api, ty: &Type, name: &TokenStream) -> TokenStream {
    if argument::is_texts(api, ty) {
        return quote!(&runtime::texts(#name));
    }
    let reference = argument::is_copied(api, ty).then(|| quote!(&));
    quote!(#reference #name)
}

/// The body, behind its media type where the caller says what that is.
pub(super) fn body_arguments(api: &Api, body: &Body) -> TokenStream {
    let ty = argument::body(api, &body.ty);
    let content_type = body.is_named().then(|| quote!(content_type: &str,));
    quote!(#content_type body: #ty)
}

pub(super) fn set_body(api: &Api, request: &TokenStream, body: &Body) -> TokenStream {
    let media_type = &body.media_type;
    let label = match &body.label {
        Label::Argument(taken) if taken.is_empty() => {
            Some(quote! { #request.content_type(content_type); })
        }
        Label::Argument(taken) => {
            Some(quote! { #request.content_type_but(content_type, &[#(#taken),*]); })
        }
        Label::Fixed | Label::Setter(_) => None,
    };
    let set = match body.format {
        BodyFormat::Json if matches!(body.ty, Type::Nullable(_)) => {
            let Type::Nullable(inner) = &body.ty else { return TokenStream::new() };
            let some = Body { ty: (**inner).clone(), label: Label::Fixed, ..body.clone() };
            let some = set_body(api, request, &some);
            quote! {
                match body {
                    Some(body) => { #some }
                    None => { #request.json(#media_type, &serde_json::Value::Null); }
                }
            }
        }
        BodyFormat::Json => {
            let value = lent(api, &body.ty, &quote!(body));
            match limits::limits(&body.limits) {
                Some(limits) => quote! { #request.json_within(#media_type, #value, &#limits); },
                None => quote! { #request.json(#media_type, #value); },
            }
        }
        BodyFormat::Xml(index) => {
            let (root, value) = (xml::root(api, index), lent(api, &body.ty, &quote!(body)));
            quote! { #request.xml(#media_type, #value, #root); }
        }
        BodyFormat::Text => quote! { #request.bytes(#media_type, body.to_owned()); },
        BodyFormat::Bytes => quote! { #request.bytes(#media_type, body); },
    };
    quote! { #label #set }
}
