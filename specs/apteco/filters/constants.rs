//! Constants of the language of filters: texts and times.

use std::fmt;

use jiff::civil::{Date, DateTime};

use super::error::FilterError;

/// The forms of texts that the server reads as dates. A letter stands for a digit.
const DATES: [&str; 6] = [
    "yyyyMMdd",
    "yyyyMMdd HHmmss",
    "yyyy-MM-ddTHH:mm:ss",
    "yyyy-MM-dd",
    "dd-MM-yyyy",
    "dd-MM-yyyy HH:mm:ss",
];

/// A text between quotes that it does not have.
pub(super) fn quoted(text: &str) -> Result<String, FilterError> {
    if DATES.iter().any(|form| is_date(form, text)) {
        return Err(FilterError::Date { text: text.to_owned() });
    }
    match (text.contains('\''), text.contains('"')) {
        (true, true) => Err(FilterError::Quotes { text: text.to_owned() }),
        (true, false) => Ok(format!("\"{text}\"")),
        (false, _) => Ok(format!("'{text}'")),
    }
}

/// Whether a text has this form and is a date that there is: of eight digits, many are not.
fn is_date(form: &str, text: &str) -> bool {
    if form.len() != text.len() {
        return false;
    }
    let (mut year, mut rest) = (0, [0; 5]);
    for (place, c) in form.chars().zip(text.chars()) {
        let part = match place {
            'y' => None,
            'M' => rest.get_mut(0),
            'd' => rest.get_mut(1),
            'H' => rest.get_mut(2),
            'm' => rest.get_mut(3),
            's' => rest.get_mut(4),
            _ if place == c => continue,
            _ => return false,
        };
        let Some(digit) = c.to_digit(10) else { return false };
        match part {
            Some(part) => *part = *part * 10 + digit as i8,
            None => year = year * 10 + digit as i16,
        }
    }
    let [month, day, hour, minute, second] = rest;
    DateTime::new(year, month, day, hour, minute, second, 0).is_ok()
}

/// A point of time, by the clock of the server. A day is its first moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    time: DateTime,
    is_day: bool,
}

impl Moment {
    /// As the language has it.
    pub(super) fn quoted(self) -> Result<String, FilterError> {
        if self.time.year() < 1 || self.time.subsec_nanosecond() != 0 {
            return Err(FilterError::Time { time: self.to_string() });
        }
        Ok(format!("'{self}'"))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_day {
            true => write!(f, "{}", self.time.date()),
            false => write!(f, "{}", self.time),
        }
    }
}

impl From<Date> for Moment {
    fn from(day: Date) -> Self {
        Self { time: day.at(0, 0, 0, 0), is_day: true }
    }
}

impl From<DateTime> for Moment {
    fn from(time: DateTime) -> Self {
        Self { time, is_day: false }
    }
}
