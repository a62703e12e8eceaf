//! How the check says what is wrong.

use super::advice;
use super::run::Check;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::diagnostic::{near, nearest};
use crate::document::place::Place;
use crate::document::shape::{Field, Need, Object, Shape, with_article};
use crate::document::tables;
use crate::node::{Entry, Node, Value};
use crate::source::Span;

/// Fields that are documentation, and nothing else.
const WORDS: [&str; 11] = [
    "$comment",
    "contact",
    "description",
    "example",
    "examples",
    "externalDocs",
    "license",
    "links",
    "summary",
    "termsOfService",
    "title",
];

/// Words that say, where they belong, what is sent or received.
const MEANINGFUL: [&str; 24] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "content",
    "enum",
    "explode",
    "format",
    "headers",
    "in",
    "items",
    "name",
    "nullable",
    "oneOf",
    "parameters",
    "properties",
    "requestBody",
    "required",
    "responses",
    "schema",
    "security",
    "servers",
    "style",
    "type",
];

/// Methods and what holds them, which not all versions have.
const METHODS: [&str; 10] = [
    "additionaloperations",
    "delete",
    "get",
    "head",
    "options",
    "patch",
    "post",
    "put",
    "query",
    "trace",
];

impl Check<'_> {
    pub(super) fn missing(
        &mut self,
        field: &Field,
        object: &Object,
        place: &Place<'_>,
        span: Span,
    ) {
        let message =
            format!("`{}` is missing in {} Object", field.name, with_article(object.name));
        let help = format!("add `{}`: {} asks for it", field.name, self.dialect);
        if field.need == Need::Formal {
            let consequence = match field.shape {
                Shape::Text => "empty text is taken for it",
                _ => "an empty object is taken for it",
            };
            self.note(Code::MissingKey, place, span, message, consequence).help(help);
        } else {
            let diagnostic =
                Diagnostic::error(Code::MissingKey, place.pointer(), span, message).help(help);
            self.diagnostics.push(diagnostic);
        }
    }

    pub(super) fn refuse_value(&mut self, node: &Node, shape: &Shape, place: &Place<'_>) {
        let message = format!(
            "{} should be {}, found {}",
            place.subject(),
            shape.describe(),
            found(node, shape)
        );
        let diagnostic = Diagnostic::error(Code::WrongType, place.pointer(), node.span, message)
            .help(
                advice::of_value(node, shape, place)
                    .unwrap_or_else(|| format!("write {} here", shape.describe())),
            );
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn drop_value(&mut self, node: &Node, shape: &Shape, place: &Place<'_>) {
        let message = format!(
            "{} should be {}, found {}",
            place.subject(),
            shape.describe(),
            found(node, shape)
        );
        let help = advice::of_value(node, shape, place)
            .unwrap_or_else(|| format!("write {} here, or remove it", shape.describe()));
        match place.key().is_some_and(|key| WORDS.contains(&key)) {
            true => self.note(Code::WrongType, place, node.span, message, "it is ignored"),
            false => self.warn(Code::WrongType, place, node.span, message, "it is ignored"),
        }
        .help(help);
    }

    /// Something that is read as it is meant, or without which nothing is lost.
    pub(super) fn note(
        &mut self,
        code: Code,
        place: &Place<'_>,
        span: Span,
        message: String,
        consequence: &str,
    ) -> Held<'_> {
        let diagnostic =
            Diagnostic::note(code, place.pointer(), span, message).consequence(consequence);
        Held { diagnostics: self.diagnostics, diagnostic: Some(diagnostic) }
    }

    /// Says that a field is none of its object's. It is a warning where the word is nearly one of
    /// them, or means something elsewhere: then something is lost.
    pub(super) fn unknown(&mut self, key: &str, entry: &Entry, object: &Object, place: &Place<'_>) {
        let at = entry.key;
        let message =
            format!("`{key}` is no field of the {} Object of {}", object.name, self.dialect);
        let reference = tables::referable(object.name).map(|_| "$ref");
        let near = nearest(key, object.fields().map(|field| field.name).chain(reference));
        let instead = advice::of_field(key, &entry.node, object, self.dialect);
        let is_method =
            object.name == "Path Item" && METHODS.contains(&key.to_lowercase().as_str());
        // A path, a status: what stands below such a name is lost.
        let is_name = object.others.is_some();
        let is_lost = near.is_some()
            || instead.is_some()
            || is_name
            || is_method
            || MEANINGFUL.contains(&key);
        let diagnostic = match is_lost {
            true => self.warn(Code::UnknownKey, place, at, message, "it is ignored"),
            false => self.note(Code::UnknownKey, place, at, message, "it is ignored"),
        };
        match (instead, near) {
            (Some(help), _) => diagnostic.help(help),
            (None, Some(name)) => diagnostic.help(format!("did you mean `{name}`?")),
            (None, None) => {
                diagnostic.help("remove it, or begin its name with `x-` if it is an extension");
            }
        }
    }

    /// Says that a `$ref` names nothing. YAML 1.2.2, section 6.6: a `#` behind a blank begins a comment.
    pub(super) fn no_reference(&mut self, entry: &Entry, place: &Place<'_>) {
        let (message, help) = match entry.node.value {
            Value::Null => (
                "`$ref` has no value".to_owned(),
                "put what it names in quotes, as in `$ref: '#/components/schemas/Pet'`: behind a \
                 blank, `#` begins a comment",
            ),
            _ => (
                format!("`$ref` should be text, found {}", entry.node.kind()),
                "write a reference here, such as `'#/components/schemas/Pet'`",
            ),
        };
        self.warn(Code::WrongType, place, entry.key, message, "it is ignored").help(help);
    }

    pub(super) fn warn(
        &mut self,
        code: Code,
        place: &Place<'_>,
        span: Span,
        message: String,
        consequence: &str,
    ) -> Held<'_> {
        let diagnostic =
            Diagnostic::warning(code, place.pointer(), span, message).consequence(consequence);
        Held { diagnostics: self.diagnostics, diagnostic: Some(diagnostic) }
    }
}

/// A warning that waits for its help.
pub(super) struct Held<'a> {
    diagnostics: &'a mut Diagnostics,
    diagnostic: Option<Diagnostic>,
}

impl Held<'_> {
    pub(super) fn help(mut self, help: impl Into<String>) {
        if let Some(diagnostic) = self.diagnostic.take() {
            self.diagnostics.push(diagnostic.help(help));
        }
    }
}

/// What stands in a place: its kind, or the word where one of some words is wanted.
fn found(node: &Node, shape: &Shape) -> String {
    match (shape, node.as_str()) {
        (Shape::OneOf(known), Some(word)) => {
            format!("`{word}`{}", near(word, known.iter().copied()))
        }
        _ => node.kind().to_owned(),
    }
}
