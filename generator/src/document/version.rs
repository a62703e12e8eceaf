//! Which version of the specification a document follows.

mod foreign;

use std::fmt;

use super::shape::Object;
use super::tables;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, nearest};
use crate::node::{Node, Value};
use crate::source::{Pointer, Source, SourceId, Span};
use foreign::{by_keys, by_text};

/// The versions that are read. Those of one minor number differ in their wording alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dialect {
    /// Swagger 2.0, also known as OpenAPI 2.0.
    Swagger2,
    /// OpenAPI 3.0: what all others are brought to.
    V3_0,
    /// OpenAPI 3.1.
    V3_1,
    /// OpenAPI 3.2.
    V3_2,
}

impl fmt::Display for Dialect {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Swagger2 => "Swagger 2.0",
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        })
    }
}

impl Dialect {
    /// The table of the whole document.
    pub(super) fn table(self) -> &'static Object {
        match self {
            Self::Swagger2 => &tables::swagger::SWAGGER,
            Self::V3_0 => &tables::OPENAPI,
            Self::V3_1 | Self::V3_2 => &tables::modern::OPENAPI,
        }
    }
}

/// What a message proposes.
const PROPOSAL: &str = "write `swagger: \"2.0\"`, or `openapi:` with 3.0, 3.1 or 3.2, \
                        such as `openapi: 3.1.0`";

/// An error if a text is none of a document by its very beginning, where to say what is wrong with it as
/// YAML helps nobody.
pub(super) fn refuse_foreign(id: SourceId, source: &Source) -> Option<Diagnostic> {
    let found = by_text(source.text())?;
    let line = source.line_range(0);
    let end = u32::try_from(line.end).unwrap_or(u32::MAX);
    let span = Span { source: id, start: 0, end };
    let message = format!("this is {}, and no OpenAPI document", found.what);
    let error = Diagnostic::error(Code::UnsupportedVersion, Pointer::root(), span, message);
    Some(error.help(found.help))
}

/// The version of a document. `None` means that the diagnostics hold an error: it is not one
/// that is read.
pub(super) fn check(root: &Node, diagnostics: &mut Diagnostics) -> Option<Dialect> {
    let mut refuse = |pointer: Pointer, span: Span, message: String, help: &str| {
        let diagnostic = Diagnostic::error(Code::UnsupportedVersion, pointer, span, message);
        diagnostics.push(diagnostic.help(help));
    };
    let at_root = Pointer::root();
    let Value::Object(entries) = &root.value else {
        let message = format!("an OpenAPI document is an object, found {}", root.kind());
        let help = "check that this is the file that is meant: a document has `openapi`, `info` and \
                    `paths`";
        refuse(at_root, root.span, message, help);
        return None;
    };
    let found = ["swagger", "openapi"].into_iter().find_map(|key| Some((key, root.get(key)?)));
    let Some((key, version)) = found else {
        if let Some((key, found)) = by_keys(root) {
            let message = format!("this is {}, and no OpenAPI document", found.what);
            refuse(at_root.child(key), root.key_span_of(&at_root.child(key)), message, found.help);
            return None;
        }
        let message = "neither `openapi` nor `swagger` says which version this document follows";
        let near = nearest("openapi", entries.keys().map(String::as_str));
        match near.and_then(|near| Some((near, entries.get(near)?))) {
            Some((near, entry)) => {
                let help = format!("write `openapi` in the place of `{near}`");
                refuse(at_root.child(near), entry.key, message.to_owned(), &help);
            }
            None => {
                let start = Span { end: root.span.start, ..root.span };
                refuse(at_root, start, message.to_owned(), PROPOSAL);
            }
        }
        return None;
    };
    let text = written(version);
    let dialect = dialect(key, &text);
    if dialect.is_none() {
        let is_swagger = key == "swagger";
        let name = if is_swagger { "Swagger" } else { "OpenAPI" };
        // What follows Swagger 2.0 is called OpenAPI.
        let help = match self::dialect("openapi", &text) {
            Some(_) if is_swagger => format!("write `openapi: {text}`"),
            _ => PROPOSAL.to_owned(),
        };
        let message = format!("{name} {text} is not read");
        refuse(at_root.child(key), version.span, message, &help);
    }
    dialect
}

fn dialect(key: &str, text: &str) -> Option<Dialect> {
    // OpenAPI 3.1.0, "Versions": tooling that reads 3.1 reads all of 3.1.*.
    let minor = |minor: &str| {
        text.strip_prefix(minor).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    match key {
        "swagger" if text == "2" || minor("2.0") => Some(Dialect::Swagger2),
        "openapi" if minor("3.0") => Some(Dialect::V3_0),
        "openapi" if minor("3.1") => Some(Dialect::V3_1),
        "openapi" if minor("3.2") => Some(Dialect::V3_2),
        _ => None,
    }
}

fn written(version: &Node) -> String {
    match &version.value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => version.kind().to_owned(),
    }
}
