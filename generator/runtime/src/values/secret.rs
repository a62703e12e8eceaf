//! Text that must not be seen.

use std::fmt;

use crate::json::{FromJson, JsonError, JsonRef, JsonWriter, Maybe, ToJson};

/// What is printed in the place of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// A password, token, salt or the like: it prints as `[redacted]`.
///
/// It is written as it is where it has to be: into a request, or by `Serialize`.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text` from being printed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself. Do not log it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&Secret> for Secret {
    fn from(secret: &Secret) -> Self {
        secret.clone()
    }
}

impl From<&str> for Maybe<Secret> {
    fn from(text: &str) -> Self {
        Self::Value(text.into())
    }
}

impl From<String> for Maybe<Secret> {
    fn from(text: String) -> Self {
        Self::Value(text.into())
    }
}

impl FromJson for Secret {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        String::from_json(json).map(Self)
    }
}

impl ToJson for Secret {
    fn write_json(&self, json: &mut JsonWriter) {
        json.secret(&self.0);
    }
}

impl serde::Serialize for Secret {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Secret {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
