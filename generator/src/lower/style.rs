//! Styles that the specification leaves open for the values that they are asked to write.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::model::{Api, Parameter, Place, Shape, Style, Type};

/// What the values of a type look like to a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Scalar,
    List,
    Object,
    /// A list or an object with another one inside.
    Nested,
    /// Whatever the value is.
    Open,
}

/// What is sent where the specification says nothing: words for a message.
struct Custom {
    /// What is undefined.
    cell: &'static str,
    /// What most servers read.
    sent: &'static str,
}

/// How deep a value is looked into: a type can hold itself.
const DEPTH: usize = 16;

/// Notes each parameter whose style is undefined for its values (OpenAPI 3.0.3, "Style Values"
/// and "Style Examples"), once.
pub(super) fn note(api: &Api, document: &Document, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    let operations = api.tags.iter().flat_map(|tag| &tag.operations);
    for parameter in operations.flat_map(|operation| &operation.parameters) {
        if !seen.insert(&parameter.origin) {
            continue;
        }
        let Some(Custom { cell, sent }) = custom(parameter, form(api, &parameter.ty, 0)) else {
            continue;
        };
        let at = &parameter.origin;
        let style = at.child("style");
        let at = if document.root().at(&style).is_some() { &style } else { at };
        let message = format!("the specification does not say how {cell} is written");
        diagnostics.push(
            Diagnostic::note(Code::UndefinedStyle, at.clone(), document.span(at), message)
                .consequence(format!("it is sent as most servers read it: {sent}"))
                .help("describe it by `content` and `application/json`, if the server reads JSON"),
        );
    }
}

fn custom(parameter: &Parameter, form: Form) -> Option<Custom> {
    let custom = |cell, sent| Some(Custom { cell, sent });
    match (parameter.style, form) {
        (Style::Json | Style::Whole, _) | (_, Form::Open) => None,
        // Each part of a body has a media type of its own.
        _ if parameter.place == Place::Part => None,
        (Style::SpaceDelimited | Style::PipeDelimited, Form::Scalar) => {
            custom("a value that is no list in this style", "`name=value`")
        }
        (Style::SpaceDelimited | Style::PipeDelimited, Form::List) if parameter.explode => {
            custom("a list in this style with `explode`", "`name=a&name=b`")
        }
        (Style::SpaceDelimited | Style::PipeDelimited, Form::Object) if parameter.explode => {
            custom("an object in this style with `explode`", "`key=a&other=b`")
        }
        (Style::DeepObject, Form::Scalar) => {
            custom("a value that is no object in this style", "`name=value`")
        }
        (Style::DeepObject, Form::List) => custom("a list in this style", "`name[]=a&name[]=b`"),
        (Style::DeepObject, Form::Nested) => custom(
            "a list or an object inside of another one in this style",
            "`name[key][inner]=a`, `name[list][]=a`, `name[list][0][inner]=a`",
        ),
        (_, Form::Nested) => {
            custom("a list or an object inside of another one in this style", "as JSON text")
        }
        _ => None,
    }
}

fn form(api: &Api, ty: &Type, depth: usize) -> Form {
    let around = |form: Form, inner: &[Form]| {
        let is_nested =
            inner.iter().any(|inner| matches!(inner, Form::List | Form::Object | Form::Nested));
        if is_nested { Form::Nested } else { form }
    };
    match api.resolved(ty) {
        Type::Json => Form::Open,
        Type::List(_) | Type::Map(_) if depth > DEPTH => Form::Nested,
        Type::List(inner) => around(Form::List, &[form(api, inner, depth + 1)]),
        Type::Map(inner) => around(Form::Object, &[form(api, inner, depth + 1)]),
        Type::Nullable(inner) | Type::Boxed(inner) => form(api, inner, depth),
        Type::Named(_) if depth > DEPTH => Form::Nested,
        Type::Named(id) => match api.decl(*id).map(|decl| &decl.shape) {
            Some(Shape::Newtype(ty)) => form(api, ty, depth + 1),
            Some(Shape::Enum { .. }) => Form::Scalar,
            Some(Shape::Struct { fields, rest }) => {
                let types =
                    fields.iter().map(|field| &field.ty).chain(rest.iter().map(|(_, ty)| ty));
                let inner: Vec<Form> = types.map(|ty| form(api, ty, depth + 1)).collect();
                around(Form::Object, &inner)
            }
            // What it is, is known when it is sent.
            Some(Shape::Union { .. } | Shape::Alias(_)) | None => Form::Open,
        },
        _ => Form::Scalar,
    }
}
