//! Values of enums that take no other.

use std::fmt;

use crate::json::error::JsonError;
use crate::json::parse::JsonRef;
use crate::json::traits::FromJson;

/// A value that is none of an enum which takes no other.
///
/// It names the type, and not the value, so it can be logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownValue {
    ty: &'static str,
}

impl UnknownValue {
    /// One that is none of the type of this name.
    pub const fn of(ty: &'static str) -> Self {
        Self { ty }
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a value of `{}`, found another one", self.ty)
    }
}

impl std::error::Error for UnknownValue {}

/// Reads an enum that takes no other values than its own.
///
/// # Errors
///
/// When the value is none of them.
pub fn closed<R: FromJson, T>(
    json: JsonRef<'_>,
    known: fn(R) -> Result<T, UnknownValue>,
) -> Result<T, JsonError> {
    known(R::from_json(json)?).map_err(|unknown| JsonError::new(unknown.to_string()))
}
