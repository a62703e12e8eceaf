//! The tree of what is written.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Number;
use serde_json::value::RawValue;

use super::error::JsonError;

/// A JSON value. Objects keep the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number of 64 bits, or a float that came from another reader than that of texts.
    Number(Number),
    /// Any other number, as its text.
    Digits(Cow<'a, str>),
    /// Text, borrowed where it holds no escapes.
    String(Cow<'a, str>),
    /// Text that must not be printed. It is only written, never read.
    Secret(Cow<'a, str>),
    /// Text that can be the JSON of something else: it is read as what is asked for.
    Loose(&'a str),
    /// The JSON of something else, or text that is none.
    Embedded(&'a str),
    /// A list.
    Array(Vec<Json<'a>>),
    /// Names and values in the order of the text; a name that comes twice is kept twice.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
    /// A value that must not be sent, and why, as the end of a sentence. It is only written,
    /// never read.
    Refused(Box<Json<'a>>, String),
}

impl Json<'_> {
    /// The first value in it that must not be sent: where it is, and why.
    pub(crate) fn refusal(&self) -> Option<JsonError> {
        match self {
            Self::Refused(_, reason) => Some(JsonError::new(reason.clone())),
            Self::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    if let Some(refusal) = item.refusal() {
                        return Some(refusal.in_item(index));
                    }
                }
                None
            }
            Self::Object(entries) => {
                for (name, value) in entries {
                    if let Some(refusal) = value.refusal() {
                        return Some(refusal.in_property(name));
                    }
                }
                None
            }
            _ => None,
        }
    }

    /// The secrets in it, wherever they are.
    pub(crate) fn secrets(&self) -> Vec<String> {
        self.texts(false)
    }

    fn texts(&self, is_secret: bool) -> Vec<String> {
        let mut secrets = Vec::new();
        // Most values are no list and no object, and no secret.
        if !is_secret && matches!(self, Json::String(_) | Json::Number(_) | Json::Bool(_)) {
            return secrets;
        }
        let mut waiting = vec![self];
        while let Some(json) = waiting.pop() {
            match json {
                Json::Secret(text) => secrets.push(text.clone().into_owned()),
                Json::String(text) if is_secret => secrets.push(text.clone().into_owned()),
                Json::Number(number) if is_secret => secrets.push(number.to_string()),
                Json::Digits(text) if is_secret => secrets.push(text.clone().into_owned()),
                Json::Array(items) => waiting.extend(items),
                Json::Object(entries) => {
                    for (_, value) in entries {
                        waiting.push(value);
                    }
                }
                Json::Refused(value, _) => waiting.push(value),
                _ => {}
            }
        }
        secrets
    }

    /// All texts and numbers in it, where all of it is a secret.
    pub(crate) fn all_secret(&self) -> Vec<String> {
        self.texts(true)
    }

    /// The compact JSON text.
    pub fn text(&self) -> String {
        // A tree of text, numbers and lists has no part that JSON cannot write.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            // JSON as it is; other formats have no numbers beyond these.
            Self::Digits(text) => match RawValue::from_string(text.clone().into_owned()) {
                Ok(raw) => raw.serialize(serializer),
                Err(error) => Err(serde::ser::Error::custom(error)),
            },
            Self::String(value) | Self::Secret(value) => serializer.serialize_str(value),
            Self::Loose(value) | Self::Embedded(value) => serializer.serialize_str(value),
            Self::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
            Self::Refused(value, _) => value.serialize(serializer),
        }
    }
}
