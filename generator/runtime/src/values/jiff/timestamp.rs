//! A point in time, in the form in which a server wrote it.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use jiff::Error;
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

use crate::json::loss::lose;
use crate::json::{FromJson, JsonError, JsonRef, JsonWriter, Maybe, ToJson};

/// A point in time (`format: date-time`, RFC 3339, section 5.6), which is written as it was read.
///
/// It derefs to the [`jiff::Timestamp`], by which it is compared, too. Three things are read that
/// a `jiff::Timestamp` alone cannot say:
/// - text without an offset, as .NET and Python write it, is taken as UTC: there is nothing better
///   to take it for;
/// - fractions of a second of more than nine digits count to the nanosecond;
/// - years that `jiff` does not reach, as in `9999-12-31T23:59:59Z` for "no end", are its last or
///   first point in time.
#[derive(Debug, Clone)]
pub struct Timestamp {
    instant: jiff::Timestamp,
    /// The text, where it is another one than the instant is written as.
    text: Option<Box<str>>,
}

impl Timestamp {
    /// The point in time by itself.
    #[must_use]
    pub fn instant(&self) -> jiff::Timestamp {
        self.instant
    }
}

impl Deref for Timestamp {
    type Target = jiff::Timestamp;

    fn deref(&self) -> &jiff::Timestamp {
        &self.instant
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self { instant, text: None }
    }
}

impl From<jiff::Timestamp> for Maybe<Timestamp> {
    fn from(instant: jiff::Timestamp) -> Self {
        Self::Value(instant.into())
    }
}

impl From<Timestamp> for jiff::Timestamp {
    fn from(value: Timestamp) -> Self {
        value.instant
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.instant == other.instant
    }
}

impl Eq for Timestamp {}

impl PartialEq<jiff::Timestamp> for Timestamp {
    fn eq(&self, other: &jiff::Timestamp) -> bool {
        self.instant == *other
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant.cmp(&other.instant)
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant.hash(state);
    }
}

impl FromStr for Timestamp {
    type Err = Error;

    #[inline]
    fn from_str(text: &str) -> Result<Self, Error> {
        let instant = text.parse::<jiff::Timestamp>().or_else(|error| read(text).ok_or(error))?;
        let is_same = instant.to_string() == text;
        Ok(Self { instant, text: (!is_same).then(|| Box::from(text)) })
    }
}

/// What `jiff` does not take for a timestamp.
fn read(text: &str) -> Option<jiff::Timestamp> {
    let text = nanoseconds(text);
    let pieces = Pieces::parse(text.as_ref()).ok()?;
    let local = DateTime::from_parts(pieces.date(), pieces.time()?);
    let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
    let nearest = if local.year() > 0 { jiff::Timestamp::MAX } else { jiff::Timestamp::MIN };
    Some(offset.to_timestamp(local).unwrap_or(nearest))
}

/// The text with nine digits of a second at most.
fn nanoseconds(text: &str) -> Cow<'_, str> {
    let Some((before, rest)) = text.split_once('.') else { return Cow::Borrowed(text) };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    match (rest.get(..9), rest.get(digits..)) {
        (Some(fraction), Some(after)) if digits > 9 => {
            Cow::Owned(format!("{before}.{fraction}{after}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Whether a text is what RFC 3339, section 5.6, calls a `date-time`, and not only near it.
fn is_date_time(text: &str) -> bool {
    let shape = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(found, wanted)| match wanted {
                b'0' => found.is_ascii_digit(),
                b'T' => found.eq_ignore_ascii_case(&wanted),
                _ => found == wanted,
            })
    };
    let (Some(time), Some(rest)) = (text.get(..19), text.get(19..)) else { return false };
    let offset = match rest.strip_prefix('.') {
        Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let is_offset =
        offset.eq_ignore_ascii_case("Z") || shape(offset, "+00:00") || shape(offset, "-00:00");
    shape(time, "0000-00-00T00:00:00") && is_offset && !rest.starts_with(&format!(".{offset}"))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.text {
            Some(text) => f.write_str(text),
            None => self.instant.fmt(f),
        }
    }
}

impl FromJson for Timestamp {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        let value = text
            .parse()
            .map_err(|_| JsonError::new("expected a date and time such as 2024-03-01T12:30:00Z"))?;
        if !is_date_time(&text) {
            lose(1);
        }
        Ok(value)
    }
}

impl ToJson for Timestamp {
    fn write_json(&self, json: &mut JsonWriter) {
        match &self.text {
            Some(text) => json.string(text),
            None => json.shown(&self.instant),
        }
    }
}
