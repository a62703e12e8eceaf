//! The plain types as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::error::JsonError;
use super::large;
use super::loss::lose;
use super::parse::{JsonRef, View, number};
use super::traits::{FromJson, ToJson};
use super::tree::Json;

impl FromJson for bool {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        match json.settled().view() {
            View::Bool(value) => Ok(value),
            _ => Err(json.settled().not("true or false")),
        }
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Json<'_> {
        Json::Bool(*self)
    }
}

impl FromJson for String {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        match json.view() {
            View::Text(text) | View::Loose(text) => Ok(text.to_owned()),
            _ => Err(json.not("text")),
        }
    }
}

impl ToJson for String {
    fn to_json(&self) -> Json<'_> {
        self.as_str().to_json()
    }
}

impl ToJson for str {
    fn to_json(&self) -> Json<'_> {
        Json::String(Cow::Borrowed(self))
    }
}

/// For how many bytes of items room is made before they come.
const ROOM: usize = 1 << 20;

/// A zero that no integer keeps.
const NEGATIVE_ZERO: &str = "-0";

/// The text of a number.
fn digits<'t>(json: JsonRef<'t>, what: &str) -> Result<&'t str, JsonError> {
    let json = json.settled();
    match json.view() {
        View::Number(text) => Ok(text),
        _ => Err(json.not(what)),
    }
}

/// An integer that is not written as one, whose type `what` names. JSON Schema has one kind of number:
/// `1.0` is an integer (JSON Schema 2020-12 core, section 4.2.3).
fn whole(text: &str, what: &str) -> Result<i128, JsonError> {
    // It is written as `1`.
    lose(1);
    let none = || JsonError::new(format!("expected {what}, found a number that is none"));
    number::whole(text).ok_or_else(none)
}

macro_rules! integers {
    ($($ty:ty: $what:literal),+) => {$(
        impl FromJson for $ty {
            fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
                let text = digits(json, $what)?;
                match text.parse() {
                    Ok(number) if text != NEGATIVE_ZERO => Ok(number),
                    _ => Self::try_from(whole(text, $what)?).map_err(|_| {
                        JsonError::new(concat!("the number does not fit into ", $what))
                    }),
                }
            }
        }

        impl ToJson for $ty {
            fn to_json(&self) -> Json<'_> {
                Json::Number(Number::from(*self))
            }
        }
    )+};
}

integers! {
    i8: "an 8-bit integer", i16: "a 16-bit integer", i32: "a 32-bit integer", i64: "a 64-bit integer",
    u8: "an unsigned 8-bit integer", u16: "an unsigned 16-bit integer",
    u32: "an unsigned 32-bit integer", u64: "an unsigned 64-bit integer"
}

/// An integer that JSON can say, and a common reader of it cannot.
impl FromJson for i128 {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        const WHAT: &str = "a 128-bit integer";
        let text = digits(json, WHAT)?;
        match text.parse() {
            Ok(number) if text != NEGATIVE_ZERO => Ok(number),
            _ => whole(text, WHAT),
        }
    }
}

impl ToJson for i128 {
    fn to_json(&self) -> Json<'_> {
        match i64::try_from(*self) {
            Ok(number) => Json::Number(number.into()),
            Err(_) => Json::Digits(Cow::Owned(self.to_string())),
        }
    }
}

impl FromJson for f64 {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        number::float(digits(json, "a number")?)
    }
}

impl ToJson for f64 {
    fn to_json(&self) -> Json<'_> {
        finite(Number::from_f64(*self))
    }
}

/// JSON cannot say NaN or infinity (RFC 8259, section 6): they are not sent. Where they are
/// written all the same, they become null, as in JavaScript.
fn finite<'a>(number: Option<Number>) -> Json<'a> {
    let none = || Json::Refused(Box::new(Json::Null), "is no number that JSON can say".to_owned());
    number.map_or_else(none, Json::Number)
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        T::from_json(json).map(Self::new)
    }
}

impl<T: ToJson> ToJson for Box<T> {
    fn to_json(&self) -> Json<'_> {
        (**self).to_json()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        if json.is_null() { Ok(None) } else { T::from_json(json).map(Some) }
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Json<'_> {
        self.as_ref().map_or(Json::Null, T::to_json)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let mut list = Self::new();
        let json = json.settled();
        match json.view() {
            View::List(text) => large::each_item(text, &mut |item| {
                list.push(T::from_json(item)?);
                Ok(())
            })?,
            // Servers in Go and C# write null for an empty list. Where null is a value of its own,
            // it was read before.
            View::Null => lose(1),
            View::Array(items) => {
                // What is no list of these fails at its first item.
                list.reserve(items.len().min(ROOM / size_of::<T>().max(1)));
                for (index, item) in items.enumerate() {
                    list.push(T::from_json(item).map_err(|error| error.in_item(index))?);
                }
            }
            _ => return Err(json.not("a list")),
        }
        Ok(list)
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self) -> Json<'_> {
        self.as_slice().to_json()
    }
}

impl<T: ToJson> ToJson for [T] {
    fn to_json(&self) -> Json<'_> {
        let mut items = Vec::with_capacity(self.len());
        for item in self {
            items.push(item.to_json());
        }
        Json::Array(items)
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let json = json.settled();
        let View::Object(entries) = json.view() else {
            return Err(json.not("an object"));
        };
        let mut map = Self::new();
        for (name, value) in entries {
            let value = T::from_json(value).map_err(|error| error.in_property(name))?;
            map.insert(name.to_owned(), value);
        }
        Ok(map)
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn to_json(&self) -> Json<'_> {
        let mut entries = Vec::with_capacity(self.len());
        for (name, value) in self {
            entries.push((Cow::Borrowed(name.as_str()), value.to_json()));
        }
        Json::Object(entries)
    }
}

/// Few programs need free JSON: it is compiled where it is called.
impl FromJson for Value {
    #[inline]
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let json = json.settled();
        Ok(match json.view() {
            View::Null => Self::Null,
            View::Bool(value) => Self::Bool(value),
            View::Number(text) => match number::integer(text) {
                Some(number) => Self::Number(number),
                None => Self::from(number::float(text)?),
            },
            View::Text(text) | View::Loose(text) => Self::String(text.to_owned()),
            View::Object(entries) => {
                let mut map = Map::new();
                for (name, value) in entries {
                    let value = Self::from_json(value).map_err(|error| error.in_property(name))?;
                    map.insert(name.to_owned(), value);
                }
                Self::Object(map)
            }
            View::Array(_) | View::List(_) => Self::Array(Vec::from_json(json)?),
        })
    }
}

impl ToJson for Value {
    #[inline]
    fn to_json(&self) -> Json<'_> {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(*value),
            Self::Number(value) => Json::Number(value.clone()),
            Self::String(text) => text.to_json(),
            Self::Array(items) => items.to_json(),
            Self::Object(map) => {
                let mut entries = Vec::with_capacity(map.len());
                for (name, value) in map {
                    entries.push((Cow::Borrowed(name.as_str()), value.to_json()));
                }
                Json::Object(entries)
            }
        }
    }
}
