//! Which version of the specification a document follows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::{Node, Value};
use crate::source::Pointer;

/// `None` means that the diagnostics hold an error: the version is not one that is read.
pub(super) fn check(root: &Node, diagnostics: &mut Diagnostics) -> Option<()> {
    let refuse = |key: &str, message: String, help: &str| {
        let pointer = if key.is_empty() { Pointer::root() } else { Pointer::root().child(key) };
        let span = root.get(key).map_or(root.span, |node| node.span);
        Diagnostic::error(Code::UnsupportedVersion, pointer, span, message).help(help)
    };
    let Value::Object(_) = &root.value else {
        let message = format!("an OpenAPI document is an object, found {}", root.kind());
        diagnostics.push(refuse("", message, "begin with `openapi: 3.0.3`"));
        return None;
    };
    if let Some(version) = root.get("swagger") {
        let message = format!("Swagger {} is not supported yet", written(version));
        diagnostics.push(refuse(
            "swagger",
            message,
            "convert it to OpenAPI 3.0, for example with `swagger2openapi`",
        ));
        return None;
    }
    let Some(version) = root.get("openapi") else {
        let message =
            "neither `openapi` nor `swagger` says which version this document follows".to_owned();
        diagnostics.push(refuse(
            "",
            message,
            "begin with `openapi: 3.0.3`, if this is an OpenAPI document",
        ));
        return None;
    };
    let text = written(version);
    if text == "3.0" || text.starts_with("3.0.") {
        return Some(());
    }
    let message = format!("OpenAPI {text} is not supported yet");
    diagnostics.push(refuse("openapi", message, "documents of OpenAPI 3.0 are"));
    None
}

fn written(version: &Node) -> String {
    match &version.value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => version.kind().to_owned(),
    }
}
