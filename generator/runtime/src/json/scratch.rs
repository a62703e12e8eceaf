//! Values that are looked at, one after the other.

use super::error::JsonError;
use super::parse::{JsonRef, Parsed, Room};
use super::traits::ToJson;
use super::writer::JsonWriter;

/// How much room there is for a value from the beginning, in bytes: most are a word.
const WORD: usize = 32;

/// Values that are looked at before they are sent, one after the other in the same memory.
///
/// It is a part of what is moved often, and as small as a reference.
#[derive(Debug, Default)]
pub(crate) struct Scratch(Option<Box<Memory>>);

#[derive(Debug, Default)]
struct Memory {
    json: JsonWriter,
    room: Room,
}

impl Clone for Scratch {
    /// What it holds is of no use to another.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Scratch {
    /// Writes a value in the place of the last one.
    pub(crate) fn write<T: ToJson + ?Sized>(&mut self, value: &T) {
        let json = self.json();
        json.clear(WORD);
        value.write_json(json);
    }

    /// What was written.
    pub(crate) fn json(&mut self) -> &mut JsonWriter {
        &mut self.0.get_or_insert_default().json
    }

    /// What `look` makes of what was written, and of its text.
    ///
    /// # Errors
    ///
    /// When a type has written something else than one value.
    pub(crate) fn look<R>(
        &mut self,
        look: impl FnOnce(&str, JsonRef<'_>) -> R,
    ) -> Result<R, JsonError> {
        let Memory { json, room } = &mut **self.0.get_or_insert_default();
        let parsed = Parsed::written(json.text(), std::mem::take(room))?;
        let result = look(json.text(), parsed.root());
        *room = parsed.into_room();
        Ok(result)
    }
}
