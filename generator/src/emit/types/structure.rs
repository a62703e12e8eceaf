//! An object, as a struct, which is written as text: there is more of this than of anything else.

use std::fmt::Write as _;

use quote::quote;

use super::declaration::{derives, growth, paragraph};
use super::{construction, named, properties, setters};
use crate::emit::file::Content;
use crate::emit::text::{self, INDENT};
use crate::emit::ty::{self, Place, wrapped, written};
use crate::model::{Api, Field, Type, TypeDecl};
use crate::name::ident;

pub(super) fn structure(
    api: &Api,
    (decl, docs): (&TypeDecl, &[String]),
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> Content {
    let mut head = declaration(api, (decl, docs), fields, rest);
    if decl.sent {
        let setters = fields.iter().filter_map(|field| {
            let name = &field.name.rust;
            let argument = if construction::is_number(name) { "value" } else { name };
            Some((field, field.making.setter.as_deref()?, argument))
        });
        let setters = setters::setters(api, &ident(&decl.name.rust).to_string(), setters);
        let constructor = construction::constructor(api, decl, fields, rest);
        for part in [constructor, setters].into_iter().filter(|part| !part.is_empty()) {
            head = head + "\n" + &part;
        }
    }
    let named = named::named(api, decl, fields);
    let from_received = construction::from_received(api, decl, fields, rest);
    Content::Written {
        head,
        items: quote! { #named #from_received },
        rest: properties::properties(api, decl, fields, rest),
    }
}

fn declaration(
    api: &Api,
    (decl, docs): (&TypeDecl, &[String]),
    fields: &[Field],
    rest: Option<&(String, Type)>,
) -> String {
    let mut out = "use crate::runtime;\n\n".to_owned();
    text::comment(&mut out, "", docs);
    for attribute in derives(decl).into_iter().chain(growth(api)) {
        let _ = writeln!(out, "{}", written(attribute));
    }
    let _ = write!(out, "pub struct {} {{", ident(&decl.name.rust));
    if fields.is_empty() && rest.is_none() {
        return out + "}\n";
    }
    out.push('\n');
    for field in fields {
        text::comment(&mut out, INDENT, &docs_of(api, decl, field));
        member(&mut out, &field.name.rust, ty::of_field(api, field));
    }
    if let Some((rest, ty)) = rest {
        text::comment(&mut out, INDENT, [&"All other properties.".to_owned()]);
        let ty = ty::owned(api, ty, Place::Types);
        member(&mut out, rest, quote!(std::collections::BTreeMap<String, #ty>));
    }
    out + "}\n"
}

fn member(out: &mut String, name: &str, ty: proc_macro2::TokenStream) {
    let begin = format!("{INDENT}pub {}: ", ident(name));
    let _ = writeln!(out, "{begin}{},", wrapped(&written(ty), begin.len(), INDENT.len()));
}

fn docs_of(api: &Api, decl: &TypeDecl, field: &Field) -> Vec<String> {
    let mut lines = text::lines(&field.docs);
    if lines.is_empty() {
        lines.push(format!("The property {}.", text::code(&field.name.wire)));
    }
    lines.extend(text::default(field.default.as_ref(), text::code).into_iter().flat_map(paragraph));
    lines.extend(text::limits(&field.limits, text::code).into_iter().flat_map(paragraph));
    lines.extend(text::only(field.only.as_ref(), text::code).into_iter().flat_map(paragraph));
    // What is sent is shown as it is made.
    let shown = field.shown.as_ref().filter(|value| !decl.sent && is_told(api, field, value));
    let is_item = matches!(api.plain(&field.ty), Type::List(_) | Type::Map(_));
    let shown = text::shown(shown, is_item, text::code);
    lines.extend(shown.into_iter().flat_map(paragraph));
    if field.deprecated {
        lines.extend(paragraph("Deprecated by the document.".to_owned()));
    }
    lines
}

/// Whether an example tells what the type does not: a date looks as dates do, and a secret is nobody's
/// to read.
fn is_told(api: &Api, field: &Field, value: &str) -> bool {
    let mut ty = api.plain(&field.ty);
    while let Type::List(inner) | Type::Map(inner) = ty {
        ty = api.plain(inner);
    }
    field.only.is_none()
        && match ty {
            Type::Text => true,
            Type::Integer(_) | Type::Float(_) => !matches!(value, "0" | "1"),
            _ => false,
        }
}
