//! A time of day.

use std::fmt;
use std::str::FromStr;

use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Error, civil};

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
    #[inline]
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
    #[inline]
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
