//! Decimal numbers, as JSON text and as JSON numbers (`format: decimal`).

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use rust_decimal::{Decimal, Error};

use crate::json::loss::lose;
use crate::json::{FromJson, JsonError, JsonRef, JsonWriter, ToJson, View};

/// The decimal number of a text. All digits are kept, zeros at the end as well. More than 28 of
/// them are refused, not rounded: a sum of money that is nearly right is wrong.
fn exact(text: &str) -> Result<Decimal, JsonError> {
    let expected = "expected a decimal number of up to 28 digits such as 12.50";
    let value = match text.contains(['e', 'E']) {
        true => Decimal::from_scientific(text),
        false => Decimal::from_str_exact(text),
    };
    value.map_err(|_| JsonError::new(expected))
}

/// The number, and whether it came as text.
fn read(json: JsonRef<'_>) -> Result<(Decimal, bool), JsonError> {
    if let View::Number(text) = json.view() {
        return exact(text).map(|value| (value, false));
    }
    let text = String::from_json(json)?;
    let value = exact(&text)?;
    if value.to_string() != text {
        lose(1);
    }
    Ok((value, true))
}

impl FromJson for Decimal {
    /// Servers that send a number where the document says text are understood.
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let (value, is_text) = read(json)?;
        if !is_text {
            lose(1);
        }
        Ok(value)
    }
}

impl ToJson for Decimal {
    fn write_json(&self, json: &mut JsonWriter) {
        json.shown(self);
    }
}

/// A decimal number that is a number in JSON, too, with all its digits (`type: number`,
/// `format: decimal`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DecimalNumber(pub Decimal);

impl Deref for DecimalNumber {
    type Target = Decimal;

    fn deref(&self) -> &Decimal {
        &self.0
    }
}

impl From<Decimal> for DecimalNumber {
    fn from(value: Decimal) -> Self {
        Self(value)
    }
}

impl From<DecimalNumber> for Decimal {
    fn from(value: DecimalNumber) -> Self {
        value.0
    }
}

impl FromStr for DecimalNumber {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Decimal::from_str_exact(text).map(Self)
    }
}

impl fmt::Display for DecimalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromJson for DecimalNumber {
    /// Servers that send text where the document says a number are understood.
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let (value, is_text) = read(json)?;
        if is_text {
            lose(1);
        }
        Ok(Self(value))
    }
}

impl ToJson for DecimalNumber {
    fn write_json(&self, json: &mut JsonWriter) {
        json.number(&self.0);
    }
}
