//! What was written, by itself or looked at.

use super::error::JsonError;
use super::parse::{JsonRef, Parsed, Room};
use super::traits::ToJson;
use super::writer::JsonWriter;

/// The compact JSON text of a value (RFC 8259), with all digits of its numbers.
///
/// # Errors
///
/// When a value in it must not be sent, such as a number that JSON cannot say or one that is out of
/// its limits: where it is, and why.
pub fn write<T: ToJson + ?Sized>(value: &T) -> Result<String, JsonError> {
    let mut json = JsonWriter::of(value);
    match json.take_refusal() {
        Some(refusal) => Err(refusal),
        None => Ok(json.into_text()),
    }
}

/// How much room there is for a value from the beginning, in bytes.
const ROOM: usize = 256;

impl JsonWriter {
    /// With one value.
    pub(crate) fn of<T: ToJson + ?Sized>(value: &T) -> Self {
        let mut json = Self::with_room(ROOM);
        value.write_json(&mut json);
        json
    }

    /// What `look` makes of what was written.
    ///
    /// # Errors
    ///
    /// When a type has written something else than one value.
    pub(crate) fn look<R>(&self, look: impl FnOnce(JsonRef<'_>) -> R) -> Result<R, JsonError> {
        Parsed::written(self.text(), Room::default()).map(|parsed| look(parsed.root()))
    }
}
