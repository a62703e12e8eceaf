//! By what types are read from JSON and written to it.

use super::error::JsonError;
use super::parse::JsonRef;
use super::tree::Json;

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
    /// The value as JSON, borrowing its text where it can.
    fn to_json(&self) -> Json<'_>;
}
