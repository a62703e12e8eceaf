//! `types/samples/`: the values that tests begin with, a file for each type. Without the feature
//! `test-util`, nobody reads them, the compiler included.

use std::fmt::Write as _;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::construction::{self, Setting};
use crate::emit::feature;
use crate::emit::file::{Content, File, Task};
use crate::emit::ty::{self, Place, written};
use crate::model::{Api, Arm, EnumValue, Field, Presence, Sample, Shape, Type, TypeDecl};
use crate::name::ident;

/// All files.
pub(in crate::emit) fn files(api: &Api) -> Vec<Task<'_>> {
    let of_types = sampled(api).map(|decl| -> Task<'_> { Box::new(|| of(api, decl)) });
    let all: Vec<Task<'_>> = of_types.collect();
    let list = (!all.is_empty()).then(|| -> Task<'_> { Box::new(|| list(api)) });
    list.into_iter().chain(all).collect()
}

/// The folder, where the types are.
pub(super) fn module(api: &Api) -> Option<TokenStream> {
    sampled(api).next().map(|_| quote! { #[cfg(feature = "test-util")] mod samples; })
}

fn sampled(api: &Api) -> impl Iterator<Item = &TypeDecl> {
    api.types.iter().filter(|decl| decl.sample.is_some() || has_setters(decl))
}

fn has_setters(decl: &TypeDecl) -> bool {
    let Shape::Struct { fields, .. } = &decl.shape else { return false };
    fields.iter().any(|field| field.making.sample_setter.is_some())
}

/// `mod.rs` of the folder.
fn list(api: &Api) -> File {
    let mut decls: Vec<&TypeDecl> = sampled(api).collect();
    decls.sort_by_key(|decl| &decl.module);
    let modules = decls.iter().map(|decl| {
        let (gate, module) = (feature::gate(&decl.features), ident(&decl.module));
        quote! { #gate mod #module; }
    });
    let idle = feature::idle(api);
    let items = quote! {
        #idle
        use super::*;

        #(#modules)*
    };
    let docs = vec![
        "Values that tests begin with: what is required and nothing else, and setters for all of it."
            .to_owned(),
    ];
    let path = format!("src/{}/types/samples/mod.rs", api.name.rust);
    File { path, content: Content::Rust { docs, items } }
}

/// The file of one type.
fn of(api: &Api, decl: &TypeDecl) -> File {
    let items = match &decl.shape {
        Shape::Struct { fields, rest } => {
            decl.sample.map(|_| of_struct(api, fields, rest.as_ref())).unwrap_or_default()
        }
        shape => {
            let value = match (shape, decl.sample) {
                (Shape::Enum { values, .. }, _) => first(values),
                (Shape::Union { arms, .. }, Some(Sample::Arm(index))) => {
                    arms.get(index).map(|arm| of_arm(api, arm)).unwrap_or_default()
                }
                (Shape::Newtype(ty), _) => {
                    let value = value(api, ty);
                    quote!(Self(#value))
                }
                // Nothing else has a sample.
                _ => TokenStream::new(),
            };
            let summary = match shape {
                Shape::Enum { .. } => " A value for tests: the first of the document.",
                Shape::Union { .. } => " A value for tests: the first of its types.",
                _ => " A value for tests, with nothing in it.",
            };
            sample(summary, &value)
        }
    };
    let name = ident(&decl.name.rust);
    let items = (!items.is_empty()).then(|| quote! { impl super::#name { #items } });
    let rest = setters(api, decl);
    let has_runtime =
        !rest.is_empty() || items.clone().is_some_and(|items| is_named(&items, "runtime"));
    let runtime = has_runtime.then(|| quote! { use crate::runtime; });
    let items = quote! { #runtime #items };
    let path = format!("src/{}/types/samples/{}.rs", api.name.rust, decl.module);
    File { path, content: Content::Written { head: String::new(), items, rest } }
}

/// The setters that a type has in tests only, as text: one line each, by a macro of the runtime.
/// There are more of them than of anything else, and nobody reads their bodies.
fn setters(api: &Api, decl: &TypeDecl) -> String {
    let Shape::Struct { fields, .. } = &decl.shape else { return String::new() };
    let mut out = String::new();
    for field in fields {
        let Some(method) = field.making.sample_setter.as_deref() else { continue };
        // Not all names of properties are good names of arguments.
        let Setting { docs, argument, value } = construction::setting(api, field, "value");
        let (field, method) = (ident(&field.name.rust), ident(method));
        let argument = argument.map(written).unwrap_or_default();
        let value = written(value);
        let _ = writeln!(out, "    ///{docs}\n    {field}: {method}({argument}) = {value};");
    }
    match out.is_empty() {
        true => out,
        false => {
            format!("runtime::setters! {{ super::{} {{\n{out}}} }}\n", ident(&decl.name.rust))
        }
    }
}

/// Whether a path in the tokens begins with a name.
fn is_named(tokens: &TokenStream, name: &str) -> bool {
    let mut tokens = tokens.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_it = match token {
            TokenTree::Ident(ident) => {
                let next = tokens.peek();
                let is_path = |next: &TokenTree| {
                    matches!(next, TokenTree::Punct(punct)
                        if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
                };
                ident == name && next.is_some_and(is_path)
            }
            TokenTree::Group(group) => is_named(&group.stream(), name),
            _ => false,
        };
        if is_it {
            return true;
        }
    }
    false
}

fn sample(docs: &str, value: &TokenStream) -> TokenStream {
    quote! {
        #[doc = #docs]
        #[must_use]
        pub fn sample() -> Self {
            #value
        }
    }
}

fn of_struct(api: &Api, fields: &[Field], rest: Option<&(String, Type)>) -> TokenStream {
    let members = fields.iter().map(|field| {
        let (name, value) = (ident(&field.name.rust), property(api, field));
        quote!(#name: #value,)
    });
    let rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote!(#field: std::collections::BTreeMap::new(),)
    });
    let summary = match fields.iter().any(Field::is_required) {
        true => " A value for tests, with all that is required.",
        false => " A value for tests, with nothing set.",
    };
    sample(summary, &quote! { Self { #(#members)* #rest } })
}

fn property(api: &Api, field: &Field) -> TokenStream {
    match field.presence {
        Presence::Nullable | Presence::Optional => quote!(None),
        Presence::Maybe => quote!(runtime::Maybe::Absent),
        Presence::Required => match construction::known_value(api, field) {
            Some((value, _)) => value,
            None => field.making.sample.as_ref().map_or_else(
                || value(api, &field.ty),
                |initial| construction::default(api, field, initial),
            ),
        },
    }
}

fn first(values: &[EnumValue]) -> TokenStream {
    // An enum without values is none.
    let first = values.first().map(|first| ident(&first.name.rust));
    quote!(Self::#first)
}

fn of_arm(api: &Api, arm: &Arm) -> TokenStream {
    let (variant, value) = (ident(&arm.name), value(api, &arm.ty));
    quote!(Self::#variant(#value))
}

/// The plain value of a type.
fn value(api: &Api, ty: &Type) -> TokenStream {
    match api.resolved(ty) {
        Type::Bool => quote!(false),
        Type::Integer(_) => quote!(0),
        Type::Float(_) => quote!(0.0),
        Type::Text => quote!(String::new()),
        Type::Secret => quote!(runtime::Secret::new("")),
        Type::Timestamp => quote!(jiff::Timestamp::UNIX_EPOCH.into()),
        Type::Date => quote!(jiff::civil::date(1970, 1, 1)),
        Type::Time => quote!(jiff::civil::Time::midnight().into()),
        Type::DateTime => quote!(jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0)),
        Type::Duration => quote!(jiff::Span::new().fieldwise()),
        Type::Decimal => quote!(rust_decimal::Decimal::ZERO),
        Type::DecimalNumber => quote!(runtime::DecimalNumber(rust_decimal::Decimal::ZERO)),
        Type::Uuid => quote!(uuid::Uuid::nil()),
        // A type that holds one has no sample.
        Type::ByUser(_) => quote!(Default::default()),
        Type::Base64 => quote!(runtime::Base64::default()),
        Type::Bytes => quote!(bytes::Bytes::new()),
        Type::File => quote!(runtime::Part::bytes(bytes::Bytes::new())),
        Type::Event => quote!(runtime::Event::default()),
        Type::Json => quote!(serde_json::Value::Null),
        Type::List(_) => quote!(Vec::new()),
        Type::Map(_) => quote!(std::collections::BTreeMap::new()),
        Type::Nullable(_) => quote!(None),
        Type::Boxed(inner) => {
            let value = value(api, inner);
            quote!(Box::new(#value))
        }
        named @ Type::Named(_) => {
            let name = ty::owned(api, named, Place::Types);
            quote!(#name::sample())
        }
    }
}
