//! `xml_elements.rs`: how the values of an API are written as XML.

use proc_macro2::TokenStream;
use quote::quote;

use super::headers;
use crate::emit::file::{Content, File};
use crate::emit::{feature, text};
use crate::model::{
    Api, TypeId, XmlContent, XmlElement, XmlField, XmlName, XmlNode, XmlObject, XmlRoot,
};
use crate::name::ident;

/// The file of an API that has XML.
pub(in crate::emit) fn file(api: &Api) -> File {
    let roots = api.xml.roots.iter().flatten().map(|root| {
        let XmlRoot { constant, element: root } = root;
        let (name, root) = (ident(constant), element(api, root));
        quote! { pub(super) static #name: runtime::XmlElement = #root; }
    });
    let objects = api.xml.objects.iter().map(|object| {
        let XmlObject { constant, fields, .. } = object;
        let (name, fields) = (ident(constant), fields.iter().map(|part| field(api, part)));
        quote! {
            static #name: runtime::XmlObject = runtime::XmlObject { fields: &[#(#fields),*] };
        }
    });
    let items = quote! {
        use crate::runtime;

        #(#roots)*
        #(#objects)*
    };
    let docs = vec![format!("How the types of {} are written as XML.", text::line(&api.title))];
    let path = format!("src/{}/xml_elements.rs", api.name.rust);
    File { path, content: Content::Rust { docs, items } }
}

/// The items, where the feature `xml` is on.
pub(super) fn gate(items: TokenStream) -> TokenStream {
    feature::gated(&quote! { #[cfg(feature = "xml")] }, items)
}

/// The root element of a body, from a tag's file.
pub(super) fn root(api: &Api, index: usize) -> TokenStream {
    let name = root_name(api, index);
    quote! { &super::xml_elements::#name }
}

/// The constant of a root element.
pub(super) fn root_name(api: &Api, index: usize) -> proc_macro2::Ident {
    let root = api.xml.roots.get(index).and_then(Option::as_ref);
    ident(root.map_or("", |root| root.constant.as_str()))
}

fn field(api: &Api, field: &XmlField) -> TokenStream {
    let property = &field.property;
    let node = match &field.node {
        XmlNode::Attribute(attribute, value) => {
            let (attribute, value) = (name(attribute), headers::scalar(*value));
            quote! { runtime::XmlNode::Attribute(#attribute, #value) }
        }
        XmlNode::Element(part) => {
            let part = element(api, part);
            quote! { runtime::XmlNode::Element(#part) }
        }
        XmlNode::Repeated(item, is_required) => {
            let item = element(api, item);
            quote! { runtime::XmlNode::Repeated(#item, #is_required) }
        }
    };
    quote! { runtime::XmlField { property: #property, node: #node } }
}

fn element(api: &Api, part: &XmlElement) -> TokenStream {
    let name = name(&part.name);
    let content = match &part.content {
        XmlContent::Text(value) => {
            let value = headers::scalar(*value);
            quote! { runtime::XmlContent::Text(#value) }
        }
        XmlContent::Object(id) => {
            let constant = ident(constant(api, *id));
            quote! { runtime::XmlContent::Object(&#constant) }
        }
        XmlContent::List(item) => {
            let item = element(api, item);
            quote! { runtime::XmlContent::List(&#item) }
        }
    };
    quote! { runtime::XmlElement { name: #name, content: #content } }
}

fn constant(api: &Api, id: TypeId) -> &str {
    let object = api.xml.objects.iter().find(|object| object.id == id);
    object.map_or("", |object| object.constant.as_str())
}

fn name(name: &XmlName) -> TokenStream {
    let XmlName { prefix, local, namespace } = name;
    let qualified = if prefix.is_empty() { local.clone() } else { format!("{prefix}:{local}") };
    quote! { runtime::XmlName(#qualified, #namespace) }
}
