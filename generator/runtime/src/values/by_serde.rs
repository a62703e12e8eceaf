//! Types of other crates, read and written by their own `serde`.

use std::any::type_name;
use std::ops::{Deref, DerefMut};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::json::{FromJson, JsonError, JsonRef, JsonWriter, ToJson};

/// A value of a type that is not generated: `x-rust-type` of the document names it. It is made from
/// such a value, and lent as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct BySerde<T>(pub T);

impl<T> From<T> for BySerde<T> {
    #[inline]
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for BySerde<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for BySerde<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: DeserializeOwned> FromJson for BySerde<T> {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        // What `serde` says of it can repeat the value, which can be secret.
        let none = |_| JsonError::new(format!("`{}` does not read this value", type_name::<T>()));
        T::deserialize(Value::from_json(json)?).map(Self).map_err(none)
    }
}

impl<T: Serialize> ToJson for BySerde<T> {
    fn write_json(&self, json: &mut JsonWriter) {
        match serde_json::to_value(&self.0) {
            Ok(value) => value.write_json(json),
            Err(_) => {
                json.null();
                let name = type_name::<T>();
                json.refuse(JsonError::new(format!("`{name}` does not write this value")));
            }
        }
    }
}
