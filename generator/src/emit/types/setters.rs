//! The methods that set the properties of a struct: a line for each, which a macro of the runtime reads.
//! There are more of them than of anything else, so that they are written as text.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::construction::constant;
use super::given::{self, Given};
use crate::emit::text::{self, INDENT};
use crate::emit::ty::{COLUMNS, written};
use crate::model::{Api, Field, Presence};
use crate::name::ident;

/// A property that a method sets: the method's name, and that of its argument.
pub(super) type Setter<'a> = (&'a Field, &'a str, &'a str);

/// The call of the macro for a type; nothing where there is nothing to be set.
pub(super) fn setters<'a>(
    api: &Api,
    owner: &str,
    setters: impl Iterator<Item = Setter<'a>>,
) -> String {
    let mut out = String::new();
    for (field, method, argument) in setters {
        let Setting { docs, argument, value } = setting(api, field, argument);
        let (field, method) = (ident(&field.name.rust), ident(method));
        let (argument, value) = (argument.map(written).unwrap_or_default(), written(value));
        text::comment(&mut out, INDENT, [&docs]);
        let line = format!("{INDENT}{field}: {method}({argument}) = {value};");
        let _ = match line.chars().count() > COLUMNS {
            true => writeln!(
                out,
                "{INDENT}{field}: {method}(\n{INDENT}{INDENT}{argument}\n{INDENT}) = {value};"
            ),
            false => writeln!(out, "{line}"),
        };
    }
    match out.is_empty() {
        true => out,
        false => format!("runtime::setters! {{ {owner} {{\n{out}}} }}\n"),
    }
}

/// What a setter is made of.
struct Setting {
    docs: String,
    /// The argument with its type; none where there is one value only.
    argument: Option<TokenStream>,
    value: TokenStream,
}

/// How a property is set by an argument of this name.
fn setting(api: &Api, field: &Field, argument: &str) -> Setting {
    let wire = text::code(&field.name.wire);
    if let (Some(only), Presence::Optional) = (&field.only, field.presence) {
        let docs = format!("Sets {wire} to {}, its only value.", text::code(&only.text()));
        let value = constant(only);
        return Setting { docs, argument: None, value: quote!(Some(#value)) };
    }
    let argument = ident(argument);
    let Given { ty, value } = given::of_field(api, field, &quote!(#argument));
    Setting { docs: format!("Sets {wire}."), argument: Some(quote!(#argument: #ty)), value }
}
