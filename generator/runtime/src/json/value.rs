//! The tree of what is written, and the doors to `serde`.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Number;
use serde_json::value::RawValue;

use super::{FromJson, JsonError, Parsed, parse};

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
    /// The value as a type has it.
    ///
    /// # Errors
    ///
    /// When it is not what `T` needs.
    pub fn read<T: FromJson>(&self) -> Result<T, JsonError> {
        Parsed::of_tree(self).read()
    }

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

/// Reads any generated type through [`Json`]: the body of its `Deserialize`.
///
/// # Errors
///
/// Those of the deserializer, and that of the type, with the path in its text.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let read = match Given::deserialize(deserializer)? {
        Given::Text(text) => parse(text.as_bytes()).and_then(|parsed| parsed.read()),
        Given::Tree(json) => json.read(),
    };
    read.map_err(de::Error::custom)
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

/// What a deserializer gives.
enum Given<'a> {
    /// The JSON of the value.
    Text(Cow<'a, str>),
    /// The value, in whatever form it was.
    Tree(Json<'a>),
}

impl<'de> Deserialize<'de> for Given<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW, Tree)
    }
}

/// A value within others: no deserializer gives its JSON.
struct Inner<'a>(Json<'a>);

impl<'de> Deserialize<'de> for Inner<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_any(Tree)? {
            Given::Tree(json) => Ok(Self(json)),
            Given::Text(_) => Err(de::Error::custom("JSON text within other values")),
        }
    }
}

/// By this name `serde_json` gives the text of a value, so that no digit of a number is lost. To
/// any other deserializer it is the name of a struct around the value, and says nothing.
const RAW: &str = "$serde_json::private::RawValue";

/// Builds a tree of what any deserializer has.
struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Given<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Given<'de>, E> {
        Ok(Given::Tree(Json::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Given<'de>, E> {
        Ok(Given::Tree(Json::Number(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Given<'de>, E> {
        Ok(Given::Tree(Json::Number(value.into())))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Given<'de>, E> {
        Number::from_f64(value)
            .map(|number| Given::Tree(Json::Number(number)))
            .ok_or_else(|| E::custom("JSON has no such number"))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Given<'de>, E> {
        Ok(Given::Tree(Json::String(Cow::Borrowed(value))))
    }

    fn visit_str<E>(self, value: &str) -> Result<Given<'de>, E> {
        Ok(Given::Tree(Json::String(Cow::Owned(value.to_owned()))))
    }

    fn visit_string<E>(self, value: String) -> Result<Given<'de>, E> {
        Ok(Given::Tree(Json::String(Cow::Owned(value))))
    }

    fn visit_unit<E>(self) -> Result<Given<'de>, E> {
        Ok(Given::Tree(Json::Null))
    }

    fn visit_none<E>(self) -> Result<Given<'de>, E> {
        Ok(Given::Tree(Json::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Given<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Given<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(Inner(item)) = list.next_element()? {
            items.push(item);
        }
        Ok(Given::Tree(Json::Array(items)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            if name == RAW {
                let Name(text) = map.next_value()?;
                return Ok(Given::Text(text));
            }
            let Inner(value) = map.next_value()?;
            entries.push((name, value));
        }
        Ok(Given::Tree(Json::Object(entries)))
    }
}

/// A property's name, borrowed where it can be (`Cow` itself always copies).
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}
