//! The plain types as JSON.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::error::JsonError;
use super::large;
use super::loss::lose;
use super::object::Object;
use super::parse::{JsonRef, View, number};
use super::traits::{FromJson, ToJson};
use super::writer::JsonWriter;

impl FromJson for bool {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        match json.settled().view() {
            View::Bool(value) => Ok(value),
            _ => Err(json.settled().not("true or false")),
        }
    }
}

impl ToJson for bool {
    fn write_json(&self, json: &mut JsonWriter) {
        json.bool(*self);
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
    fn write_json(&self, json: &mut JsonWriter) {
        json.string(self);
    }
}

impl ToJson for str {
    fn write_json(&self, json: &mut JsonWriter) {
        json.string(self);
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

/// The integer that a value is, whose type `what` names: one function for all types, each of which takes
/// what fits. JSON Schema has one kind of number: `1.0` is an integer (JSON Schema 2020-12 core, section
/// 4.2.3).
fn integer(json: JsonRef<'_>, what: &str) -> Result<i128, JsonError> {
    let text = digits(json, what)?;
    if text != NEGATIVE_ZERO {
        // Most of them are of 64 bits.
        if let Ok(number) = text.parse::<i64>() {
            return Ok(number.into());
        }
        if let Ok(number) = text.parse() {
            return Ok(number);
        }
    }
    // It is written as `1`.
    lose(1);
    let none = || JsonError::new(format!("expected {what}, found a number that is none"));
    number::whole(text).ok_or_else(none)
}

fn unfit(what: &str) -> JsonError {
    JsonError::new(format!("the number does not fit into {what}"))
}

macro_rules! integers {
    ($($ty:ty: $what:literal, $number:ident => $is_negative:expr, $size:expr);+) => {$(
        impl FromJson for $ty {
            #[inline]
            fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
                Self::try_from(integer(json, $what)?).map_err(|_| unfit($what))
            }
        }

        impl ToJson for $ty {
            #[inline]
            fn write_json(&self, json: &mut JsonWriter) {
                let $number = *self;
                json.whole($is_negative, u64::from($size));
            }
        }
    )+};
}

integers! {
    i8: "an 8-bit integer", number => number < 0, number.unsigned_abs();
    i16: "a 16-bit integer", number => number < 0, number.unsigned_abs();
    i32: "a 32-bit integer", number => number < 0, number.unsigned_abs();
    i64: "a 64-bit integer", number => number < 0, number.unsigned_abs();
    u8: "an unsigned 8-bit integer", number => false, number;
    u16: "an unsigned 16-bit integer", number => false, number;
    u32: "an unsigned 32-bit integer", number => false, number;
    u64: "an unsigned 64-bit integer", number => false, number
}

/// An integer that JSON can say, and a common reader of it cannot.
impl FromJson for i128 {
    #[inline]
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        integer(json, "a 128-bit integer")
    }
}

impl ToJson for i128 {
    #[inline]
    fn write_json(&self, json: &mut JsonWriter) {
        json.number(self);
    }
}

impl FromJson for f64 {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        number::float(digits(json, "a number")?)
    }
}

impl ToJson for f64 {
    /// JSON cannot say NaN or infinity (RFC 8259, section 6): they are not sent. Where they are
    /// written all the same, they become null, as in JavaScript.
    fn write_json(&self, json: &mut JsonWriter) {
        match Number::from_f64(*self) {
            Some(number) => json.number(&number),
            None => {
                json.null();
                json.refuse(JsonError::new("is no number that JSON can say"));
            }
        }
    }
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write_json(&self, json: &mut JsonWriter) {
        (**self).write_json(json);
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        T::from_json(json).map(Self::new)
    }
}

impl<T: ToJson> ToJson for Box<T> {
    fn write_json(&self, json: &mut JsonWriter) {
        (**self).write_json(json);
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        if json.is_null() { Ok(None) } else { T::from_json(json).map(Some) }
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn write_json(&self, json: &mut JsonWriter) {
        match self {
            Some(value) => value.write_json(json),
            None => json.null(),
        }
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
    fn write_json(&self, json: &mut JsonWriter) {
        self.as_slice().write_json(json);
    }
}

impl<T: ToJson> ToJson for [T] {
    fn write_json(&self, json: &mut JsonWriter) {
        let start = json.open('[');
        for (index, item) in self.iter().enumerate() {
            json.item(start);
            let was_refused = json.is_refused();
            item.write_json(json);
            if !was_refused && json.is_refused() {
                json.step(&|refusal| refusal.in_item(index));
            }
        }
        json.close(']');
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
            let value = T::from_json(value).map_err(|error| error.in_entry(name))?;
            map.insert(name.to_owned(), value);
        }
        Ok(map)
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn write_json(&self, json: &mut JsonWriter) {
        let mut object = Object::of(json);
        object.rest(self);
        object.finish();
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
                    let value = Self::from_json(value).map_err(|error| error.in_entry(name))?;
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
    fn write_json(&self, json: &mut JsonWriter) {
        match self {
            Self::Null => json.null(),
            Self::Bool(value) => json.bool(*value),
            Self::Number(value) => json.number(value),
            Self::String(text) => json.string(text),
            Self::Array(items) => items.write_json(json),
            Self::Object(map) => {
                let start = json.open('{');
                for (name, value) in map {
                    json.property(start, name);
                    value.write_json(json);
                }
                json.close('}');
            }
        }
    }
}
