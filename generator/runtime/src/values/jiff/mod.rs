//! Dates and times as JSON text.

mod time;
mod timestamp;

use std::fmt::Display;
use std::str::FromStr;

use jiff::SpanFieldwise;
use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::SpanParser;

pub use self::time::Time;
pub use self::timestamp::Timestamp;
use crate::json::loss::lose;
use crate::json::{FromJson, JsonError, JsonRef, JsonWriter, ToJson};

impl FromJson for DateTime {
    /// `date-time-local` is RFC 3339 without an offset.
    #[inline]
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        parsed(json, "a date and time without an offset such as 2024-03-01T12:30:00")
    }
}

impl FromJson for Date {
    #[inline]
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        parsed(json, "a date such as 2024-03-01")
    }
}

impl FromJson for Time {
    #[inline]
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        parsed(json, "a time such as 12:30:00Z")
    }
}

impl FromJson for SpanFieldwise {
    /// `duration` is RFC 3339, appendix A. The units stay as they are: 36 hours are no day and
    /// a half, since days can be longer or shorter.
    #[inline]
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        SpanParser::new()
            .parse_span(&text)
            .inspect(|span| note(&span.to_string(), &text))
            .map(Self)
            .map_err(|_| JsonError::new("expected a duration such as P1DT12H"))
    }
}

/// The text is lost where the value would be written as another one.
fn note(written: &str, text: &str) {
    if written != text {
        lose(1);
    }
}

fn parsed<T: FromStr + Display>(json: JsonRef<'_>, expected: &str) -> Result<T, JsonError> {
    let text = String::from_json(json)?;
    text.parse()
        .inspect(|value: &T| note(&value.to_string(), &text))
        .map_err(|_| JsonError::new(format!("expected {expected}")))
}

macro_rules! written {
    ($($ty:ty),+) => {$(
        impl ToJson for $ty {
            #[inline]
            fn write_json(&self, json: &mut JsonWriter) {
                json.shown(self);
            }
        }
    )+};
}

written! { jiff::Timestamp, DateTime, Date, Time }

impl ToJson for SpanFieldwise {
    #[inline]
    fn write_json(&self, json: &mut JsonWriter) {
        json.shown(&self.0);
    }
}
