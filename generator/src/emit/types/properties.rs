//! How a struct is read and written: a line for each property, which a macro of the runtime reads.
//! There is more of this than of anything else, so that it is written as text.

use std::fmt::Write as _;

use proc_macro2::Literal;

use crate::emit::limits;
use crate::emit::ty::written;
use crate::model::{Api, Constant, Field, Presence, Type, TypeDecl};
use crate::name::ident;

/// The call of the macro.
pub(super) fn properties(
    api: &Api,
    decl: &TypeDecl,
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> String {
    let name = ident(&decl.name.rust);
    let mut out = format!("runtime::properties! {{ {name} {{");
    for field in fields {
        let _ = write!(out, "\n    {},", property(api, decl, field));
    }
    if let Some((rest, _)) = rest {
        let _ = write!(out, "\n    ..{}", ident(rest));
    }
    let between = if fields.is_empty() && rest.is_none() { "" } else { "\n" };
    let check = decl.added.check.as_ref().filter(|_| decl.sent);
    let check = check.and_then(|path| syn::parse_str::<syn::Path>(path).ok());
    let check = check.map(|path| format!(" check {}", written(quote::quote!(#path))));
    let _ = writeln!(out, "{between}}}{} }}", check.unwrap_or_default());
    out
}

/// Where it is, how it is there, and what it is called on the wire.
fn property(api: &Api, decl: &TypeDecl, field: &Field) -> String {
    let name = ident(&field.name.rust);
    let wire = Literal::string(&field.name.wire);
    let presence = match field.presence {
        Presence::Required => "required",
        // Null is a value among others there.
        Presence::Optional if *api.resolved(&field.ty) == Type::Json => "any",
        Presence::Nullable => "nullable",
        Presence::Optional => "optional",
        Presence::Maybe => "maybe",
    };
    let limits = limits::limits(&field.limits).filter(|_| decl.sent);
    let limits = limits.map(|limits| format!("\n        within {}", written(limits)));
    let limits = limits.unwrap_or_default();
    // Where values are of one of several types, they are rather of one that knows them.
    let end = if field.presence == Presence::Required { "?" } else { "" };
    match field.only.as_ref().filter(|_| api.has_unions()).and_then(literal) {
        Some(only) => format!("{name}: {presence}_constant({wire}, {only}){end}{limits}"),
        None => format!("{name}: {presence}({wire}){end}{limits}"),
    }
}

/// A constant as Rust; none of what has no other values to be told from.
fn literal(only: &Constant) -> Option<Literal> {
    match only {
        Constant::Text(text) => Some(Literal::string(text)),
        Constant::Integer(number) => Some(Literal::i64_unsuffixed(*number)),
        Constant::Bool(_) => None,
    }
}
