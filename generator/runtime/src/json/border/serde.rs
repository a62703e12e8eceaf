//! Types from any deserializer of `serde`, and to any serializer.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use ::serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use ::serde::ser::{self, Serialize, SerializeMap as _, SerializeSeq as _, Serializer};
use serde_json::Number;
use serde_json::value::RawValue;

use crate::json::large::read;
use crate::json::parse::{JsonRef, View, number};
use crate::json::traits::{FromJson, ToJson};
use crate::json::writer::JsonWriter;

/// Reads any generated type by its JSON: the body of its `Deserialize`.
///
/// # Errors
///
/// Those of the deserializer, and that of the type, with the path in its text.
pub fn deserialize<'de, T: FromJson, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut json = JsonWriter::default();
    let value = match deserializer.deserialize_newtype_struct(RAW, Given(&mut json))? {
        Some(text) => read(text.as_bytes()),
        None => json.look(T::from_json).and_then(|value| value),
    };
    value.map_err(de::Error::custom)
}

/// Writes any generated type by its JSON: the body of its `Serialize`.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: ToJson, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let json = JsonWriter::of(value);
    let mut serializer = Some(serializer);
    let written = json.look(|json| serializer.take().map(|to| Taken(json).serialize(to)));
    match written {
        Ok(Some(result)) => result,
        Ok(None) => Err(ser::Error::custom("no value")),
        Err(error) => Err(ser::Error::custom(error)),
    }
}

/// A value that a serializer takes, whatever its format.
struct Taken<'t>(JsonRef<'t>);

impl Serialize for Taken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.view() {
            View::Null => serializer.serialize_unit(),
            View::Bool(value) => serializer.serialize_bool(value),
            View::Number(text) => match number_of(text) {
                Some(number) => number.serialize(serializer),
                // JSON as it is; other formats have no numbers beyond these.
                None => match RawValue::from_string(text.to_owned()) {
                    Ok(raw) => raw.serialize(serializer),
                    Err(error) => Err(ser::Error::custom(error)),
                },
            },
            View::Text(text) | View::Loose(text) | View::List(text) => {
                serializer.serialize_str(text)
            }
            View::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Taken(item))?;
                }
                list.end()
            }
            View::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (name, value) in entries {
                    map.serialize_entry(name, &Taken(value))?;
                }
                map.end()
            }
        }
    }
}

/// A number of 64 bits that is written with the digits of the text.
fn number_of(text: &str) -> Option<Number> {
    let is_same = |number: &Number| {
        let mut expected = Expected(text);
        write!(expected, "{number}").is_ok() && expected.0.is_empty()
    };
    let float = || Number::from_f64(text.parse().ok()?).filter(is_same);
    number::integer(text).or_else(float)
}

/// Takes a text and no other.
struct Expected<'t>(&'t str);

impl fmt::Write for Expected<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(piece).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// By this name `serde_json` gives the text of a value, so that no digit of a number is lost. To
/// any other deserializer it is the name of a struct around the value, and says nothing.
const RAW: &str = "$serde_json::private::RawValue";

/// Writes what any deserializer has, unless that gives the JSON of it.
struct Given<'w>(&'w mut JsonWriter);

impl<'de> DeserializeSeed<'de> for Given<'_> {
    type Value = ();

    /// A value within others: no deserializer gives its JSON.
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match deserializer.deserialize_any(self)? {
            None => Ok(()),
            Some(_) => Err(de::Error::custom("JSON text within other values")),
        }
    }
}

impl<'de> Visitor<'de> for Given<'_> {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        self.0.bool(value);
        Ok(None)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        self.0.number(&value);
        Ok(None)
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        self.0.number(&value);
        Ok(None)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        let number = Number::from_f64(value);
        self.0.number(&number.ok_or_else(|| E::custom("JSON has no such number"))?);
        Ok(None)
    }

    fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
        self.0.string(value);
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        self.0.null();
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        self.0.null();
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let start = self.0.open('[');
        loop {
            let before = self.0.len();
            self.0.item(start);
            if list.next_element_seed(Given(self.0))?.is_none() {
                // There was no item behind the comma.
                self.0.truncate(before);
                self.0.close(']');
                return Ok(None);
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let start = self.0.open('{');
        while let Some(Name(name)) = map.next_key()? {
            if name == RAW {
                let Name(text) = map.next_value()?;
                return Ok(Some(text));
            }
            self.0.property(start, &name);
            map.next_value_seed(Given(self.0))?;
        }
        self.0.close('}');
        Ok(None)
    }
}

/// A property's name, borrowed where it can be (`Cow` itself always copies).
struct Name<'a>(Cow<'a, str>);

impl<'de> de::Deserialize<'de> for Name<'de> {
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
