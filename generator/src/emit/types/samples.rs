//! `types/samples/`: the values that tests begin with, a file for each type. Without the feature
//! `test-util`, nobody reads them, the compiler included.

use std::fmt::Write as _;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::{construction, setters};
use crate::emit::feature;
use crate::emit::file::{Content, File, Task};
use crate::emit::text::{self, INDENT};
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

/// The file of one type, which is written as text: there are as many as types.
fn of(api: &Api, decl: &TypeDecl) -> File {
    let (summary, value) = match &decl.shape {
        Shape::Struct { fields, rest } => {
            let summary = match fields.iter().any(Field::is_required) {
                true => "A value for tests, with all that is required.",
                false => "A value for tests, with nothing set.",
            };
            let value = decl.sample.map(|_| Value::Struct(members(api, fields, rest.as_ref())));
            (summary, value)
        }
        Shape::Enum { values, .. } => {
            let first = first(values).map(Value::Plain);
            ("A value for tests: the first of the document.", first)
        }
        Shape::Union { arms, .. } => {
            let arm = match decl.sample {
                Some(Sample::Arm(index)) => arms.get(index),
                _ => None,
            };
            let value = arm.map(|arm| Value::Plain(of_arm(api, arm)));
            ("A value for tests: the first of its types.", value)
        }
        Shape::Newtype(ty) => {
            let value = value(api, ty);
            ("A value for tests, with nothing in it.", Some(Value::Plain(quote!(Self(#value)))))
        }
        // It has none of its own.
        Shape::Alias(_) => ("", None),
    };
    let owner = format!("super::{}", ident(&decl.name.rust));
    let rest = setters(api, decl, &owner);
    let has_runtime = !rest.is_empty() || value.as_ref().is_some_and(Value::has_runtime);
    let mut head = String::new();
    if has_runtime {
        head.push_str("use crate::runtime;\n");
    }
    if let Some(value) = value {
        let between = if has_runtime { "\n" } else { "" };
        let _ = write!(head, "{between}impl {owner} {{\n{}}}\n", sample(summary, value));
    }
    let path = format!("src/{}/types/samples/{}.rs", api.name.rust, decl.module);
    File { path, content: Content::Written { head, items: TokenStream::new(), rest } }
}

/// What a sample is.
enum Value {
    /// A struct of these members.
    Struct(Vec<TokenStream>),
    Plain(TokenStream),
}

impl Value {
    /// Whether something in it is of the runtime.
    fn has_runtime(&self) -> bool {
        match self {
            Self::Struct(members) => members.iter().any(|member| is_named(member, "runtime")),
            Self::Plain(value) => is_named(value, "runtime"),
        }
    }
}

/// The method that gives the sample.
fn sample(summary: &str, value: Value) -> String {
    let mut out = String::new();
    text::comment(&mut out, INDENT, [&summary.to_owned()]);
    let _ =
        writeln!(out, "{INDENT}#[must_use]\n{INDENT}#[inline]\n{INDENT}pub fn sample() -> Self {{");
    match value {
        Value::Struct(members) => construction::members(&mut out, members.into_iter()),
        Value::Plain(value) => {
            let _ = writeln!(out, "{INDENT}{INDENT}{}", written(value));
        }
    }
    out + INDENT + "}\n"
}

/// The setters that a type has in tests only.
fn setters(api: &Api, decl: &TypeDecl, owner: &str) -> String {
    let Shape::Struct { fields, .. } = &decl.shape else { return String::new() };
    let setters = fields.iter().filter_map(|field| {
        // Not all names of properties are good names of arguments.
        Some((field, field.making.sample_setter.as_deref()?, "value"))
    });
    setters::setters(api, owner, setters)
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

fn members(api: &Api, fields: &[Field], rest: Option<&(String, Type)>) -> Vec<TokenStream> {
    let members = fields.iter().map(|field| {
        let (name, value) = (ident(&field.name.rust), property(api, field));
        quote!(#name: #value)
    });
    let rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote!(#field: std::collections::BTreeMap::new())
    });
    members.chain(rest).collect()
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

/// None of an enum without values.
fn first(values: &[EnumValue]) -> Option<TokenStream> {
    let first = ident(&values.first()?.name.rust);
    Some(quote!(Self::#first))
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
