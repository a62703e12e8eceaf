//! Visits the references of a tree, whatever stands around them.

use super::locate::is_place;
use crate::document::mounted::FILES;
use crate::document::place::Place;
use crate::node::{Entry, Node, Value};
use crate::source::Pointer;

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

/// What is done with a reference: its text, whether it may be no reference, since it stands in an
/// extension or in an example, and its place.
type Visit<'v> = dyn FnMut(&Node, bool, &Place<'_>) + 'v;

/// What the text of a reference becomes; nothing where it stays.
type Rewrite<'v> = dyn FnMut(&Node, bool) -> Option<String> + 'v;

/// Visits the text of each `$ref`, and of each discriminator's value that names a place.
pub(in super::super) fn references(node: &Node, visit: &mut Visit<'_>) {
    of_file(node, &Place::Root, visit);
}

/// The same of a tree with its files.
pub(in super::super) fn everywhere(root: &Node, visit: &mut Visit<'_>) {
    references(root, visit);
    for (name, entry) in root.get(FILES).and_then(Node::as_object).into_iter().flatten() {
        of_file(&entry.node, &Place::Key(&Place::Key(&Place::Root, FILES), name), visit);
    }
}

/// Gives references other texts.
pub(in super::super) fn rewrite(node: &mut Node, rewrite: &mut Rewrite<'_>) {
    let mut found = Vec::new();
    references(node, &mut |reference, may_be_data, place| {
        found.extend(rewrite(reference, may_be_data).map(|text| (place.pointer(), text)));
    });
    replace(node, found);
}

/// The same in a tree with its files.
pub(in super::super) fn rewrite_everywhere(root: &mut Node, rewrite: &mut Rewrite<'_>) {
    let mut found = Vec::new();
    everywhere(root, &mut |reference, may_be_data, place| {
        found.extend(rewrite(reference, may_be_data).map(|text| (place.pointer(), text)));
    });
    replace(root, found);
}

fn replace(root: &mut Node, texts: Vec<(Pointer, String)>) {
    for (at, text) in texts {
        if let Some(reference) = root.at_mut(&at) {
            reference.value = Value::String(text);
        }
    }
}

fn of_file(node: &Node, place: &Place<'_>, visit: &mut Visit<'_>) {
    let has_parts = has_parts(node);
    let Some(entries) = node.as_object() else { return visit_all(node, place, false, visit) };
    for (key, entry) in entries.iter().filter(|(key, _)| *key != FILES) {
        let (node, place) = (&entry.node, Place::Key(place, key));
        let is_mapping = key == "mapping" && has_texts(node);
        // The keys of a file that has parts for others are names, and may be any word.
        if !is_mapping && (DATA.contains(&key.as_str()) || key == "mapping") {
            let mut visit = |reference: &Node, may_be_data: bool, place: &Place<'_>| {
                visit(reference, may_be_data || !has_parts, place);
            };
            visit_all(node, &place, false, &mut visit);
        } else {
            visit_entry(key, node, &place, false, visit);
        }
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

fn visit_all(node: &Node, place: &Place<'_>, has_names: bool, visit: &mut Visit<'_>) {
    for (key, entry) in node.as_object().into_iter().flatten() {
        visit_entry(key, &entry.node, &Place::Key(place, key), has_names, visit);
    }
    for (index, item) in node.as_array().into_iter().flatten().enumerate() {
        visit_all(item, &Place::Index(place, index), false, visit);
    }
}

fn visit_entry(key: &str, node: &Node, place: &Place<'_>, has_names: bool, visit: &mut Visit<'_>) {
    match key {
        // Nothing that a name stands for is text.
        "$ref" if node.as_str().is_some() => visit(node, false, place),
        "mapping" if !has_names => {
            for (key, value) in node.as_object().into_iter().flatten() {
                if value.node.as_str().is_some_and(is_place) {
                    visit(&value.node, false, &Place::Key(place, key));
                }
            }
        }
        _ if !has_names && DATA.contains(&key) => visit_data(key, node, place, visit),
        // An extension is read only where a reference leads into it.
        _ if !has_names && key.starts_with("x-") => {
            let mut visit =
                |reference: &Node, _: bool, place: &Place<'_>| visit(reference, true, place);
            visit_all(node, place, false, &mut visit);
        }
        _ => visit_all(node, place, !has_names && NAMED.contains(&key), visit),
    }
}

/// Visits a reference that stands in the place of an example, or of a list of values.
fn visit_data(key: &str, node: &Node, place: &Place<'_>, visit: &mut Visit<'_>) {
    let Some(entries) = node.as_object() else { return };
    let alone = entries.get("$ref").filter(|_| entries.len() == 1);
    match (key, alone) {
        ("example" | "value" | "examples" | "enum", Some(entry))
            if entry.node.as_str().is_some() =>
        {
            visit(&entry.node, key != "enum", &Place::Key(place, "$ref"));
        }
        // Example Objects by their names.
        ("examples", None) => {
            for (key, entry) in entries {
                let place = Place::Key(place, key);
                visit_data("example", &entry.node, &place, visit);
                if let Some(value) = entry.node.get("value") {
                    visit_data("value", value, &Place::Key(&place, "value"), visit);
                }
            }
        }
        _ => {}
    }
}
