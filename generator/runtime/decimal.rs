//! Decimal numbers as JSON text (`type: string`, `format: decimal`).

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::json::{FromJson, Json, JsonError, ToJson, lose};

impl FromJson for Decimal {
    /// All digits are kept, zeros at the end as well. More than 28 of them are refused, not
    /// rounded: a sum of money that is nearly right is wrong.
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        let value = Self::from_str_exact(&text).map_err(|_| {
            JsonError::new("expected a decimal number of up to 28 digits such as 12.50")
        })?;
        if value.to_string() != text {
            lose(1);
        }
        Ok(value)
    }
}

impl ToJson for Decimal {
    fn to_json(&self) -> Json<'_> {
        Json::String(Cow::Owned(self.to_string()))
    }
}
