//! The discriminator of a value that is sent.

use super::alternative::Alternative;
use crate::json::large::parse;
use crate::json::{JsonError, JsonWriter, Parts, ToJson};

/// Writes an object with its discriminator, which a type need not have as a property of its own.
/// One that stands for another of the types is not sent: the other side would read it as that. One
/// that stands for none may be known to the server.
pub fn write_tagged<T: ToJson>(
    json: &mut JsonWriter,
    value: &T,
    tag: &'static str,
    alternatives: &[Alternative],
    index: usize,
) {
    let start = json.len();
    value.write_json(json);
    tagged(json, start, tag, alternatives, index);
}

/// The same for the value that was written from a place on.
fn tagged(
    json: &mut JsonWriter,
    start: usize,
    tag: &str,
    alternatives: &[Alternative],
    index: usize,
) {
    let written = json.text().get(start..).unwrap_or_default();
    let Some(alternative) = alternatives.get(index).filter(|_| written.starts_with('{')) else {
        return;
    };
    let Some(own) = alternative.tag() else { return };
    let name = JsonWriter::of(tag);
    let Some((_, found)) = Parts::of(written).find(|(known, _)| *known == name.text()) else {
        let start = start + "{".len();
        let is_only = written == "{}";
        let mut first = JsonWriter::default();
        first.property(0, tag);
        own.write_json(&mut first);
        if !is_only {
            first.item(0);
        }
        return json.insert(start, first.text());
    };
    let Ok(found) = parse(found.as_bytes()) else { return };
    let is_named = |alternative: &Alternative| alternative.is_named_at_all_by(found.root());
    if !is_named(alternative) && alternatives.iter().any(is_named) {
        let own = JsonWriter::of(&own);
        let reason = format!("stands for another type: for this one, {} does", own.text());
        json.refuse(JsonError::new(reason).in_property(tag));
    }
}
