//! Writing the properties of an object, one call for each.

use std::collections::BTreeMap;
use std::ops::Range;

use super::compact::Parts;
use super::error::JsonError;
use super::limits::Limits;
use super::maybe::Maybe;
use super::traits::ToJson;
use super::writer::JsonWriter;

/// An object while a type writes its properties, in the order of the calls.
#[derive(Debug)]
pub struct Object<'w> {
    json: &'w mut JsonWriter,
    /// Where its first property begins.
    start: usize,
    /// The property that was written last, and where its value begins.
    last: (&'static str, usize),
}

impl<'w> Object<'w> {
    /// An object without properties.
    pub fn of(json: &'w mut JsonWriter) -> Self {
        let start = json.open('{');
        Self { json, start, last: ("", start) }
    }

    /// A property that is always written.
    pub fn required<T: ToJson>(&mut self, name: &'static str, value: &T) {
        let was_refused = self.begin(name);
        value.write_json(self.json);
        self.end(name, was_refused);
    }

    /// A property that is left out when there is no value.
    pub fn optional<T: ToJson>(&mut self, name: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// A property that is null when there is no value.
    pub fn nullable<T: ToJson>(&mut self, name: &'static str, value: &Option<T>) {
        self.required(name, value);
    }

    /// A property that is left out when there is no value, and whose value may be null.
    pub fn any<T: ToJson>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// A property that is left out, null, or a value.
    pub fn maybe<T: ToJson>(&mut self, name: &'static str, value: &Maybe<T>) {
        match value {
            Maybe::Absent => {}
            Maybe::Null => {
                self.begin(name);
                self.json.null();
            }
            Maybe::Value(value) => self.required(name, value),
        }
    }

    /// Refuses the property that was written last, if its name is `name` and its value is out of
    /// the limits.
    pub fn limit(&mut self, name: &'static str, limits: &Limits) {
        let (last, start) = self.last;
        if last == name
            && let Some(value) = self.json.text().get(start..)
            && let Err(reason) = limits.check(value)
        {
            self.json.refuse(JsonError::new(reason).in_property(name));
        }
    }

    /// Refuses the object, if a function of its type's own says why it must not be sent. The reason
    /// is the end of a sentence about the object.
    pub fn check<R: Into<String>>(&mut self, checked: Result<(), R>) {
        if let Err(reason) = checked {
            self.json.refuse(JsonError::new(reason));
        }
    }

    /// Properties whose names are data; one that is already written wins over its namesake here.
    pub fn rest<T: ToJson>(&mut self, map: &BTreeMap<String, T>) {
        if map.is_empty() {
            return;
        }
        let written = self.names();
        for (name, value) in map {
            let before = self.json.len();
            let was_refused = self.json.is_refused();
            self.json.property(self.start, name);
            if self.is_among(&written, before) {
                self.json.truncate(before);
                continue;
            }
            value.write_json(self.json);
            self.end(name, was_refused);
        }
    }

    /// Ends the object.
    pub fn finish(self) {
        self.json.close('}');
    }

    /// Writes a name; whether a value before it must not be sent.
    fn begin(&mut self, name: &'static str) -> bool {
        self.json.property(self.start, name);
        self.last = (name, self.json.len());
        self.json.is_refused()
    }

    fn end(&mut self, name: &str, was_refused: bool) {
        if !was_refused && self.json.is_refused() {
            self.json.step(&|refusal| refusal.in_property(name));
        }
    }

    /// Where the names are that were written, in their quotes.
    fn names(&self) -> Vec<Range<usize>> {
        // With the brace before the first of them.
        let text = self.json.text().get(self.start.saturating_sub(1)..).unwrap_or_default();
        let (mut names, mut at) = (Vec::new(), self.start);
        for (name, value) in Parts::of(text) {
            names.push(at..at + name.len());
            // A colon and a comma stand between them.
            at += name.len() + value.len() + 2;
        }
        names
    }

    /// Whether the name that was written last, from a place on, is one of others.
    fn is_among(&self, names: &[Range<usize>], from: usize) -> bool {
        let text = self.json.text();
        let name = text.get(from..).unwrap_or_default();
        let name = name.strip_prefix(',').unwrap_or(name);
        let name = name.strip_suffix(':').unwrap_or(name);
        names.iter().any(|known| text.get(known.clone()) == Some(name))
    }
}

#[cfg(feature = "union")]
/// The same of a property of which the document names one value only: it is written as it is.
impl Object<'_> {
    /// As [`Object::required`].
    pub fn required_constant<T: ToJson>(&mut self, name: &'static str, value: &T) {
        self.required(name, value);
    }

    /// As [`Object::optional`].
    pub fn optional_constant<T: ToJson>(&mut self, name: &'static str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// As [`Object::nullable`].
    pub fn nullable_constant<T: ToJson>(&mut self, name: &'static str, value: &Option<T>) {
        self.nullable(name, value);
    }

    /// As [`Object::maybe`].
    pub fn maybe_constant<T: ToJson>(&mut self, name: &'static str, value: &Maybe<T>) {
        self.maybe(name, value);
    }
}
