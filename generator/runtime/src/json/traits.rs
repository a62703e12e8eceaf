//! By what types are read from JSON and written to it.

use super::error::JsonError;
use super::parse::JsonRef;
use super::writer::JsonWriter;

/// A type that is read from JSON.
pub trait FromJson: Sized {
    /// Reads the value.
    ///
    /// # Errors
    ///
    /// When the value has another type than `Self` needs, or lacks a part.
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError>;
}

/// A type that is written as JSON.
pub trait ToJson {
    /// Writes the value, and nothing else. What must not be sent is written all the same: the
    /// writer remembers it.
    fn write_json(&self, json: &mut JsonWriter);
}
