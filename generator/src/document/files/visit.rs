//! Visits the references of a tree, whatever stands around them.

use super::locate::is_place;
use crate::document::mounted::FILES;
use crate::node::{Entry, Node, Value};

/// Keys whose values are examples or other data, in which a `$ref` is no reference.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "value"];

/// Keys of objects whose own keys are names.
const NAMED: [&str; 17] = [
    "$defs",
    "callbacks",
    "definitions",
    "dependentSchemas",
    "headers",
    "links",
    "mapping",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

/// What is done with a reference.
type Visit<'v> = dyn FnMut(&mut Node, bool) + 'v;

/// Visits the text of each `$ref`, and of each discriminator's value that names a place; and
/// whether it may be no reference, since it stands in an extension or in an example.
pub(in super::super) fn references(node: &mut Node, visit: &mut Visit<'_>) {
    let has_parts = has_parts(node);
    let Some(entries) = node.as_object_mut() else { return visit_all(node, false, visit) };
    for (key, entry) in entries {
        let is_mapping = key == "mapping" && has_texts(&entry.node);
        // The keys of a file that has parts for others are names, and may be any word.
        if !is_mapping && (DATA.contains(&key.as_str()) || key == "mapping") {
            let mut visit = |reference: &mut Node, may_be_data: bool| {
                visit(reference, may_be_data || !has_parts);
            };
            visit_all(&mut entry.node, false, &mut visit);
        } else {
            visit_entry(key, &mut entry.node, false, visit);
        }
    }
}

/// The same of a tree with its files.
pub(in super::super) fn everywhere(root: &mut Node, visit: &mut Visit<'_>) {
    let files = root.take(FILES);
    references(root, visit);
    if let Some(mut files) = files {
        for (_, entry) in files.node.as_object_mut().into_iter().flatten() {
            references(&mut entry.node, visit);
        }
        root.put_entry(FILES, files);
    }
}

/// Whether the keys of a file are names of parts: a Schema Object has texts and lists, too, or
/// says that it has properties or items.
fn has_parts(root: &Node) -> bool {
    let is_object = |entry: &Entry| entry.node.as_object().is_some();
    root.as_object().is_some_and(|entries| {
        entries.values().all(is_object)
            && !["properties", "items", "schema", "content"]
                .iter()
                .any(|key| entries.contains_key(*key))
    })
}

fn has_texts(node: &Node) -> bool {
    node.as_object().into_iter().flatten().all(|(_, entry)| entry.node.as_str().is_some())
}

fn visit_all(node: &mut Node, has_names: bool, visit: &mut Visit<'_>) {
    match &mut node.value {
        Value::Object(entries) => {
            for (key, entry) in entries {
                visit_entry(key, &mut entry.node, has_names, visit);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| visit_all(item, false, visit)),
        _ => {}
    }
}

fn visit_entry(key: &str, node: &mut Node, has_names: bool, visit: &mut Visit<'_>) {
    match key {
        // Nothing that a name stands for is text.
        "$ref" if node.as_str().is_some() => visit(node, false),
        "mapping" if !has_names => {
            let values = node.as_object_mut().into_iter().flatten();
            values
                .map(|(_, value)| &mut value.node)
                .filter(|value| value.as_str().is_some_and(is_place))
                .for_each(|value| visit(value, false));
        }
        _ if !has_names && DATA.contains(&key) => visit_data(key, node, visit),
        // An extension is read only where a reference leads into it.
        _ if !has_names && key.starts_with("x-") => {
            visit_all(node, false, &mut |reference: &mut Node, _| visit(reference, true));
        }
        _ => visit_all(node, !has_names && NAMED.contains(&key), visit),
    }
}

/// Visits a reference that stands in the place of an example, or of a list of values.
fn visit_data(key: &str, node: &mut Node, visit: &mut Visit<'_>) {
    match (key, &mut node.value) {
        ("example" | "value" | "examples" | "enum", Value::Object(entries))
            if entries.len() == 1 && entries.contains_key("$ref") =>
        {
            let reference = entries.get_mut("$ref").map(|entry| &mut entry.node);
            if let Some(reference) = reference.filter(|reference| reference.as_str().is_some()) {
                visit(reference, key != "enum");
            }
        }
        // Example Objects by their names.
        ("examples", Value::Object(entries)) => {
            for entry in entries.values_mut() {
                visit_data("example", &mut entry.node, visit);
                if let Some(value) = entry.node.get_mut("value") {
                    visit_data("value", value, visit);
                }
            }
        }
        _ => {}
    }
}
