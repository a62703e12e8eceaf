//! Dates and times as JSON text.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::{Pieces, SpanParser};
use jiff::tz::{Offset, TimeZone};
use jiff::{Error, SpanFieldwise, Timestamp, civil};

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

impl FromJson for DateTime {
    /// `date-time-local` is RFC 3339 without an offset.
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        parsed(json, "a date and time without an offset such as 2024-03-01T12:30:00")
    }
}

impl FromJson for Date {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        parsed(json, "a date such as 2024-03-01")
    }
}

impl FromJson for Time {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        parsed(json, "a time such as 12:30:00Z")
    }
}

impl FromJson for SpanFieldwise {
    /// `duration` is RFC 3339, appendix A. The units stay as they are: 36 hours are no day and
    /// a half, since days can be longer or shorter.
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        SpanParser::new()
            .parse_span(&text)
            .map(Self)
            .map_err(|_| JsonError::new("expected a duration such as P1DT12H"))
    }
}

fn parsed<T: FromStr>(json: Json<'_>, expected: &str) -> Result<T, JsonError> {
    let text = String::from_json(json)?;
    text.parse().map_err(|_| JsonError::new(format!("expected {expected}")))
}

macro_rules! written {
    ($($ty:ty),+) => {$(
        impl ToJson for $ty {
            fn to_json(&self) -> Json<'_> {
                Json::String(Cow::Owned(self.to_string()))
            }
        }
    )+};
}

written! { Timestamp, DateTime, Date, Time }

impl ToJson for SpanFieldwise {
    fn to_json(&self) -> Json<'_> {
        Json::String(Cow::Owned(self.0.to_string()))
    }
}

/// A time of day, with or without an offset from UTC (`format: time`, RFC 3339, section 5.6).
///
/// The rule asks for an offset; many servers leave it out. It is written as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    time: civil::Time,
    offset: Option<Offset>,
}

impl Time {
    /// A time of day at an offset from UTC, or wherever the server is.
    #[must_use]
    pub fn new(time: civil::Time, offset: Option<Offset>) -> Self {
        Self { time, offset }
    }

    /// What a clock shows.
    #[must_use]
    pub fn time(self) -> civil::Time {
        self.time
    }

    /// The offset of that clock from UTC, where it is known.
    #[must_use]
    pub fn offset(self) -> Option<Offset> {
        self.offset
    }
}

impl From<civil::Time> for Time {
    fn from(time: civil::Time) -> Self {
        Self::new(time, None)
    }
}

impl FromStr for Time {
    type Err = Error;

    /// Reads `12:30:00`, with a fraction of the second and an offset or `Z` where there are any.
    fn from_str(text: &str) -> Result<Self, Error> {
        // An offset is read behind a day only; the day does not matter.
        let dated = format!("2000-01-01T{text}");
        let pieces = Pieces::parse(&dated)?;
        match (pieces.time(), pieces.time_zone_annotation()) {
            (Some(time), None) => Ok(Self::new(time, pieces.to_numeric_offset())),
            _ => Err(Error::from_args(format_args!("expected a time of day"))),
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.time.fmt(f)?;
        let Some(offset) = self.offset else { return Ok(()) };
        let seconds = offset.seconds();
        if seconds == 0 {
            return f.write_str("Z");
        }
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.unsigned_abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)?;
        match seconds.unsigned_abs() % 60 {
            0 => Ok(()),
            seconds => write!(f, ":{seconds:02}"),
        }
    }
}
