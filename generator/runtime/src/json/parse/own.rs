//! Texts that were written here.

use std::borrow::Cow;

use super::parsed::{Parsed, Room};
use super::read::{Reader, whole};
use crate::json::error::JsonError;

impl<'a> Parsed<'a> {
    /// What is in a text that was written here, in the room of another one.
    ///
    /// # Errors
    ///
    /// When the text is not one JSON value.
    pub(crate) fn written(text: &'a str, room: Room) -> Result<Self, JsonError> {
        let mut reader = Reader::of_own(text, room);
        let parsed = reader.value(0).and_then(|()| reader.finish());
        parsed.map_err(|fault| fault.of(text))
    }
}

/// The text that stands in quotes.
pub(in crate::json) fn unquoted(json: &str) -> Cow<'_, str> {
    if json.contains('\\') {
        let parsed = whole(json);
        return Cow::Owned(parsed.map(|parsed| parsed.root().raw().to_owned()).unwrap_or_default());
    }
    Cow::Borrowed(json.get(1..json.len().saturating_sub(1)).unwrap_or_default())
}
