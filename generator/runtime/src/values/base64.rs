//! Bytes as text in base64 (RFC 4648, section 4).

use std::fmt;
use std::ops::Deref;

use base64::Engine as _;
use base64::display::Base64Display;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use base64::{alphabet, engine::DecodePaddingMode};

use crate::json::loss::lose;
use crate::json::{FromJson, JsonError, JsonRef, JsonWriter, ToJson};

/// Some writers leave the padding out: it carries nothing.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes that are sent as text in base64 (`format: byte`).
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Base64(Vec<u8>);

impl Base64 {
    /// The bytes by themselves.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl Deref for Base64 {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_owned())
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl FromJson for Base64 {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        // Long values are broken into lines, as in mail.
        let plain: String = text.chars().filter(|c| !c.is_ascii_whitespace()).collect();
        let bytes =
            LENIENT.decode(&plain).map_err(|_| JsonError::new("expected bytes in base64"))?;
        if plain.len() != text.len() || !plain.len().is_multiple_of(4) {
            lose(1);
        }
        Ok(Self(bytes))
    }
}

impl ToJson for Base64 {
    fn write_json(&self, json: &mut JsonWriter) {
        json.shown(&Base64Display::new(&self.0, &STANDARD));
    }
}
