//! Values that are text on the wire, whatever they are: those of headers and of XML.

use std::borrow::Cow;

use serde_json::Number;

use crate::json::{JsonError, JsonWriter};

/// What a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// Itself.
    Text,
    /// Itself, where it is never empty: a day, a name by number.
    Word,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// A point in time: as JSON has it, or as HTTP has it (RFC 9110, section 5.6.7).
    Time,
}

impl Scalar {
    /// Whether an empty text stands for no value.
    pub(crate) fn is_never_empty(self) -> bool {
        self != Self::Text
    }

    /// Writes the value of a text.
    ///
    /// # Errors
    ///
    /// When the text stands for no such value. The text itself is not repeated.
    #[inline]
    pub(crate) fn write(self, text: &str, json: &mut JsonWriter) -> Result<(), JsonError> {
        match self {
            Self::Text => json.string(text),
            Self::Word => json.string(text.trim()),
            Self::Number => {
                let none = || JsonError::new("expected a number, found other text");
                json.number(&number(text.trim()).ok_or_else(none)?);
            }
            Self::Bool => {
                let none = || JsonError::new("expected true or false, found other text");
                json.bool(truth(text.trim()).ok_or_else(none)?);
            }
            Self::Time => {
                let text = text.trim();
                json.string(&http_date(text).map_or(Cow::Borrowed(text), Cow::Owned));
            }
        }
        Ok(())
    }
}

/// A number in any of its forms: `7`, `+7`, `007` and `7.0E0` are one.
#[inline]
fn number(text: &str) -> Option<Number> {
    let whole = text.parse::<i64>().map(Number::from).ok();
    let whole = whole.or_else(|| text.parse::<u64>().map(Number::from).ok());
    // Infinity and what is no number have no form in JSON.
    whole.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64))
}

/// XML Schema has `1` and `0` as well (XML Schema Part 2, section 3.2.2); some servers write
/// `True`.
#[inline]
fn truth(text: &str) -> Option<bool> {
    match text {
        "1" => Some(true),
        "0" => Some(false),
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` as `1994-11-06T08:49:37Z`.
#[inline]
fn http_date(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, date) = text.split_once(", ")?;
    let words: Vec<&str> = date.split(' ').collect();
    let [day, month, year, time, "GMT"] = words.as_slice() else { return None };
    let month = MONTHS.iter().position(|name| name == month)? + 1;
    Some(format!("{year}-{month:02}-{day}T{time}Z"))
}
