//! Universally unique identifiers as JSON text.

use uuid::Uuid;

use crate::json::loss::lose;
use crate::json::{FromJson, JsonError, JsonRef, JsonWriter, ToJson};

impl FromJson for Uuid {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        let value = Self::parse_str(&text).map_err(|_| {
            JsonError::new("expected a UUID such as 67e55044-10b1-426f-9247-bb680e5fe0c8")
        })?;
        if value.to_string() != text {
            lose(1);
        }
        Ok(value)
    }
}

impl ToJson for Uuid {
    fn write_json(&self, json: &mut JsonWriter) {
        json.shown(self);
    }
}
