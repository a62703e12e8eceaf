//! A key of ours where it stands, and what is wrong with it; and what stands around
//! a reference.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::place::Place;
use crate::node::{Entry, Node};

/// A warning about the value of a key of an object.
pub(super) fn wrong(
    place: &Place<'_>,
    key: &str,
    entry: &Entry,
    message: impl Into<String>,
) -> Diagnostic {
    let at = place.pointer().child(key);
    Diagnostic::warning(Code::InvalidExtension, at, entry.node.span, message)
}

/// Makes a reference the only part of a schema.
pub(super) fn around(node: &mut Node) {
    let span = node.span;
    if node.get("allOf").is_some() {
        return;
    }
    let Some(entry) = node.take("$ref") else { return };
    let key = entry.key;
    let mut reference = Node::object(span);
    reference.put_entry("$ref", entry);
    node.put_entry("allOf", Entry { key, node: Node::list(vec![reference], span) });
}
