//! Text that must not be seen.

use std::borrow::Cow;
use std::fmt;

use super::{FromJson, Json, JsonError, ToJson};

/// What is printed in the place of a secret.
pub(super) const REDACTED: &str = "[redacted]";

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

impl FromJson for Secret {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        String::from_json(json).map(Self)
    }
}

impl ToJson for Secret {
    fn to_json(&self) -> Json<'_> {
        self.0.to_json()
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

/// `text` without any of `secrets`, and without characters that could steer a terminal.
pub(super) fn scrub(text: &str, secrets: &[String]) -> String {
    let mut clean = Cow::Borrowed(text);
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        for form in [secret.clone(), super::encode::percent(secret), super::encode::form(secret)] {
            if clean.contains(&form) {
                clean = Cow::Owned(clean.replace(&form, REDACTED));
            }
        }
    }
    clean.chars().map(|c| if is_harmless(c) { c } else { ' ' }).collect()
}

/// Neither a control character nor one that turns the direction of writing.
fn is_harmless(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
