//! Schemas whose only value is null: an alternative that is one makes its schema nullable.

use std::collections::BTreeSet;

use crate::limit::REFERENCES;
use crate::node::{Node, Value};
use crate::source::Pointer;

/// The references to such components, and to those that refer to them.
pub(super) fn references(root: &Node) -> BTreeSet<String> {
    let schemas = root.get("components").and_then(|components| components.get("schemas"));
    let entries = || schemas.and_then(Node::as_object).into_iter().flatten();
    let at = Pointer::root().child("components").child("schemas");
    let reference = |name: &String| at.child(name).to_string();
    let mut found: BTreeSet<String> = entries()
        .filter(|(_, entry)| is_null(&entry.node))
        .map(|(name, _)| reference(name))
        .collect();
    // What leads through more of them leads nowhere.
    for _ in 0..REFERENCES {
        let last = found.len();
        let leads = |node: &Node| {
            node.get("$ref").and_then(Node::as_str).is_some_and(|to| found.contains(to))
        };
        let more: Vec<_> = entries()
            .filter(|(_, entry)| leads(&entry.node))
            .map(|(name, _)| reference(name))
            .collect();
        found.extend(more);
        if found.len() == last {
            break;
        }
    }
    found
}

/// `enum: [null]`, the way of 3.0 to say it.
fn is_null(schema: &Node) -> bool {
    let values = schema.get("enum").and_then(Node::as_array);
    values.is_some_and(|values| matches!(values, [only] if only.value == Value::Null))
}
