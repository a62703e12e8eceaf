//! How values that are sent are made: constructors and conversions.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::given::{self, Given};
use crate::emit::argument::too_many;
use crate::emit::text::{self, INDENT};
use crate::emit::ty::{self, COLUMNS, wrapped, written};
use crate::model::{Access, Api, Constant, Field, Initial, Presence, Shape, Twin, Type, TypeDecl};
use crate::name::ident;

/// A constructor for what is required, which is written as text: there is one for each struct that is sent.
/// A required property with one value only has that value.
pub(super) fn constructor(
    api: &Api,
    decl: &TypeDecl,
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> String {
    let name = ident(&decl.name.rust);
    let asked: Vec<&Field> = fields.iter().filter(|field| api.is_asked(field)).collect();
    let mut out = String::new();
    if asked.is_empty() && !decl.derives.default {
        let _ = write!(
            out,
            "impl std::default::Default for {name} {{\n    #[inline]\n    fn default() -> Self {{\n        \
             Self::new()\n    }}\n}}\n\n"
        );
    }
    let _ = writeln!(out, "impl {name} {{");
    text::comment(&mut out, INDENT, [&summary(api, fields)]);
    let _ = writeln!(out, "{INDENT}#[must_use]\n{INDENT}#[inline]");
    if let Some(allowed) = too_many(asked.len()) {
        let _ = writeln!(out, "{INDENT}{}", written(allowed));
    }
    let _ = writeln!(out, "{INDENT}pub fn new({}) -> Self {{", arguments(api, fields, &asked));
    members(
        &mut out,
        fields.iter().map(|field| initial(api, fields, field)).chain(rest.map(|(field, _)| {
            let field = ident(field);
            quote!(#field: std::collections::BTreeMap::new())
        })),
    );
    out + INDENT + "}\n}\n"
}

/// What a constructor takes, on the line of its name, or on lines of their own where that is too long.
fn arguments(api: &Api, fields: &[Field], asked: &[&Field]) -> String {
    let argument = |field: &&Field| {
        let name = argument(fields, field);
        let ty = given::of_field(api, field, &quote!(#name)).ty;
        (format!("{name}: "), written(ty))
    };
    let arguments: Vec<(String, String)> = asked.iter().map(argument).collect();
    let line: Vec<String> = arguments.iter().map(|(name, ty)| format!("{name}{ty}")).collect();
    let line = line.join(", ");
    if line.chars().count() + "    pub fn new() -> Self {".len() <= COLUMNS {
        return line;
    }
    let mut out = "\n".to_owned();
    for (name, ty) in arguments {
        let within = INDENT.len() * 2;
        let ty = wrapped(&ty, within + name.chars().count(), within);
        let _ = writeln!(out, "{INDENT}{INDENT}{name}{ty},");
    }
    out + INDENT
}

/// The value of a method: a struct of these members.
pub(super) fn members(out: &mut String, members: impl Iterator<Item = TokenStream>) {
    let mut members = members.peekable();
    if members.peek().is_none() {
        let _ = writeln!(out, "{INDENT}{INDENT}Self {{}}");
        return;
    }
    let _ = writeln!(out, "{INDENT}{INDENT}Self {{");
    for member in members {
        let _ = writeln!(out, "{INDENT}{INDENT}{INDENT}{},", written(member));
    }
    let _ = writeln!(out, "{INDENT}{INDENT}}}");
}

/// The value of a required property that has no other, or that is meant where nothing else is said:
/// as Rust, and on the wire.
pub(super) fn known_value(api: &Api, field: &Field) -> Option<(TokenStream, String)> {
    if field.presence != Presence::Required {
        return None;
    }
    if let Some(initial) = &field.making.initial {
        return Some((default(api, field, initial), field.default.clone().unwrap_or_default()));
    }
    if let Some(only) = &field.only {
        return Some((constant(only), only.text()));
    }
    let value = api.only_value(&field.ty)?;
    let (ty, name) = (ty::of_field(api, field), ident(&value.name.rust));
    Some((quote!(#ty::#name), value.name.wire.clone()))
}

/// A value of a property.
pub(super) fn default(api: &Api, field: &Field, initial: &Initial) -> TokenStream {
    match initial {
        Initial::Constant(value) => constant(value),
        Initial::Float(value) => {
            let value = Literal::f64_unsuffixed(*value);
            quote!(#value)
        }
        Initial::Variant(variant) => {
            let (ty, variant) = (ty::of_field(api, field), ident(variant));
            quote!(#ty::#variant)
        }
    }
}

/// A constant as a value of its own.
pub(super) fn constant(only: &Constant) -> TokenStream {
    match only {
        Constant::Text(text) => quote!(#text.to_owned()),
        Constant::Integer(number) => {
            let number = Literal::i64_unsuffixed(*number);
            quote!(#number)
        }
        Constant::Bool(truth) => quote!(#truth),
    }
}

/// Whether a name has no letters: it is none that an argument should have.
pub(super) fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte == b'_' || byte.is_ascii_digit())
}

/// What the argument for a property is called.
pub(super) fn argument(fields: &[Field], field: &Field) -> proc_macro2::Ident {
    let name = &field.name.rust;
    if !is_number(name) {
        return ident(name);
    }
    let mut other = format!("value{name}");
    while fields.iter().any(|field| field.name.rust == other) {
        other.push('_');
    }
    ident(&other)
}

/// A property of a new value.
fn initial(api: &Api, fields: &[Field], field: &Field) -> TokenStream {
    let (name, argument) = (ident(&field.name.rust), argument(fields, field));
    match (field.presence, known_value(api, field)) {
        (Presence::Required, Some((value, _))) => quote!(#name: #value),
        (Presence::Required | Presence::Nullable, _) => {
            let Given { value, .. } = given::of_field(api, field, &quote!(#argument));
            if name == value.to_string() { value } else { quote!(#name: #value) }
        }
        (Presence::Optional, _) => quote!(#name: None),
        (Presence::Maybe, _) => quote!(#name: runtime::Maybe::Absent),
    }
}

/// What a new value has.
fn summary(api: &Api, fields: &[Field]) -> String {
    if !fields.iter().any(Field::is_required) {
        return "A value with nothing set.".to_owned();
    }
    let filled = fields.iter().filter_map(|field| {
        let (_, value) = known_value(api, field)?;
        Some(format!("{} is {}", text::code(&field.name.wire), text::code(&value)))
    });
    let filled: Vec<String> = filled.collect();
    match filled.as_slice() {
        [] => "A value with all that is required.".to_owned(),
        filled => format!("A value with all that is required; {}.", filled.join(", ")),
    }
}

/// What is sent, made of what was received.
pub(super) fn from_received(
    api: &Api,
    decl: &TypeDecl,
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> Option<TokenStream> {
    let Some(Twin::Received { id, has_all: true }) = decl.twin else { return None };
    let received = api.decl(id)?;
    let presence = |field: &Field| match &received.shape {
        Shape::Struct { fields, .. } => {
            fields.iter().find(|other| other.name == field.name).map(|other| other.presence)
        }
        _ => None,
    };
    let of_fields = fields.iter().map(|field| {
        let name = ident(&field.name.rust);
        match (field.access, field.presence, presence(field)) {
            (Access::WriteOnly, Presence::Maybe, _) => quote!(#name: runtime::Maybe::Absent),
            (Access::WriteOnly, ..) => quote!(#name: None),
            // What is received always has it.
            (Access::MaybeSent, Presence::Maybe, Some(Presence::Nullable)) => {
                quote!(#name: value.#name.map_or(runtime::Maybe::Null, runtime::Maybe::Value))
            }
            (Access::MaybeSent, Presence::Optional, Some(Presence::Required)) => {
                quote!(#name: Some(value.#name))
            }
            // Of what is received, null and what is missing are one.
            (_, Presence::Maybe, Some(Presence::Optional)) => quote!(#name: value.#name.into()),
            _ => quote!(#name: value.#name),
        }
    });
    let (received, name) = (ident(&received.name.rust), ident(&decl.name.rust));
    let of_rest = rest.map(|(field, _)| {
        let field = ident(field);
        quote!(#field: value.#field)
    });
    Some(quote! {
        impl std::convert::From<super::#received> for #name {
            fn from(value: super::#received) -> Self {
                Self { #(#of_fields,)* #of_rest }
            }
        }
    })
}
