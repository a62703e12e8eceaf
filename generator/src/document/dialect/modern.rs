//! OpenAPI 3.1 and 3.2 to OpenAPI 3.0.

mod conversion;
mod reference;
mod security;
pub(super) mod types;
pub(super) mod value;
mod media;
mod schema;
mod parameter;
mod operation;
mod webhook;

use std::collections::BTreeSet;

use self::conversion::{Modern, Mutual, keep, said_last};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::place::Place;
use crate::document::tables::modern::OPENAPI;
use crate::document::walk::{Visited, walk};
use crate::node::{Entry, Node};
use crate::source::Pointer;

/// The dialects of JSON Schema that are read: that of OpenAPI 3.1 and 3.2, and the one that it
/// stands on.
const DIALECTS: [&str; 3] = [
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://spec.openapis.org/oas/3.2/dialect/",
    "https://json-schema.org/draft/2020-12/schema",
];

/// Makes references by `$self`, `$id` and anchors references by places.
pub(super) fn resolve(root: &mut Node, diagnostics: &mut Diagnostics) {
    reference::resolve(root, diagnostics);
}

/// Rewrites a whole document.
pub(super) fn convert(root: &mut Node, diagnostics: &mut Diagnostics) {
    let links = reference::resolve(root, diagnostics);
    let mut modern =
        Modern { diagnostics, mutual: Mutual::default(), media_types: BTreeSet::new() };
    modern.mutual(root);
    walk(root, &OPENAPI, &mut |visited, node, place| media::events(visited, node, place));
    walk(root, &OPENAPI, &mut |visited, node, place| modern.visit(visited, node, place));
    media::resolve(root, &modern.media_types, modern.diagnostics);
    modern.whole(root);
    // Webhooks take schemas from where references lead to.
    links.relocate(root);
    modern.webhooks(root);
    links.relocate(root);
}

impl Modern<'_> {
    fn visit(&mut self, visited: &Visited, node: &mut Node, place: &Place<'_>) {
        match visited {
            // What stands beside a `$ref` says nothing that a type or a method would show.
            Visited::Reference(of) => {
                node.take("summary");
                node.take("description");
                if let Some(target) = node.get("$ref").filter(|_| *of == "Media Type") {
                    self.media_types.insert(target.span);
                }
            }
            Visited::Object(name) => match *name {
                "Schema" => self.schema(node, place),
                "Parameter" => self.parameter(node, place),
                "Media Type" => self.media_type(node, place),
                "Encoding" => self.encoding(node, place),
                "Example" => example(node),
                "Response" => response(node),
                "Operation" => self.operation(node),
                "Path Item" => self.path_item(node, place),
                "Security Scheme" => security::scheme(node),
                "Info" => {
                    said_first(node, "summary");
                    if let Some(license) = node.get_mut("license")
                        && let Some(identifier) = license.take("identifier")
                    {
                        keep(license, "identifier", identifier);
                    }
                }
                "Tag" => tag(node),
                "Server" => said_first(node, "name"),
                _ => {}
            },
        }
    }

    /// What the document says beside its parts.
    fn whole(&mut self, root: &mut Node) {
        let span = root.span;
        if let Some(entry) = root.take("jsonSchemaDialect") {
            self.dialect(&entry, Pointer::root().child("jsonSchemaDialect"));
        }
        root.take("$self");
        if root.get("paths").is_none() {
            root.put("paths", Node::object(span));
        }
        let moved = ["pathItems", "mediaTypes"].map(|kind| {
            let components = root.get_mut("components");
            (kind, components.and_then(|components| components.take(kind)))
        });
        for (kind, entry) in moved {
            if let Some(entry) = entry {
                keep(root, kind, entry);
            }
        }
    }

    /// Schemas of another dialect may mean other things by the same words.
    fn dialect(&mut self, entry: &Entry, at: Pointer) {
        let written = entry.node.as_str().unwrap_or_default().trim_end_matches('#');
        if !DIALECTS.iter().any(|known| written.starts_with(known)) {
            let message = format!("`{written}` is a dialect of JSON Schema that is not known");
            self.diagnostics.push(
                Diagnostic::warning(Code::UnsupportedSchema, at, entry.node.span, message)
                    .consequence("the schemas are read as JSON Schema 2020-12")
                    .help("remove it, if they mean what JSON Schema 2020-12 says"),
            );
        }
    }
}

/// Puts a short text before the description.
fn said_first(node: &mut Node, key: &str) {
    let Some(entry) = node.take(key) else { return };
    let short = entry.node.as_str().unwrap_or_default().trim_end();
    match node.get("description").and_then(Node::as_str) {
        _ if short.is_empty() => {}
        Some(long) => {
            node.put("description", Node::text(format!("{short}\n\n{long}"), entry.node.span))
        }
        None => node.put("description", entry.node),
    }
}

/// OpenAPI 3.2.0, "Tag Object".
fn tag(node: &mut Node) {
    said_first(node, "summary");
    node.take("kind");
    if let Some(parent) = node.take("parent") {
        said_last(node, &format!("Part of `{}`.", parent.node.as_str().unwrap_or_default()));
    }
}

/// OpenAPI 3.2.0, "Response Object": the description may be missing.
fn response(node: &mut Node) {
    said_first(node, "summary");
    if node.get("description").is_none() {
        node.put("description", Node::text("", node.span));
    }
}

/// OpenAPI 3.2.0, "Example Object": `dataValue` is what `value` was meant to be.
fn example(node: &mut Node) {
    let (data, serialized) = (node.take("dataValue"), node.take("serializedValue"));
    if let Some(value) = data.or(serialized).filter(|_| node.get("value").is_none()) {
        node.put_entry("value", value);
    }
}
