//! Parameter values as text: the `style` and `explode` table of OpenAPI 3.0.4, section
//! "Style Examples", over RFC 6570. (3.0.3 contradicts the RFC on `label` without `explode`.)

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use serde_json::Number;

use super::description::{Place, Style};
use crate::json::Json;
use crate::text;

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What `allowReserved` lets through, but for the characters that would end the value.
const ALLOWED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

/// What `allowReserved` lets through in a path: what one segment of it can hold (RFC 3986,
/// section 3.3).
const SEGMENT: &AsciiSet =
    &ALLOWED.add(b'/').add(b'?').add(b'[').add(b']').remove(b'&').remove(b'+').remove(b'=');

/// The same in a cookie (RFC 6265, section 4.1.1).
const COOKIE: &AsciiSet = &ALLOWED.add(b',').add(b';');

/// One piece of text as a request needs it.
pub(crate) type Encode = fn(&str) -> Cow<'_, str>;

/// For paths and queries: percent-encoded, all but the unreserved characters.
pub(crate) fn percent(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

/// For queries with `allowReserved`.
pub(crate) fn percent_allowing_reserved(text: &str) -> Cow<'_, str> {
    keeping_triples(text, ALLOWED)
}

/// For paths with `allowReserved`.
pub(crate) fn segment(text: &str) -> Cow<'_, str> {
    keeping_triples(text, SEGMENT)
}

/// For cookies with `allowReserved`.
pub(crate) fn cookie(text: &str) -> Cow<'_, str> {
    keeping_triples(text, COOKIE)
}

/// RFC 6570, section 3.2.3: what is percent-encoded already passes as it is.
fn keeping_triples<'a>(text: &'a str, set: &'static AsciiSet) -> Cow<'a, str> {
    if !text.contains('%') {
        return utf8_percent_encode(text, set).into();
    }
    let mut encoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        encoded.extend(utf8_percent_encode(before, set));
        let digits = after.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        encoded.push_str(if digits.is_some() { "%" } else { "%25" });
        encoded.push_str(digits.unwrap_or_default());
        rest = after.get(digits.map_or(0, str::len)..).unwrap_or_default();
    }
    encoded.extend(utf8_percent_encode(rest, set));
    Cow::Owned(encoded)
}

/// For bodies of the type `application/x-www-form-urlencoded`.
pub(crate) fn form(text: &str) -> Cow<'_, str> {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// For headers: as it is.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

/// A value as one piece of text, for paths and headers.
pub(crate) fn single(
    name: &str,
    style: Style,
    explode: bool,
    value: &Json<'_>,
    encode: Encode,
) -> String {
    match style {
        Style::Json => encode(&value.text()).into_owned(),
        Style::Label => {
            let separator = if explode { "." } else { "," };
            text::concat(&[".", &joined(value, separator, explode, encode)])
        }
        Style::Matrix => matrix(name, explode, value, encode),
        // Swagger 2.0 has these for paths and headers, too.
        Style::SpaceDelimited => joined(value, &encode(" "), false, encode).into_owned(),
        Style::TabDelimited => joined(value, &encode("\t"), false, encode).into_owned(),
        Style::PipeDelimited => joined(value, &encode("|"), false, encode).into_owned(),
        _ => joined(value, ",", explode, encode).into_owned(),
    }
}

/// RFC 6570, section 3.2.7: the name of an empty text stands without `=`, and an empty list
/// is not there at all.
fn matrix(name: &str, explode: bool, value: &Json<'_>, encode: Encode) -> String {
    let piece = |name: &str, text: &str| {
        let separator = if text.is_empty() { "" } else { "=" };
        text::concat(&[";", &encode(name), separator, text])
    };
    match value {
        Json::Array(items) if items.is_empty() => String::new(),
        Json::Object(entries) if entries.is_empty() => String::new(),
        Json::Array(items) if explode => {
            let mut pieces = String::new();
            for item in items {
                pieces.push_str(&piece(name, &encoded(item, encode)));
            }
            pieces
        }
        Json::Object(entries) if explode => {
            let mut pieces = String::new();
            for (key, item) in entries {
                pieces.push_str(&piece(key, &encoded(item, encode)));
            }
            pieces
        }
        _ => piece(name, &joined(value, ",", false, encode)),
    }
}

/// A value as `name=value` pieces, for queries, form bodies and cookies; none for an empty list.
pub(crate) fn pairs(
    name: &str,
    style: Style,
    explode: bool,
    value: &Json<'_>,
    encode: Encode,
) -> Vec<String> {
    let mut pieces = Vec::new();
    let is_empty = matches!(value, Json::Array(items) if items.is_empty())
        || matches!(value, Json::Object(entries) if entries.is_empty());
    match (style, value) {
        (Style::Json, _) => pieces.push(pair(name, &encode(&value.text()), encode)),
        (Style::ByKind, Json::Object(_)) => {
            pieces.push(pair(name, &encode(&value.text()), encode));
        }
        (Style::Whole, _) => pieces.push(encode(&value.text()).into_owned()),
        _ if is_empty => {}
        (Style::DeepObject, Json::Object(_) | Json::Array(_)) => {
            deep(name, value, encode, &mut pieces);
        }
        (_, Json::Array(items)) if explode => {
            for item in items {
                pieces.push(pair(name, &encoded(item, encode), encode));
            }
        }
        (_, Json::Object(entries)) if explode => {
            for (name, item) in entries {
                entry(name, item, encode, &mut pieces);
            }
        }
        _ => {
            let separator = match style {
                Style::SpaceDelimited => "%20",
                Style::TabDelimited => "%09",
                Style::PipeDelimited => "%7C",
                _ => ",",
            };
            pieces.push(pair(name, &joined(value, separator, false, encode), encode));
        }
    }
    pieces
}

/// A property of an object that has a name of its own. The table has no row for a list in it:
/// Spring, whose pages are sorted so, and most others read a name that is there more than once.
fn entry(name: &str, value: &Json<'_>, encode: Encode, pieces: &mut Vec<String>) {
    match value {
        Json::Array(items) if !items.iter().any(is_nested) => {
            for item in items {
                pieces.push(pair(name, &encoded(item, encode), encode));
            }
        }
        _ => pieces.push(pair(name, &encoded(value, encode), encode)),
    }
}

fn is_nested(value: &Json<'_>) -> bool {
    matches!(value, Json::Array(_) | Json::Object(_))
}

/// A name, which is encoded, and a value, which is so already.
fn pair(name: &str, value: &str, encode: Encode) -> String {
    text::concat(&[&encode(name), "=", value])
}

/// The table has `color[R]=100` and no row for what is nested: brackets go on. A list of
/// values has empty ones, which PHP, Rails and the usual readers of Node take for a list; a list
/// of objects is numbered, so that it can be told which properties belong together.
fn deep(name: &str, value: &Json<'_>, encode: Encode, pieces: &mut Vec<String>) {
    match value {
        Json::Object(entries) => {
            for (key, item) in entries {
                deep(&format!("{name}[{key}]"), item, encode, pieces);
            }
        }
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Json::Object(_) | Json::Array(_) => {
                        deep(&format!("{name}[{index}]"), item, encode, pieces);
                    }
                    _ => deep(&format!("{name}[]"), item, encode, pieces),
                }
            }
        }
        _ => pieces.push(pair(name, &encoded(value, encode), encode)),
    }
}

/// The text between the values of a list or an object, where one of them holds it as well: a server
/// would read other values than were sent. `None` where all can be told apart.
pub(crate) fn ambiguity(
    place: Place,
    (style, explode): (Style, bool),
    value: &Json<'_>,
    encode: Encode,
) -> Option<&'static str> {
    let is_one = matches!(place, Place::Path | Place::Header | Place::PartHeader | Place::Part);
    let between = match style {
        Style::Json | Style::ByKind | Style::Whole | Style::DeepObject => return None,
        Style::Label if explode => ".",
        Style::Matrix if explode => return None,
        Style::SpaceDelimited => " ",
        Style::TabDelimited => "\t",
        Style::PipeDelimited => "|",
        _ => ",",
    };
    // A name stands before each of them.
    if explode && !is_one {
        return None;
    }
    let holds = |text: &str| {
        // RFC 9110, section 5.6.4: what is quoted is one value.
        let is_quoted = place == Place::Header && text.len() > 1 && {
            text.starts_with('"') && text.ends_with('"')
        };
        let is_there = match between {
            "," | "." => encode(text).contains(between),
            // What the encoding makes of it is what stands between the values.
            _ => text.contains(between),
        };
        is_there && !is_quoted
    };
    let is_held = match value {
        Json::Array(items) => items.iter().any(|item| holds(&scalar(item))),
        Json::Object(entries) => {
            entries.iter().any(|(key, item)| holds(key) || holds(&scalar(item)))
        }
        _ => false,
    };
    is_held.then_some(between)
}

/// A value that is no list and no object, encoded.
fn encoded<'a>(value: &'a Json<'_>, encode: Encode) -> Cow<'a, str> {
    match scalar(value) {
        Cow::Borrowed(text) => encode(text),
        Cow::Owned(text) => Cow::Owned(encode(&text).into_owned()),
    }
}

fn joined<'a>(value: &'a Json<'_>, separator: &str, explode: bool, encode: Encode) -> Cow<'a, str> {
    let mut parts = Vec::new();
    match value {
        Json::Array(items) => {
            for item in items {
                parts.push(encoded(item, encode));
            }
        }
        Json::Object(entries) => {
            let between = if explode { "=" } else { separator };
            for (key, item) in entries {
                parts.push(Cow::Owned(text::concat(&[
                    &encode(key),
                    between,
                    &encoded(item, encode),
                ])));
            }
        }
        _ => return encoded(value, encode),
    }
    Cow::Owned(text::join(&parts, separator))
}

/// A whole number without a fraction, whatever its type: `1.0` is one in JSON, and no number to a
/// server that reads an integer.
fn number_text(number: &Number) -> String {
    /// Up to here each whole number is one of its own.
    const MOST: f64 = 9_007_199_254_740_992.0;
    let whole = number.as_f64().filter(|float| number.is_f64() && float.abs() < MOST);
    match whole.filter(|float| float.fract() == 0.0) {
        // A zero below zero is zero.
        Some(whole) => format!("{:.0}", whole + 0.0),
        None => number.to_string(),
    }
}

/// A value that is no list and no object as text; what is nested is written as JSON,
/// for which the table has no row.
pub(crate) fn scalar<'a>(value: &'a Json<'_>) -> Cow<'a, str> {
    match value {
        Json::Null => Cow::Borrowed(""),
        Json::Bool(true) => Cow::Borrowed("true"),
        Json::Bool(false) => Cow::Borrowed("false"),
        Json::Number(number) => Cow::Owned(number_text(number)),
        Json::Digits(text) => Cow::Borrowed(text),
        Json::String(text) | Json::Secret(text) => Cow::Borrowed(text),
        Json::Loose(text) | Json::Embedded(text) => Cow::Borrowed(text),
        Json::Array(_) | Json::Object(_) | Json::Refused(..) => Cow::Owned(value.text()),
    }
}
