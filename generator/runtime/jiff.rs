//! Dates and times as JSON text.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::{FromJson, Json, JsonError, ToJson};

impl FromJson for Timestamp {
    /// `date-time` is RFC 3339 with an offset. Text without one, as some servers send,
    /// is read as UTC: there is nothing better to take it for.
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        text.parse()
            .or_else(|error| match text.parse::<DateTime>() {
                Ok(local) => local.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp()),
                Err(_) => Err(error),
            })
            .map_err(|_| JsonError::new("expected a date and time such as 2024-03-01T12:30:00Z"))
    }
}

impl ToJson for Timestamp {
    fn to_json(&self) -> Json<'_> {
        Json::String(Cow::Owned(self.to_string()))
    }
}

impl FromJson for Date {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        text.parse().map_err(|_| JsonError::new("expected a date such as 2024-03-01"))
    }
}

impl ToJson for Date {
    fn to_json(&self) -> Json<'_> {
        Json::String(Cow::Owned(self.to_string()))
    }
}
