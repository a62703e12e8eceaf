//! The plain types as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::{FromJson, Json, JsonError, ToJson, large, lose, number};

impl FromJson for bool {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json.settled() {
            Json::Bool(value) => Ok(value),
            other => Err(JsonError::expected("true or false", &other)),
        }
    }
}

impl ToJson for bool {
    fn to_json(&self) -> Json<'_> {
        Json::Bool(*self)
    }
}

impl FromJson for String {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json {
            Json::String(text) | Json::Secret(text) => Ok(text.into_owned()),
            Json::Loose(text) => Ok(text.to_owned()),
            other => Err(JsonError::expected("text", &other)),
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

/// How many items are made room for before they come.
const ROOM: usize = 64;

/// JSON Schema has one kind of number: `1.0` is an integer
/// (JSON Schema 2020-12 core, section 4.2.3).
fn integer(json: &Json<'_>) -> Option<i128> {
    let number = match json {
        Json::Number(number) => number,
        Json::Digits(text) => return number::whole(text),
        _ => return None,
    };
    if let Some(value) = number.as_i128() {
        return Some(value);
    }
    // Past 2^53 a float no longer names one integer.
    let exact = |value: &f64| value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    number.as_f64().filter(exact).map(|value| value as i128)
}

/// An integer, whose type `what` names.
fn whole(json: Json<'_>, what: &str) -> Result<i128, JsonError> {
    let json = json.settled();
    if matches!(json, Json::Digits(_)) {
        // It is written as `1`.
        lose(1);
    }
    integer(&json).ok_or_else(|| match json {
        Json::Number(_) | Json::Digits(_) => {
            JsonError::new(format!("expected {what}, found a number that is none"))
        }
        _ => JsonError::expected(what, &json),
    })
}

macro_rules! integers {
    ($($ty:ty: $what:literal),+) => {$(
        impl FromJson for $ty {
            fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
                Self::try_from(whole(json, $what)?)
                    .map_err(|_| JsonError::new(concat!("the number does not fit into ", $what)))
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
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        whole(json, "a 128-bit integer")
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

/// Up to here each whole number is a 64-bit float.
const EXACT: u128 = 1 << 53;

impl FromJson for f64 {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match &json.settled() {
            Json::Number(number) => {
                // A whole number that the float is not would be changed.
                let exact = number.as_i128().is_none_or(|whole| whole.unsigned_abs() <= EXACT);
                match number.as_f64().filter(|_| exact) {
                    Some(value) => Ok(value),
                    None => number::float(&number.to_string()),
                }
            }
            Json::Digits(text) => number::float(text),
            other => Err(JsonError::expected("a number", other)),
        }
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
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        T::from_json(json).map(Self::new)
    }
}

impl<T: ToJson> ToJson for Box<T> {
    fn to_json(&self) -> Json<'_> {
        (**self).to_json()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json {
            Json::Null => Ok(None),
            value => T::from_json(value).map(Some),
        }
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self) -> Json<'_> {
        self.as_ref().map_or(Json::Null, T::to_json)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        let mut list = Self::new();
        if let Json::List(text) = json {
            large::each_item(text, &mut |item| {
                list.push(T::from_json(item)?);
                Ok(())
            })?;
            return Ok(list);
        }
        match json.settled() {
            // Servers in Go and C# write null for an empty list. Where null is a value of its own,
            // it was read before.
            Json::Null => {
                lose(1);
                Ok(list)
            }
            Json::Array(items) => {
                // What is no list of these fails at its first item: no room is made for all.
                list.reserve(items.len().min(ROOM));
                for (index, item) in items.into_iter().enumerate() {
                    list.push(T::from_json(item).map_err(|error| error.in_item(index))?);
                }
                Ok(list)
            }
            other => Err(JsonError::expected("a list", &other)),
        }
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
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        match json.settled() {
            Json::Object(entries) => {
                let mut map = Self::new();
                for (name, value) in entries {
                    let value = T::from_json(value).map_err(|error| error.in_property(&name))?;
                    map.insert(name.into_owned(), value);
                }
                Ok(map)
            }
            other => Err(JsonError::expected("an object", &other)),
        }
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
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        Ok(match json.settled() {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(value) => Self::Number(value),
            Json::Digits(text) => Self::from(number::float(&text)?),
            Json::String(text) | Json::Secret(text) => Self::String(text.into_owned()),
            Json::Object(entries) => {
                let mut map = Map::new();
                for (name, value) in entries {
                    let value = Self::from_json(value).map_err(|error| error.in_property(&name))?;
                    map.insert(name.into_owned(), value);
                }
                Self::Object(map)
            }
            Json::Loose(text) => Self::String(text.to_owned()),
            list @ (Json::Array(_) | Json::List(_)) => Self::Array(Vec::from_json(list)?),
            Json::Refused(value, _) => Self::from_json(*value)?,
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
