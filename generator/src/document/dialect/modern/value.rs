//! Keywords of single values: JSON Schema 2020-12 Validation.

use super::conversion::{Modern, said_last};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::place::Place;
use crate::node::{Entry, Node, Value};

/// The exclusive bounds, the bounds that they were marks of, and whether they are lower ones.
pub(in super::super) const BOUNDS: [(&str, &str, bool); 2] =
    [("exclusiveMinimum", "minimum", true), ("exclusiveMaximum", "maximum", false)];

impl Modern<'_> {
    /// A keyword of OpenAPI 3.0 that real documents go on with.
    pub(super) fn nullable(&mut self, node: &mut Node, place: &Place<'_>) {
        // The extension says the same, and is in no version.
        match node.entry("x-nullable").cloned() {
            Some(mark) if mark.node.as_bool() == Some(true) => {
                node.take("x-nullable");
                node.put_entry("nullable", mark);
                return;
            }
            // What takes null out of the values stays: a type can have brought it in.
            Some(mark) if mark.node.as_bool() == Some(false) => {
                node.take("nullable");
                return;
            }
            _ => {}
        }
        let Some(entry) = node.take("nullable") else { return };
        let is_nullable = entry.node.as_bool() == Some(true);
        let message = "`nullable` is a keyword of OpenAPI 3.0, and of no later version";
        let consequence =
            if is_nullable { "null is taken for a value nevertheless" } else { "it is ignored" };
        let at = place.pointer().child("nullable");
        self.diagnostics.push(
            Diagnostic::note(Code::UnknownKey, at, entry.key, message)
                .consequence(consequence)
                .help("write `type: [string, \"null\"]`, with the type in place of `string`"),
        );
        if is_nullable {
            node.put_entry("nullable", entry);
        }
    }

    /// Section 6.2: an exclusive bound is a number of its own, and was a mark in OpenAPI 3.0.
    pub(super) fn bounds(&mut self, node: &mut Node, place: &Place<'_>) {
        for (exclusive, inclusive, is_lower) in BOUNDS {
            let Some(entry) = node.take(exclusive) else { continue };
            if let Value::Bool(_) = entry.node.value {
                let message = format!("`{exclusive}` is a number since OpenAPI 3.1");
                let at = place.pointer().child(exclusive);
                self.diagnostics.push(
                    Diagnostic::note(Code::WrongType, at, entry.key, message)
                        .consequence(format!("it is read as in OpenAPI 3.0: about `{inclusive}`"))
                        .help(format!("write the bound itself here, in place of `{inclusive}`")),
                );
                node.put_entry(exclusive, entry);
                continue;
            }
            node.put_entry(exclusive, entry);
            exclusive_bound(node, exclusive, inclusive, is_lower);
        }
    }
}

/// An exclusive bound that is a number as a mark of the other bound, if it is the narrower one.
pub(in super::super) fn exclusive_bound(
    node: &mut Node,
    exclusive: &str,
    inclusive: &str,
    is_lower: bool,
) {
    let Some(entry) = node.take(exclusive) else { return };
    let number = |node: &Node| match &node.value {
        Value::Number(number) => number.as_f64(),
        _ => None,
    };
    let (own, other) = (number(&entry.node), node.get(inclusive).and_then(number));
    let is_narrower = match (own, other) {
        (Some(own), Some(other)) if is_lower => own >= other,
        (Some(own), Some(other)) => own <= other,
        _ => true,
    };
    if is_narrower {
        let key = entry.key;
        node.put_entry(inclusive, entry);
        node.put(exclusive, Node::boolean(true, key));
    }
}

/// JSON Schema 2020-12 Validation, section 6.1.3: the same as an `enum` with a single value.
pub(in super::super) fn constant(
    node: &mut Node,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(entry) = node.take("const") else { return };
    let span = entry.node.span;
    match &entry.node.value {
        Value::Null => {
            node.take("type");
            node.put("type", Node::text("null", span));
        }
        Value::Array(_) | Value::Object(_) => {
            let kind = if entry.node.as_array().is_some() { "array" } else { "object" };
            if node.get("type").is_none() {
                node.put("type", Node::text(kind, span));
            }
            let json = entry.node.to_json();
            said_last(node, &format!("Always `{json}`."));
            let message = "a constant list or object has no type of its own";
            let at = place.pointer().child("const");
            diagnostics.push(
                Diagnostic::note(Code::UnsupportedSchema, at, entry.key, message)
                    .consequence("any such value is taken; the documentation shows the one")
                    .help("nothing needs to be done: the server checks the value"),
            );
        }
        _ => {
            let list = Node::list(vec![entry.node], span);
            node.put_entry("enum", Entry { key: entry.key, node: list });
        }
    }
}

/// JSON Schema 2020-12 Validation, section 8: what a text holds.
pub(super) fn content(node: &mut Node) {
    let encoding = node.take("contentEncoding");
    let media_type = node.take("contentMediaType");
    if encoding.is_none() && media_type.is_none() {
        return;
    }
    let word = |entry: &Option<Entry>| {
        entry.as_ref().and_then(|entry| entry.node.as_str()).unwrap_or_default().to_lowercase()
    };
    let (encoding_word, media_word) = (word(&encoding), word(&media_type));
    let is_text = media_word.starts_with("text/")
        || ["json", "xml", "yaml"].iter().any(|end| media_word.ends_with(end));
    let format = match encoding_word.as_str() {
        "base64" => Some("byte"),
        "base64url" => Some("base64url"),
        "binary" => Some("binary"),
        // OpenAPI 3.1.0, "Considerations for File Uploads": without an encoding, bytes as they are.
        "" if !is_text => Some("binary"),
        _ => None,
    };
    let span = node.span;
    if node.get("type").is_none() {
        node.put("type", Node::text("string", span));
    }
    if let Some(format) = format.filter(|_| node.get("format").is_none()) {
        node.put("format", Node::text(format, span));
    }
    if format == Some("base64url") {
        said_last(node, "Bytes in base64url (RFC 4648, section 5).");
    }
    if !media_word.is_empty() && format != Some("binary") {
        said_last(node, &format!("Holds `{media_word}`."));
    }
}

/// The first example that can be shown.
pub(in super::super) fn example(node: &mut Node) {
    let Some(entry) = node.take("examples") else { return };
    let values = entry.node.as_array().unwrap_or_default();
    let is_scalar = |value: &&Node| matches!(value.value, Value::String(_) | Value::Number(_));
    if let Some(value) = values.iter().find(is_scalar).filter(|_| node.get("example").is_none()) {
        node.put("example", value.clone());
    }
}
