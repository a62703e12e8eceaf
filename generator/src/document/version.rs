//! Which version of the specification a document follows.

use std::fmt;

use super::shape::Object;
use super::tables;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::{Node, Value};
use crate::source::Pointer;

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

/// The version of a document. `None` means that the diagnostics hold an error: it is not one
/// that is read.
pub(super) fn check(root: &Node, diagnostics: &mut Diagnostics) -> Option<Dialect> {
    let mut refuse = |key: &str, message: String| {
        let pointer = if key.is_empty() { Pointer::root() } else { Pointer::root().child(key) };
        let span = root.get(key).map_or(root.span, |node| node.span);
        let diagnostic = Diagnostic::error(Code::UnsupportedVersion, pointer, span, message);
        diagnostics.push(diagnostic.help(PROPOSAL));
    };
    let Value::Object(_) = &root.value else {
        refuse("", format!("an OpenAPI document is an object, found {}", root.kind()));
        return None;
    };
    let found = ["swagger", "openapi"].into_iter().find_map(|key| Some((key, root.get(key)?)));
    let Some((key, version)) = found else {
        let message = "neither `openapi` nor `swagger` says which version this document follows";
        refuse("", message.to_owned());
        return None;
    };
    let text = written(version);
    let dialect = dialect(key, &text);
    if dialect.is_none() {
        let name = if key == "swagger" { "Swagger" } else { "OpenAPI" };
        refuse(key, format!("{name} {text} is not read"));
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
