//! Styles that the specification leaves open for the values that they are asked to write.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::model::{Api, Parameter, Place, Shape, Style, Type};

/// What the values of a type look like to a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Scalar,
    List,
    Object,
    /// An object with lists of plain values inside.
    Listed,
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

/// Takes the style of forms for what is written so in any case, now that all types are known.
pub(in crate::lower::passes) fn settle(api: &mut Api) {
    let mut tags = std::mem::take(&mut api.tags);
    let operations = tags.iter_mut().flat_map(|tag| &mut tag.operations);
    for parameter in operations.flat_map(|operation| &mut operation.parameters) {
        let is_plain = || matches!(form(api, &parameter.ty), Form::Scalar | Form::List);
        if parameter.style == Style::ByKind && is_plain() {
            parameter.style = Style::Form;
        }
    }
    api.tags = tags;
}

/// Notes each parameter whose style is undefined for its values (OpenAPI 3.0.3, "Style Values"
/// and "Style Examples"), once.
pub(in crate::lower::passes) fn note(api: &Api, report: &Report<'_>) {
    let mut seen = BTreeSet::new();
    let operations = api.tags.iter().flat_map(|tag| &tag.operations);
    for parameter in operations.flat_map(|operation| &operation.parameters) {
        if !seen.insert(&parameter.origin) {
            continue;
        }
        let Some(Custom { cell, sent }) = custom(parameter, form(api, &parameter.ty)) else {
            continue;
        };
        let at = &parameter.origin;
        let style = at.child("style");
        let at = if report.document.root().at(&style).is_some() { &style } else { at };
        let message = format!("the specification does not say how {cell} is written");
        report
            .note(Code::UndefinedStyle, at, message)
            .then(format!("it is sent as most servers read it: {sent}"))
            .help("describe it by `content` and `application/json`, if the server reads JSON");
    }
}

fn custom(parameter: &Parameter, form: Form) -> Option<Custom> {
    let custom = |cell, sent| Some(Custom { cell, sent });
    match (parameter.style, form) {
        (Style::Json | Style::ByKind | Style::Whole | Style::Segments, _) | (_, Form::Open) => None,
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
        (Style::DeepObject, Form::Nested | Form::Listed) => custom(
            "a list or an object inside of another one in this style",
            "`name[key][inner]=a`, `name[list][]=a`, `name[list][0][inner]=a`",
        ),
        (_, Form::Listed) if parameter.explode => {
            custom("a list inside of an object in this style", "`key=a&key=b`")
        }
        (_, Form::Nested | Form::Listed) => {
            custom("a list or an object inside of another one in this style", "as JSON text")
        }
        _ => None,
    }
}

/// What the values look like. Only one level down is looked at: whether there is anything nested
/// is all that a style asks, and a schema that holds itself has no end.
fn form(api: &Api, ty: &Type) -> Form {
    let around = |form: Form, is_nested: bool| if is_nested { Form::Nested } else { form };
    match api.plain(ty) {
        Type::Json => Form::Open,
        Type::List(inner) => around(Form::List, has_parts(api, inner)),
        Type::Map(inner) if is_plain_list(api, inner) => Form::Listed,
        Type::Map(inner) => around(Form::Object, has_parts(api, inner)),
        Type::Named(id) => match api.decl(*id).map(|decl| &decl.shape) {
            // A list or a map of itself.
            Some(Shape::Newtype(_)) => Form::Nested,
            Some(Shape::Enum { .. }) => Form::Scalar,
            Some(Shape::Struct { fields, rest }) => {
                let fields = fields.iter().map(|field| &field.ty);
                let all = fields.chain(rest.iter().map(|(_, ty)| ty));
                let nested: Vec<&Type> = all.filter(|ty| has_parts(api, ty)).collect();
                match nested.iter().all(|ty| is_plain_list(api, ty)) {
                    true if nested.is_empty() => Form::Object,
                    true => Form::Listed,
                    false => Form::Nested,
                }
            }
            // What it is, is known when it is sent.
            Some(Shape::Union { .. } | Shape::Alias(_)) | None => Form::Open,
        },
        _ => Form::Scalar,
    }
}

/// Whether the values are lists of what is neither.
fn is_plain_list(api: &Api, ty: &Type) -> bool {
    matches!(api.plain(ty), Type::List(inner) if !has_parts(api, inner))
}

/// Whether the values are lists or objects.
fn has_parts(api: &Api, ty: &Type) -> bool {
    match api.plain(ty) {
        Type::List(_) | Type::Map(_) => true,
        Type::Named(id) => matches!(
            api.decl(*id).map(|decl| &decl.shape),
            Some(Shape::Newtype(_) | Shape::Struct { .. })
        ),
        _ => false,
    }
}
