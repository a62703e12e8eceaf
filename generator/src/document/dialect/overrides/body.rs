//! `x-body`: how a body is read, whatever its media type says. What is said of a response or a
//! request body is said of each of its media types.

use super::marked::wrong;
use crate::diagnostic::Diagnostics;
use crate::document::place::Place;
use crate::document::version::Dialect;
use crate::node::{Entry, Node};

/// The extension, on media types, responses and request bodies.
pub(super) const BODY: &str = "x-body";

const BYTES: &str = "bytes";

/// The statuses of responses that have no content.
const EMPTY: [&str; 3] = ["204", "205", "304"];

/// What it can say, and the media type of a response that says nothing else of its body.
const WORDS: [(&str, &str); 3] =
    [(BYTES, "*/*"), ("json-lines", "application/x-ndjson"), ("events", "text/event-stream")];

/// The mark of an object and the media type that says the same; one that says nothing is told of, and is none.
pub(super) fn check(
    node: &Node,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<(Entry, &'static str)> {
    let entry = node.entry(BODY)?;
    let word = entry.node.as_str();
    if let Some((_, media_type)) = WORDS.iter().find(|(known, _)| word == Some(known)) {
        return Some((entry.clone(), media_type));
    }
    let words: Vec<String> = WORDS.iter().map(|(word, _)| format!("`{word}`")).collect();
    let message = format!("`{BODY}` is none of {}", words.join(", "));
    diagnostics.push(
        wrong(place, BODY, entry, message)
            .consequence("the body is read as its media type says")
            .help("write `bytes` where it is to be kept as it is"),
    );
    None
}

/// Gives the media types of a response what is said of it.
pub(super) fn of_response(
    dialect: Dialect,
    node: &mut Node,
    place: &Place<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some((entry, media_type)) = check(node, place, diagnostics) else { return };
    // RFC 9110, section 6.4.1: they have no content.
    if place.key().is_some_and(|status| EMPTY.contains(&status)) {
        diagnostics.push(
            wrong(place, BODY, &entry, format!("`{BODY}` stands where there is never a body"))
                .consequence("nothing is read of it")
                .help("write it on the response that has one, such as `200`"),
        );
        return;
    }
    if dialect == Dialect::Swagger2 {
        // OpenAPI 2.0, "Response Object": without a schema, the response has no content.
        if node.get("schema").is_none() {
            node.put("schema", Node::object(entry.node.span));
        }
        return;
    }
    let is_described =
        node.get("content").and_then(Node::as_object).is_some_and(|all| !all.is_empty());
    if !is_described {
        let span = entry.node.span;
        node.put("content", Node::object(span).with(media_type, Node::object(span)));
    }
    of_content(node, &entry);
}

/// Gives the media types of a request body what is said of it.
pub(super) fn of_request(node: &mut Node, place: &Place<'_>, diagnostics: &mut Diagnostics) {
    if let Some((entry, _)) = check(node, place, diagnostics)
        && is_sent(&entry, place, diagnostics)
    {
        of_content(node, &entry);
    }
    let content = node.get("content").and_then(Node::as_object);
    let all = Place::Key(place, "content");
    for (media_type, value) in content.into_iter().flatten() {
        if let Some(entry) = value.node.entry(BODY)
            && WORDS.iter().any(|(word, _)| entry.node.as_str() == Some(word))
        {
            is_sent(entry, &Place::Key(&all, media_type), diagnostics);
        }
    }
}

/// Whether a body can be sent so; that it cannot is told.
fn is_sent(entry: &Entry, place: &Place<'_>, diagnostics: &mut Diagnostics) -> bool {
    let is_sent = entry.node.as_str() == Some(BYTES);
    if !is_sent {
        diagnostics.push(
            wrong(place, BODY, entry, "a body is sent as a whole")
                .consequence("it is written as its media type says")
                .help("write `bytes`, and give the call what is sent"),
        );
    }
    is_sent
}

fn of_content(node: &mut Node, entry: &Entry) {
    let content = node.get_mut("content").and_then(Node::as_object_mut);
    for value in content.into_iter().flatten().map(|(_, value)| &mut value.node) {
        if value.as_object().is_some() && value.get(BODY).is_none() {
            value.put_entry(BODY, entry.clone());
        }
    }
}

/// Tells of a mark beside a reference, which others refer to as well.
pub(super) fn of_reference(node: &Node, place: &Place<'_>, diagnostics: &mut Diagnostics) {
    let Some(entry) = node.entry(BODY) else { return };
    diagnostics.push(
        wrong(place, BODY, entry, format!("`{BODY}` stands beside a reference"))
            .consequence("it is not read: what is referred to is the same everywhere")
            .help("write it where the body is described"),
    );
}
