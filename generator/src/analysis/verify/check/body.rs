//! Bodies: their media types, whether they are there, and what is in them.

use serde_json::Value;

use super::super::contract::Content;
use super::super::exchange::{Body, Message, Pair};
use super::super::kind::Kind;
use super::super::recording::pairs;
use super::super::secret::REDACTED;
use super::fault::{Outcome, Spot};
use super::finding::{Finding, Part};
use super::text::{object, single};
use super::value::Walker;
use crate::node::Node;
use crate::source::Pointer;

/// What is documented of a body.
pub(super) struct Expected<'c> {
    /// Where it is said.
    pub(super) origin: &'c Pointer,
    pub(super) contents: &'c [Content],
    /// Whether the body has to be there.
    pub(super) required: bool,
    /// Whether a body that nobody documents is for people: that of a redirect (RFC 9110, section
    /// 15.4).
    pub(super) is_note: bool,
}

/// Compares the body of a message. `part` says what it is in, by its media type.
pub(super) fn check(
    walker: &mut Walker<'_, '_>,
    message: &Message,
    expected: &Expected<'_>,
    part: &dyn Fn(&str) -> Part,
    outcome: &mut Outcome,
) -> Vec<Finding> {
    let media_type = message.media_type().map(essence);
    let shown = media_type.clone().unwrap_or_default();
    let new = |kind, subject: &str| Finding {
        kind,
        origin: expected.origin.clone(),
        part: part(&shown),
        at: String::new(),
        subject: subject.to_owned(),
        value: None,
        is_secret: false,
    };
    match &message.body {
        Body::Unrecorded => {
            outcome.seen.not_read("bodies that the recording does not have");
            return Vec::new();
        }
        Body::Empty if expected.required && !expected.contents.is_empty() => {
            return vec![new(Kind::MissingBody, &shown)];
        }
        Body::Empty => return Vec::new(),
        Body::Unreadable(reason) => {
            outcome.seen.not_read(format!("a body, of which {reason}"));
            return Vec::new();
        }
        Body::Bytes(_) | Body::Form(_) => {}
    }
    if expected.contents.is_empty() && expected.is_note {
        return Vec::new();
    }
    if expected.contents.is_empty() {
        return vec![Finding { value: raw(message), ..new(Kind::UndocumentedBody, &shown) }];
    }
    let Some(content) = content(expected.contents, media_type.as_deref()) else {
        return vec![Finding { value: raw(message), ..new(Kind::UndocumentedMediaType, &shown) }];
    };
    let media_type = media_type.unwrap_or_else(|| essence(&content.media_type));
    let Some(schema) = content.schema.as_ref().filter(|schema| !is_bytes(walker, schema)) else {
        return Vec::new();
    };
    match value(walker, &message.body, &media_type, schema) {
        Read::Value(value) => {
            let mut own = Outcome::default();
            walker.walk(&value, schema, &Spot::default(), &mut own);
            outcome.seen.add(own.seen);
            Finding::all(own.faults, &part(&media_type)).collect()
        }
        Read::Malformed => {
            vec![Finding {
                origin: content.origin.clone(),
                ..new(Kind::MalformedBody, &media_type)
            }]
        }
        Read::Unread => {
            outcome.seen.not_read(format!("bodies of {media_type}"));
            Vec::new()
        }
    }
}

/// Whether a schema is of bytes, whatever they are said to be.
fn is_bytes(walker: &Walker<'_, '_>, schema: &Pointer) -> bool {
    let found = walker.tree().resolve(schema);
    found.is_some_and(|(_, node)| {
        node.get("format").and_then(Node::as_str).is_some_and(|format| format == "binary")
    })
}

/// A media type without its parameters, in small letters.
pub(super) fn essence(written: &str) -> String {
    written.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// The body of a message as a value, of whatever form; none where it is none.
pub(super) fn raw(message: &Message) -> Option<Value> {
    let Body::Bytes(bytes) = &message.body else { return None };
    let text = || std::str::from_utf8(bytes).map(Value::from).ok();
    serde_json::from_slice(bytes).ok().or_else(text)
}

/// What is documented of a media type: itself, or else its range (OpenAPI 3.0, "Response Object":
/// the most specific key).
fn content<'c>(contents: &'c [Content], media_type: Option<&str>) -> Option<&'c Content> {
    let Some(media_type) = media_type else { return contents.first() };
    let range = media_type.split_once('/').map(|(group, _)| format!("{group}/*"));
    let named = |wanted: &str| contents.iter().find(|one| essence(&one.media_type) == wanted);
    let range = || range.as_deref().and_then(named);
    named(media_type).or_else(range).or_else(|| named("*/*"))
}

enum Read {
    Value(Value),
    /// It is not what its media type says.
    Malformed,
    /// Nothing is known of what such bodies hold.
    Unread,
}

fn value(walker: &mut Walker<'_, '_>, body: &Body, media_type: &str, schema: &Pointer) -> Read {
    let is_json = media_type.ends_with("/json") || media_type.ends_with("+json");
    let is_form = media_type == "application/x-www-form-urlencoded";
    match body {
        Body::Bytes(bytes) if is_json => match serde_json::from_slice(bytes) {
            Ok(value) => Read::Value(value),
            // A number that is a secret is none any more.
            Err(_) if String::from_utf8_lossy(bytes).contains(REDACTED) => Read::Unread,
            Err(_) => Read::Malformed,
        },
        Body::Bytes(bytes) if is_form => {
            let text = String::from_utf8_lossy(bytes);
            Read::Value(object(walker, &fields(&pairs(&text)), schema))
        }
        Body::Form(pairs) if is_form || media_type == "multipart/form-data" => {
            Read::Value(object(walker, &fields(pairs), schema))
        }
        Body::Bytes(bytes) if media_type == "text/plain" => match std::str::from_utf8(bytes) {
            Ok(text) => Read::Value(single(walker, text, schema)),
            Err(_) => Read::Unread,
        },
        _ => Read::Unread,
    }
}

fn fields(pairs: &[Pair]) -> Vec<(String, String)> {
    let field = |pair: &Pair| (pair.name.clone(), pair.value.clone().unwrap_or_default());
    pairs.iter().map(field).collect()
}
