//! One text, which all values of a body or a parameter are written to.

use std::fmt::{self, Display, Write as _};

use super::compact::{push_quoted, push_whole};
use super::error::JsonError;

/// A JSON text while values are written to it, with the secrets among them and the first one that
/// must not be sent.
///
/// A type writes itself by what it holds: as an [`Object`](super::Object) of properties, or as one
/// other value.
#[derive(Default)]
pub struct JsonWriter {
    text: String,
    secrets: Vec<String>,
    refusal: Option<JsonError>,
}

impl JsonWriter {
    /// With nothing, and room for so many bytes.
    pub(crate) fn with_room(room: usize) -> Self {
        Self { text: String::with_capacity(room), ..Self::default() }
    }

    /// What was written.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What was written, by itself.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// The first value in it that must not be sent: where it is, and why.
    pub(crate) fn take_refusal(&mut self) -> Option<JsonError> {
        self.refusal.take()
    }

    pub(crate) fn null(&mut self) {
        self.text.push_str("null");
    }

    pub(crate) fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    pub(crate) fn string(&mut self, text: &str) {
        push_quoted(&mut self.text, text);
    }

    /// Text that must not be printed.
    pub(crate) fn secret(&mut self, text: &str) {
        self.string(text);
        self.secrets.push(text.to_owned());
    }

    /// A whole number, by its size.
    pub(crate) fn whole(&mut self, is_negative: bool, size: u64) {
        push_whole(&mut self.text, is_negative, size);
    }

    /// A number, which shows itself as JSON does.
    pub(crate) fn number(&mut self, number: &dyn Display) {
        // A string takes all that is written to it.
        let _ = write!(self.text, "{number}");
    }

    /// Begins a list or an object; where its first part begins.
    pub(crate) fn open(&mut self, bracket: char) -> usize {
        self.text.push(bracket);
        self.text.len()
    }

    /// Begins an item of a list, whose first one begins at `start`.
    pub(crate) fn item(&mut self, start: usize) {
        if self.text.len() > start {
            self.text.push(',');
        }
    }

    /// Begins a property of an object, whose first one begins at `start`.
    pub(crate) fn property(&mut self, start: usize, name: &str) {
        self.item(start);
        self.string(name);
        self.text.push(':');
    }

    /// Ends a list or an object.
    pub(crate) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// How much was written.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// Takes back all that was written behind a place.
    pub(in crate::json) fn truncate(&mut self, len: usize) {
        self.text.truncate(len);
    }

    /// A value must not be sent: where it is, and why, as the end of a sentence.
    pub(crate) fn refuse(&mut self, refusal: JsonError) {
        if self.refusal.is_none() {
            self.refusal = Some(refusal);
        }
    }

    pub(in crate::json) fn is_refused(&self) -> bool {
        self.refusal.is_some()
    }

    /// What holds a value that must not be sent has become a part of something: the step to it.
    pub(in crate::json) fn step(&mut self, to: &dyn Fn(JsonError) -> JsonError) {
        self.refusal = self.refusal.take().map(to);
    }
}

#[cfg(any(feature = "base64", feature = "decimal", feature = "jiff", feature = "uuid"))]
impl JsonWriter {
    /// A value as text, which shows itself by letters that need no escapes.
    pub(crate) fn shown(&mut self, value: &dyn Display) {
        self.text.push('"');
        self.number(value);
        self.text.push('"');
    }
}

#[cfg(feature = "client")]
impl JsonWriter {
    /// The secrets in it, wherever they are.
    pub(crate) fn take_secrets(&mut self) -> Vec<String> {
        std::mem::take(&mut self.secrets)
    }

    /// Forgets all that was written, with room for so many bytes.
    pub(in crate::json) fn clear(&mut self, room: usize) {
        self.text.clear();
        self.text.reserve(room);
        self.secrets.clear();
        self.refusal = None;
    }
}

#[cfg(feature = "union")]
impl JsonWriter {
    /// Puts a text between what was written before a place and behind it.
    pub(crate) fn insert(&mut self, at: usize, text: &str) {
        if self.text.is_char_boundary(at) {
            self.text.insert_str(at, text);
        }
    }
}

#[cfg(feature = "xml")]
impl JsonWriter {
    /// What another one wrote.
    pub(crate) fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }
}

impl fmt::Debug for JsonWriter {
    /// What was written can hold secrets: it is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonWriter({} bytes)", self.text.len())
    }
}
