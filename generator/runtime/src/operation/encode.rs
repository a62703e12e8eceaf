//! Parameter values as text: the `style` and `explode` table of OpenAPI 3.0.4, section
//! "Style Examples", over RFC 6570. (3.0.3 contradicts the RFC on `label` without `explode`.)

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::description::{Place, Style};
use crate::json::{JsonRef, View};

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

/// Appends one piece of text as a request needs it.
pub(crate) type Encode = fn(&str, &mut String);

/// For paths and queries: percent-encoded, all but the unreserved characters.
pub(crate) fn percent(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// For queries with `allowReserved`.
pub(crate) fn percent_allowing_reserved(text: &str, out: &mut String) {
    keeping_triples(text, ALLOWED, out);
}

/// For paths with `allowReserved`.
pub(crate) fn segment(text: &str, out: &mut String) {
    keeping_triples(text, SEGMENT, out);
}

/// For values that are several segments of a path: slashes stay what they are.
pub(crate) fn segments(text: &str, out: &mut String) {
    for (index, segment) in text.split('/').enumerate() {
        out.push_str(if index > 0 { "/" } else { "" });
        percent(segment, out);
    }
}

/// For cookies with `allowReserved`.
pub(crate) fn cookie(text: &str, out: &mut String) {
    keeping_triples(text, COOKIE, out);
}

/// RFC 6570, section 3.2.3: what is percent-encoded already passes as it is.
fn keeping_triples(text: &str, set: &'static AsciiSet, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.extend(utf8_percent_encode(before, set));
        let digits = after.get(..2).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        out.push_str(if digits.is_some() { "%" } else { "%25" });
        out.push_str(digits.unwrap_or_default());
        rest = after.get(digits.map_or(0, str::len)..).unwrap_or_default();
    }
    out.extend(utf8_percent_encode(rest, set));
}

/// For bodies of the type `application/x-www-form-urlencoded`.
pub(crate) fn form(text: &str, out: &mut String) {
    out.extend(url::form_urlencoded::byte_serialize(text.as_bytes()));
}

/// For headers: as it is.
pub(crate) fn plain(text: &str, out: &mut String) {
    out.push_str(text);
}

/// A piece by itself.
fn encoded(text: &str, encode: Encode) -> String {
    let mut out = String::new();
    encode(text, &mut out);
    out
}

/// A value as one piece of text, for paths and headers.
pub(crate) fn single(
    name: &str,
    (style, explode): (Style, bool),
    value: JsonRef<'_>,
    encode: Encode,
) -> String {
    let mut out = String::with_capacity(room(value));
    match style {
        Style::Json => encode(&value.text(), &mut out),
        Style::Label => {
            let separator = if explode { "." } else { "," };
            out.push('.');
            push_joined(&mut out, value, separator, explode, encode);
        }
        Style::Matrix => matrix(&mut out, name, explode, value, encode),
        // Swagger 2.0 has these for paths and headers, too.
        Style::SpaceDelimited => push_joined(&mut out, value, &encoded(" ", encode), false, encode),
        Style::TabDelimited => push_joined(&mut out, value, &encoded("\t", encode), false, encode),
        Style::PipeDelimited => push_joined(&mut out, value, &encoded("|", encode), false, encode),
        _ => push_joined(&mut out, value, ",", explode, encode),
    }
    out
}

/// How much room a value takes, unless much of it has to be encoded.
fn room(value: JsonRef<'_>) -> usize {
    match value.view() {
        View::Number(text) | View::Text(text) => text.len(),
        _ => 0,
    }
}

/// RFC 6570, section 3.2.7: the name of an empty text stands without `=`, and an empty list
/// is not there at all.
fn matrix(out: &mut String, name: &str, explode: bool, value: JsonRef<'_>, encode: Encode) {
    let mut piece = |name: &str, push: &dyn Fn(&mut String)| {
        out.push(';');
        encode(name, out);
        let end = out.len();
        out.push('=');
        push(out);
        if out.len() == end + 1 {
            out.truncate(end);
        }
    };
    match value.view() {
        View::Array(items) if items.len() == 0 => {}
        View::Object(entries) if entries.len() == 0 => {}
        View::Array(items) if explode => {
            for item in items {
                piece(name, &|out| push_encoded(out, item, encode));
            }
        }
        View::Object(entries) if explode => {
            for (key, item) in entries {
                piece(key, &|out| push_encoded(out, item, encode));
            }
        }
        _ => piece(name, &|out| push_joined(out, value, ",", false, encode)),
    }
}

/// The pieces of a query, a form body or a cookie, each `name=value`, as one text.
struct Pieces {
    out: String,
    between: &'static str,
    encode: Encode,
}

impl Pieces {
    /// Begins a piece.
    fn begin(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str(self.between);
        }
    }

    /// A piece up to its value.
    fn name(&mut self, name: &str) {
        self.begin();
        (self.encode)(name, &mut self.out);
        self.out.push('=');
    }

    /// A piece whose value is no list and no object.
    fn pair(&mut self, name: &str, value: JsonRef<'_>) {
        self.name(name);
        push_encoded(&mut self.out, value, self.encode);
    }

    /// A piece whose value is JSON.
    fn json(&mut self, name: &str, value: JsonRef<'_>) {
        self.name(name);
        (self.encode)(&value.text(), &mut self.out);
    }
}

/// A value as `name=value` pieces, for queries, form bodies and cookies; none for an empty list.
pub(crate) fn pairs(
    name: &str,
    (style, explode): (Style, bool),
    value: JsonRef<'_>,
    encode: Encode,
    between: &'static str,
) -> String {
    let out = String::with_capacity(name.len() + 1 + room(value));
    let mut pieces = Pieces { out, between, encode };
    match (style, value.view()) {
        (Style::Json, _) | (Style::ByKind, View::Object(_)) => pieces.json(name, value),
        (Style::Whole, _) => encode(&value.text(), &mut pieces.out),
        (_, View::Array(items)) if items.len() == 0 => {}
        (_, View::Object(entries)) if entries.len() == 0 => {}
        (Style::DeepObject, View::Object(_) | View::Array(_)) => deep(name, value, &mut pieces),
        (_, View::Array(items)) if explode => {
            for item in items {
                pieces.pair(name, item);
            }
        }
        (_, View::Object(entries)) if explode => {
            for (name, item) in entries {
                entry(name, item, &mut pieces);
            }
        }
        _ => {
            let separator = match style {
                Style::SpaceDelimited => "%20",
                Style::TabDelimited => "%09",
                Style::PipeDelimited => "%7C",
                _ => ",",
            };
            pieces.name(name);
            push_joined(&mut pieces.out, value, separator, false, encode);
        }
    }
    pieces.out
}

/// A property of an object that has a name of its own. The table has no row for a list in it:
/// Spring, whose pages are sorted so, and most others read a name that is there more than once.
fn entry(name: &str, value: JsonRef<'_>, pieces: &mut Pieces) {
    match value.view() {
        View::Array(items) if !items.clone().any(is_nested) => {
            for item in items {
                pieces.pair(name, item);
            }
        }
        _ => pieces.pair(name, value),
    }
}

fn is_nested(value: JsonRef<'_>) -> bool {
    matches!(value.view(), View::Array(_) | View::Object(_))
}

/// The table has `color[R]=100` and no row for what is nested: brackets go on. A list of
/// values has empty ones, which PHP, Rails and the usual readers of Node take for a list; a list
/// of objects is numbered, so that it can be told which properties belong together.
fn deep(name: &str, value: JsonRef<'_>, pieces: &mut Pieces) {
    match value.view() {
        View::Object(entries) => {
            for (key, item) in entries {
                deep(&format!("{name}[{key}]"), item, pieces);
            }
        }
        View::Array(items) => {
            for (index, item) in items.enumerate() {
                if is_nested(item) {
                    deep(&format!("{name}[{index}]"), item, pieces);
                } else {
                    deep(&format!("{name}[]"), item, pieces);
                }
            }
        }
        _ => pieces.pair(name, value),
    }
}

/// The text between the values of a list or an object, where one of them holds it as well: a server
/// would read other values than were sent. `None` where all can be told apart.
pub(crate) fn ambiguity(
    place: Place,
    (style, explode): (Style, bool),
    value: JsonRef<'_>,
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
            "," | "." => encoded(text, encode).contains(between),
            // What the encoding makes of it is what stands between the values.
            _ => text.contains(between),
        };
        is_there && !is_quoted
    };
    let is_held = match value.view() {
        View::Array(mut items) => items.any(|item| holds(&scalar(item))),
        View::Object(mut entries) => entries.any(|(key, item)| holds(key) || holds(&scalar(item))),
        _ => false,
    };
    is_held.then_some(between)
}

/// Appends a value that is no list and no object, encoded.
fn push_encoded(out: &mut String, value: JsonRef<'_>, encode: Encode) {
    encode(&scalar(value), out);
}

fn push_joined(
    out: &mut String,
    value: JsonRef<'_>,
    separator: &str,
    explode: bool,
    encode: Encode,
) {
    match value.view() {
        View::Array(items) => {
            for (index, item) in items.enumerate() {
                out.push_str(if index > 0 { separator } else { "" });
                push_encoded(out, item, encode);
            }
        }
        View::Object(entries) => {
            for (index, (key, item)) in entries.enumerate() {
                out.push_str(if index > 0 { separator } else { "" });
                encode(key, out);
                out.push_str(if explode { "=" } else { separator });
                push_encoded(out, item, encode);
            }
        }
        _ => push_encoded(out, value, encode),
    }
}

/// A whole number without a fraction, whatever its type: `1.0` is one in JSON, and no number to a
/// server that reads an integer.
fn number_text(text: &str) -> &str {
    /// Up to here each whole number is one of its own.
    const MOST: f64 = 9_007_199_254_740_992.0;
    match text.strip_suffix(".0") {
        // A zero below zero is zero.
        Some("-0") => "0",
        Some(whole) if text.parse().is_ok_and(|float: f64| float.abs() < MOST) => whole,
        _ => text,
    }
}

/// A value that is no list and no object as text; what is nested is written as JSON,
/// for which the table has no row.
pub(crate) fn scalar(value: JsonRef<'_>) -> Cow<'_, str> {
    match value.view() {
        View::Null => Cow::Borrowed(""),
        View::Bool(true) => Cow::Borrowed("true"),
        View::Bool(false) => Cow::Borrowed("false"),
        View::Number(text) => Cow::Borrowed(number_text(text)),
        View::Text(text) | View::Loose(text) | View::List(text) => Cow::Borrowed(text),
        View::Array(_) | View::Object(_) => Cow::Owned(value.text()),
    }
}
