//! One of some values, as an enum that takes unknown values as well, or refuses them: the variants, and
//! how they are read and written, which is a line for each that a macro of the runtime reads.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};

use super::declaration;
use crate::emit::file::Content;
use crate::emit::text::{self, INDENT};
use crate::emit::ty::written;
use crate::model::{Api, EnumValue, Repr, TypeDecl};
use crate::name::ident;

/// The traits of each enum; one that holds no text is copied besides.
const DERIVES: [&str; 7] = ["Debug", "Clone", "PartialEq", "Eq", "PartialOrd", "Ord", "Hash"];

/// The enum. Without a variant for `unknown` values they are errors.
pub(super) fn enumeration(
    api: &Api,
    decl: &TypeDecl,
    values: &[EnumValue],
    repr: Repr,
    unknown: Option<&str>,
) -> Content {
    Content::Written {
        head: declaration(api, decl, values, repr, unknown),
        items: TokenStream::new(),
        rest: conversions(decl, values, repr, unknown),
    }
}

fn declaration(
    api: &Api,
    decl: &TypeDecl,
    values: &[EnumValue],
    repr: Repr,
    unknown: Option<&str>,
) -> String {
    let mut derives = DERIVES.to_vec();
    if repr == Repr::Integer || unknown.is_none() {
        derives.insert(2, "Copy");
    }
    let mut out = "use crate::runtime;\n\n".to_owned();
    text::comment(&mut out, "", &declaration::description(api, decl));
    let _ = writeln!(out, "#[derive({})]", derives.join(", "));
    // A `match` on all values of an enum without others is meant to be one.
    let growth = unknown.and_then(|_| declaration::growth(api));
    for attribute in declaration::added(decl, &derives).into_iter().chain(growth) {
        let _ = writeln!(out, "{}", written(attribute));
    }
    let _ = write!(out, "pub enum {} {{", ident(&decl.name.rust));
    if values.is_empty() && unknown.is_none() {
        return out + "}\n";
    }
    out.push('\n');
    for value in values {
        let (wire, docs) = (text::code(&value.name.wire), text::line(&value.docs));
        let line = if docs.is_empty() { wire } else { format!("{wire}: {docs}") };
        text::comment(&mut out, INDENT, [&line]);
        let _ = writeln!(out, "{INDENT}{},", ident(&value.name.rust));
    }
    if let Some(unknown) = unknown {
        let (of_what, of) = (if api.is_types_only { "crate" } else { "client" }, repr.rust());
        let line = format!("A value that this version of the {of_what} does not know.");
        text::comment(&mut out, INDENT, [&line]);
        let _ = writeln!(out, "{INDENT}{}({of}),", ident(unknown));
    }
    out + "}\n"
}

/// The call of the macro: each variant with its value on the wire.
fn conversions(decl: &TypeDecl, values: &[EnumValue], repr: Repr, unknown: Option<&str>) -> String {
    let of = match repr {
        Repr::Text => "text_enum",
        Repr::Integer => "integer_enum",
    };
    let mut out = format!("runtime::{of}! {{ {} {{\n", ident(&decl.name.rust));
    for value in values {
        let (variant, wire) = (ident(&value.name.rust), literal(&value.name.wire, repr));
        let _ = writeln!(out, "{INDENT}{variant} = {wire},");
    }
    if let Some(unknown) = unknown {
        let _ = writeln!(out, "{INDENT}..{}", ident(unknown));
    }
    out + "} }\n"
}

fn literal(wire: &str, repr: Repr) -> Literal {
    match (repr, wire.parse::<i64>()) {
        (Repr::Integer, Ok(value)) => Literal::i64_unsuffixed(value),
        _ => Literal::string(wire),
    }
}
