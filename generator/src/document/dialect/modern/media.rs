//! Media types.

use std::collections::{BTreeMap, BTreeSet};

use super::conversion::{Modern, keep};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::place::Place;
use crate::document::reference::shape_at;
use crate::document::shape::Shape;
use crate::document::tables::modern::OPENAPI;
use crate::document::walk::Visited;
use crate::limit::{COPIES, REFERENCES};
use crate::node::{Node, Value};
use crate::source::{Pointer, Span};

/// The media type of server-sent events.
const EVENTS: &str = "text/event-stream";

impl Modern<'_> {
    pub(super) fn media_type(&mut self, node: &mut Node, place: &Place<'_>) {
        if let Some(entry) = node.take("itemSchema") {
            let is_json = matches!(place, Place::Key(_, "application/json"));
            if is_json && node.get("schema").is_none() {
                // OpenAPI 3.2.0, "Media Type Object": a list is a sequence, too.
                let span = entry.node.span;
                let mut list = Node::object(span).with("type", Node::text("array", span));
                list.put_entry("items", entry);
                node.put("schema", list);
            } else {
                keep(node, "itemSchema", entry);
            }
        }
        self.by_position(node, place);
        let is_multipart = matches!(place, Place::Key(_, key) if key.starts_with("multipart/"));
        if !is_multipart {
            return;
        }
        // OpenAPI 3.1.0, "Encoding Object": what nothing is said of is bytes.
        let properties = node.get_mut("schema").and_then(|schema| schema.get_mut("properties"));
        for (_, entry) in properties.and_then(Node::as_object_mut).into_iter().flatten() {
            let part = &mut entry.node;
            if part
                .as_object()
                .is_some_and(|entries| entries.keys().all(|key| key == "description"))
            {
                part.put("type", Node::text("string", part.span));
                part.put("format", Node::text("binary", part.span));
            }
        }
    }

    pub(super) fn encoding(&mut self, node: &mut Node, place: &Place<'_>) {
        if let Some(entry) = node.take("encoding") {
            let at = place.pointer().child("encoding");
            self.left_out(at, entry.key, "encodings of parts within parts are not read yet");
        }
        self.by_position(node, place);
    }

    fn by_position(&mut self, node: &mut Node, place: &Place<'_>) {
        for key in ["prefixEncoding", "itemEncoding"] {
            if let Some(entry) = node.take(key) {
                let at = place.pointer().child(key);
                self.left_out(at, entry.key, "encodings of parts by their places are not read yet");
            }
        }
    }

    fn left_out(&mut self, at: Pointer, span: Span, message: &str) {
        self.diagnostics.push(
            Diagnostic::note(Code::UnsupportedPart, at, span, message)
                .consequence("the parts are read and written without them")
                .help("name the parts: `multipart/form-data` with `encoding` is read"),
        );
    }
}

/// Takes the data of server-sent events for the JSON that it holds (OpenAPI 3.2.0, "Server-Sent
/// Event Streams"): an event is text, and its data is read before its type. A schema that is
/// shared can describe JSON elsewhere, and stays as it is.
pub(super) fn events(visited: &Visited, node: &mut Node, place: &Place<'_>) {
    let is_media_type = matches!(visited, Visited::Object("Media Type"));
    let is_events =
        matches!(place, Place::Key(_, key) if key.to_ascii_lowercase().starts_with(EVENTS));
    if is_media_type && is_events {
        node.get_mut("itemSchema").into_iter().for_each(hold);
    }
}

fn hold(event: &mut Node) {
    let data = event.get_mut("properties").and_then(|properties| properties.get_mut("data"));
    let is_json = |data: &&mut Node| {
        let media_type = data.get("contentMediaType").and_then(Node::as_str).unwrap_or_default();
        let media_type = media_type.to_ascii_lowercase();
        let is_json = media_type == "application/json" || media_type.ends_with("+json");
        is_json && data.get("contentEncoding").is_none()
    };
    if let Some(data) = data.filter(is_json)
        && let Some(mut held) = data.take("contentSchema")
    {
        if let Some(description) = data.take("description")
            && held.node.get("description").is_none()
            && held.node.get("$ref").is_none()
        {
            held.node.put_entry("description", description);
        }
        *data = held.node;
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        let parts = event.get_mut(key).and_then(Node::as_array_mut);
        parts.into_iter().flatten().for_each(hold);
    }
}

/// Puts shared media types in the places of the references at `spans`, since OpenAPI 3.0 has no
/// references to them.
pub(super) fn resolve(root: &mut Node, spans: &BTreeSet<Span>, diagnostics: &mut Diagnostics) {
    if spans.is_empty() {
        return;
    }
    let mut left = COPIES;
    let mut targets = BTreeMap::new();
    find(root, spans, &Pointer::root(), &mut |reference, at, span| {
        let target = targets.entry(reference.to_owned()).or_insert_with(|| follow(root, reference));
        if let Err(reason) = target {
            let message = format!("`{reference}` {reason}");
            let at = at.child("$ref");
            let diagnostic = Diagnostic::error(Code::UnresolvedReference, at, span, message);
            diagnostics.push(diagnostic.help("correct the reference, or add what it points to"));
        }
    });
    let mut problem = None;
    replace(root, spans, &mut |reference| {
        let copy = targets.get(reference)?.as_ref().ok()?.clone();
        left = left.checked_sub(copy.size()).or_else(|| {
            problem.get_or_insert(copy.span);
            None
        })?;
        Some(copy)
    });
    if let Some(span) = problem {
        let message = format!("copies of shared media types have more than {COPIES} nodes");
        let at = Pointer::root().child("components").child("mediaTypes");
        let diagnostic = Diagnostic::error(Code::LimitExceeded, at, span, message);
        diagnostics.push(diagnostic.help("give shared media types shared schemas by `$ref`"));
    }
}

/// The media type that a reference leads to, or else why it leads to none, as the end of a
/// sentence.
fn follow(root: &Node, reference: &str) -> Result<Node, String> {
    let mut reference = reference;
    for _ in 0..REFERENCES {
        let at = Pointer::parse(reference).ok_or("is no valid JSON pointer")?;
        let node = root.at(&at).ok_or("points to nothing")?;
        match shape_at(&at, &OPENAPI) {
            Some(Shape::Object(found) | Shape::RefOr(found)) if found.name == "Media Type" => {}
            Some(other) => {
                return Err(format!(
                    "leads to {}, and not to a Media Type Object",
                    other.describe()
                ));
            }
            // In an extension, or in another file.
            None if node.as_object().is_some() => {}
            None => return Err("leads to something that is not a Media Type Object".to_owned()),
        }
        match node.get("$ref").and_then(Node::as_str) {
            Some(next) => reference = next,
            None => return Ok(node.clone()),
        }
    }
    Err("leads through too many references, perhaps in a circle".to_owned())
}

fn find(
    node: &Node,
    spans: &BTreeSet<Span>,
    at: &Pointer,
    found: &mut dyn FnMut(&str, &Pointer, Span),
) {
    if let Some(text) = node.get("$ref").filter(|target| spans.contains(&target.span)) {
        return found(text.as_str().unwrap_or_default(), at, text.span);
    }
    match &node.value {
        Value::Object(entries) => {
            for (key, entry) in entries {
                find(&entry.node, spans, &at.child(key), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                find(item, spans, &at.index(index), found);
            }
        }
        _ => {}
    }
}

fn replace(node: &mut Node, spans: &BTreeSet<Span>, copy: &mut dyn FnMut(&str) -> Option<Node>) {
    let reference = node.get("$ref").filter(|target| spans.contains(&target.span));
    if let Some(reference) = reference.and_then(Node::as_str) {
        if let Some(copy) = copy(reference) {
            *node = copy;
        }
        return;
    }
    match &mut node.value {
        Value::Object(entries) => {
            entries.values_mut().for_each(|entry| replace(&mut entry.node, spans, copy));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, spans, copy)),
        _ => {}
    }
}
