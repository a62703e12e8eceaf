//! Values of enums, which take any.

use crate::json::error::JsonError;
use crate::json::loss::lose;
use crate::json::parse::JsonRef;
use crate::json::traits::FromJson;

/// Reads an enum, which takes any value: one that it does not know is rather of another type.
///
/// # Errors
///
/// When the value is not of the kind of the enum's values.
pub fn open<R: FromJson, T: From<R>>(
    json: JsonRef<'_>,
    is_unknown: fn(&T) -> bool,
) -> Result<T, JsonError> {
    let value = R::from_json(json).map(T::from)?;
    if is_unknown(&value) {
        lose(1);
    }
    Ok(value)
}
