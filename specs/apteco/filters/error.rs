//! Why a filter cannot be sent.

use std::fmt;

use crate::runtime::AnyError;

/// What the language of filters cannot say. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FilterError {
    /// A text has quotes of both kinds.
    Quotes {
        /// The text.
        text: String,
    },
    /// A text would be read as a date.
    Date {
        /// The text.
        text: String,
    },
    /// A time has parts of a second, or a year that does not have four digits or is 0.
    Time {
        /// The time.
        time: String,
    },
    /// A filter in words has none.
    Empty,
}

impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quotes { text } => write!(
                f,
                "a filter cannot have the text {text:?}: it has quotes of both kinds, which the \
                 language of filters cannot escape; look for a part of it, and compare the entries"
            ),
            Self::Date { text } => write!(
                f,
                "a filter cannot have the text {text:?}: the server would read it as a date; look \
                 for a part of it, and compare the entries"
            ),
            Self::Time { time } => write!(
                f,
                "a filter cannot have the time {time}: the language of filters has years from 1 to \
                 9999 and whole seconds; round it"
            ),
            Self::Empty => f.write_str(
                "a filter of your own is empty: write a condition, or leave the filter out",
            ),
        }
    }
}

impl std::error::Error for FilterError {}

impl From<FilterError> for AnyError {
    fn from(error: FilterError) -> Self {
        Self::other(error)
    }
}
