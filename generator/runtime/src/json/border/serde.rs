//! Types from any deserializer of `serde`.

use std::borrow::Cow;
use std::fmt;

use ::serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use ::serde::ser::{Serialize as _, Serializer};
use serde_json::Number;

use crate::json::large::read;
use crate::json::traits::{FromJson, ToJson};
use crate::json::tree::Json;

/// Reads any generated type through [`Json`]: the body of its `Deserialize`.
///
/// # Errors
///
/// Those of the deserializer, and that of the type, with the path in its text.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = match Given::deserialize(deserializer)? {
        Given::Text(text) => read(text.as_bytes()),
        Given::Tree(json) => json.read(),
    };
    value.map_err(de::Error::custom)
}

/// Writes any generated type: the body of its `Serialize`.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: ToJson, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.to_json().serialize(serializer)
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
