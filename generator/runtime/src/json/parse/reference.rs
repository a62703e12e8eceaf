//! A value of a JSON text that was parsed.

use std::fmt;

#[cfg(feature = "union")]
use super::number;
use super::parsed::{Entry, Kind, Parsed};
#[cfg(any(feature = "client", feature = "union"))]
use super::read::whole;
#[cfg(feature = "client")]
use crate::json::compact::push_quoted;
use crate::json::error::JsonError;

/// A value in a JSON text, which types are read from. It is as small as a reference.
#[derive(Clone, Copy)]
pub struct JsonRef<'t> {
    parsed: &'t Parsed<'t>,
    at: u32,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum View<'t> {
    Null,
    Bool(bool),
    /// The text of a number (RFC 8259, section 6).
    Number(&'t str),
    Text(&'t str),
    /// Text that can be the JSON of something else: it is read as what is asked for.
    Loose(&'t str),
    /// A list that was left as its JSON, since the whole is large.
    List(&'t str),
    Array(Items<'t>),
    Object(Entries<'t>),
}

impl Parsed<'_> {
    /// The value.
    pub(crate) fn root(&self) -> JsonRef<'_> {
        JsonRef::new(self, 0)
    }
}

impl<'t> JsonRef<'t> {
    fn new(parsed: &'t Parsed<'t>, at: u32) -> Self {
        Self { parsed, at }
    }

    pub(in crate::json) fn entry(self) -> Entry {
        self.parsed.entry(self.at)
    }

    /// The same value, as it is.
    pub(crate) fn view(self) -> View<'t> {
        let entry = self.entry();
        match entry.kind {
            Kind::Null => View::Null,
            Kind::False => View::Bool(false),
            Kind::True => View::Bool(true),
            Kind::Number => View::Number(self.parsed.text_of(entry)),
            Kind::Text => View::Text(self.parsed.text_of(entry)),
            Kind::Loose => View::Loose(self.child(1).raw()),
            Kind::List => View::List(self.parsed.text_of(entry)),
            Kind::Array => View::Array(Items { rest: self.span(entry) }),
            Kind::Object => View::Object(Entries { rest: self.span(entry) }),
        }
    }

    /// The same, or what it is the JSON of.
    #[must_use]
    pub(crate) fn settled(self) -> Self {
        let entry = self.entry();
        if entry.kind != Kind::Loose {
            return self;
        }
        self.child(1 + u32::from(entry.start > 0))
    }

    /// Whether it is null.
    pub(crate) fn is_null(self) -> bool {
        self.entry().kind == Kind::Null
    }

    /// The text of a text or a number.
    pub(in crate::json) fn raw(self) -> &'t str {
        self.parsed.text_of(self.entry())
    }

    /// The value so many entries behind this one.
    pub(in crate::json) fn child(self, distance: u32) -> Self {
        Self { at: self.at.saturating_add(distance), ..self }
    }

    /// What stands behind this value.
    pub(in crate::json) fn next(self) -> Self {
        Self { at: self.behind(), ..self }
    }

    /// The entry behind this value.
    pub(in crate::json) fn behind(self) -> u32 {
        let entry = self.entry();
        match entry.kind {
            Kind::Loose | Kind::Array | Kind::Object => entry.end,
            _ => self.at.saturating_add(1),
        }
    }

    fn span(self, entry: Entry) -> Span<'t> {
        Span { next: self.child(1), end: entry.end, count: entry.start }
    }

    /// That it is something else than it should be.
    pub(crate) fn not(self, expected: &str) -> JsonError {
        JsonError::new(format!("expected {expected}, found {}", self.kind()))
    }

    /// The value's kind as a person says it, for messages.
    pub fn kind(self) -> &'static str {
        match self.entry().kind {
            Kind::Null => "null",
            Kind::False | Kind::True => "true or false",
            Kind::Number => "a number",
            Kind::Text | Kind::Loose => "text",
            Kind::Array | Kind::List => "a list",
            Kind::Object => "an object",
        }
    }
}

#[cfg(any(feature = "client", feature = "union"))]
impl JsonRef<'_> {
    /// The property of this name; the last one, if there are several.
    pub(crate) fn get(self, name: &str) -> Option<Self> {
        let View::Object(entries) = self.view() else { return None };
        let mut found = None;
        for (known, value) in entries {
            if known == name {
                found = Some(value);
            }
        }
        found
    }

    /// What `read` makes of it, as a list of which all is known.
    pub(crate) fn parsed<R>(self, read: impl FnOnce(JsonRef<'_>) -> R) -> R {
        match self.view() {
            // What is no list at all is told by who reads it.
            View::List(text) => match whole(text) {
                Ok(list) => read(list.root()),
                Err(_) => read(self),
            },
            _ => read(self),
        }
    }
}

impl fmt::Debug for JsonRef<'_> {
    /// The value can hold secrets: it is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonRef({})", self.kind())
    }
}

/// What is left of a list or an object.
#[derive(Debug, Clone, Copy)]
struct Span<'t> {
    next: JsonRef<'t>,
    end: u32,
    count: u32,
}

impl<'t> Span<'t> {
    fn take(&mut self) -> Option<JsonRef<'t>> {
        if self.next.at >= self.end {
            return None;
        }
        let value = self.next;
        self.next.at = value.behind();
        Some(value)
    }
}

/// The items of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Items<'t> {
    rest: Span<'t>,
}

impl Items<'_> {
    /// How many there are in the whole list.
    pub(crate) fn len(&self) -> usize {
        self.rest.count as usize
    }
}

impl<'t> Iterator for Items<'t> {
    type Item = JsonRef<'t>;

    fn next(&mut self) -> Option<JsonRef<'t>> {
        self.rest.take()
    }
}

/// The properties of an object, with their names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entries<'t> {
    rest: Span<'t>,
}

impl Entries<'_> {
    /// How many there are in the whole object.
    pub(crate) fn len(&self) -> usize {
        self.rest.count as usize
    }
}

impl<'t> Iterator for Entries<'t> {
    type Item = (&'t str, JsonRef<'t>);

    fn next(&mut self) -> Option<(&'t str, JsonRef<'t>)> {
        let name = self.rest.take()?;
        Some((name.raw(), self.rest.take()?))
    }
}

#[cfg(feature = "union")]
impl JsonRef<'_> {
    /// What stands at the end of a path of properties.
    pub(crate) fn at(self, path: &[&str]) -> Option<Self> {
        let mut json = self;
        for name in path {
            json = json.get(name)?;
        }
        Some(json)
    }

    /// How many values and names there are in it, itself included; a list that was left as its JSON is
    /// one of them.
    pub(crate) fn size(self) -> usize {
        self.behind().saturating_sub(self.at) as usize
    }

    /// The same as free JSON, with the nearest float for a number of which no float has all digits.
    pub(crate) fn nearest(self) -> serde_json::Value {
        self.settled().parsed(|json| json.nearest_of())
    }

    fn nearest_of(self) -> serde_json::Value {
        match self.view() {
            View::Null => serde_json::Value::Null,
            View::Bool(value) => serde_json::Value::Bool(value),
            View::Number(text) => match number::free(text) {
                Some(number) => serde_json::Value::Number(number),
                None => serde_json::Value::String(text.to_owned()),
            },
            View::Text(text) | View::Loose(text) | View::List(text) => {
                serde_json::Value::String(text.to_owned())
            }
            View::Array(list) => {
                let mut items = Vec::with_capacity(list.len());
                for item in list {
                    items.push(item.nearest());
                }
                serde_json::Value::Array(items)
            }
            View::Object(entries) => {
                let mut map = serde_json::Map::new();
                for (name, value) in entries {
                    map.insert(name.to_owned(), value.nearest());
                }
                serde_json::Value::Object(map)
            }
        }
    }
}

#[cfg(feature = "client")]
impl JsonRef<'_> {
    /// Gives `look` each text, number and name in it, and whether it is a name.
    pub(crate) fn each_text(self, look: &mut dyn FnMut(&str, bool)) {
        match self.view() {
            View::Number(text) | View::Text(text) | View::Loose(text) => look(text, false),
            View::Array(items) => {
                for item in items {
                    item.each_text(look);
                }
            }
            View::Object(entries) => {
                for (name, value) in entries {
                    look(name, true);
                    value.each_text(look);
                }
            }
            View::Null | View::Bool(_) | View::List(_) => {}
        }
    }

    /// The compact JSON of it.
    pub(crate) fn text(self) -> String {
        let mut out = String::new();
        self.settled().write(&mut out);
        out
    }

    fn write(self, out: &mut String) {
        match self.view() {
            View::Null => out.push_str("null"),
            View::Bool(value) => out.push_str(if value { "true" } else { "false" }),
            View::Number(text) | View::List(text) => out.push_str(text),
            View::Text(text) | View::Loose(text) => push_quoted(out, text),
            View::Array(items) => {
                out.push('[');
                for (index, item) in items.enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.write(out);
                }
                out.push(']');
            }
            View::Object(entries) => {
                out.push('{');
                for (index, (name, value)) in entries.enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    push_quoted(out, name);
                    out.push(':');
                    value.write(out);
                }
                out.push('}');
            }
        }
    }
}
