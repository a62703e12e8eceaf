//! What values may be.

use std::fmt;

use super::compact::Parts;
use super::parse::unquoted;

/// What values may be; checked before anything is sent, never on what is received.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The lowest number.
    pub minimum: Option<f64>,
    /// Numbers have to be above this one.
    pub above: Option<f64>,
    /// The highest number.
    pub maximum: Option<f64>,
    /// Numbers have to be below this one.
    pub below: Option<f64>,
    /// The lowest number of characters.
    pub min_length: usize,
    /// The highest number of characters.
    pub max_length: usize,
    /// The lowest number of items of a list.
    pub min_items: usize,
    /// The highest number of items of a list.
    pub max_items: usize,
    /// What text has to look like.
    pub pattern: Option<Pattern>,
}

/// A regular expression, and what matches texts with it.
#[derive(Clone, Copy)]
pub struct Pattern {
    /// The expression as the document has it.
    pub text: &'static str,
    /// Whether a text matches it somewhere (JSON Schema Validation, section 6.3.3).
    pub is_match: fn(&str) -> bool,
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl Limits {
    /// Anything goes.
    pub const NONE: Self = Self {
        minimum: None,
        above: None,
        maximum: None,
        below: None,
        min_length: 0,
        max_length: usize::MAX,
        min_items: 0,
        max_items: usize::MAX,
        pattern: None,
    };

    /// Checks a value, or a list and each item of it, or each value of a map, by its JSON as it is
    /// written.
    pub(crate) fn check(&self, json: &str) -> Result<(), String> {
        match json.as_bytes().first() {
            Some(b'[') => {
                self.check_count(Parts::of(json).count())?;
                self.check_parts(json)
            }
            Some(b'{') => self.check_parts(json),
            _ => self.check_item(json),
        }
    }

    /// Checks how many items a list has.
    pub(crate) fn check_count(&self, count: usize) -> Result<(), String> {
        match count {
            _ if count < self.min_items => Err(format!("has fewer than {} items", self.min_items)),
            _ if count > self.max_items => Err(format!("has more than {} items", self.max_items)),
            _ => Ok(()),
        }
    }

    fn check_parts(&self, json: &str) -> Result<(), String> {
        for (_, value) in Parts::of(json) {
            self.check_item(value)?;
        }
        Ok(())
    }

    /// Checks a value that is no list; the limits of a list inside of a list are its own.
    fn check_item(&self, json: &str) -> Result<(), String> {
        match json.as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => self.check_number(json.parse().unwrap_or(f64::NAN)),
            // JSON Schema counts characters (JSON Schema Validation, section 6.3.1).
            Some(b'"') => {
                let text = unquoted(json);
                self.check_length(&text)?;
                self.check_pattern(&text)
            }
            _ => Ok(()),
        }
    }

    fn check_number(&self, number: f64) -> Result<(), String> {
        match (self.minimum, self.above, self.maximum, self.below) {
            (Some(minimum), ..) if number < minimum => Err(format!("is below {minimum}")),
            (_, Some(above), ..) if number <= above => Err(format!("is not above {above}")),
            (_, _, Some(maximum), _) if number > maximum => Err(format!("is above {maximum}")),
            (.., Some(below)) if number >= below => Err(format!("is not below {below}")),
            _ => Ok(()),
        }
    }

    fn check_length(&self, text: &str) -> Result<(), String> {
        if (self.min_length, self.max_length) == (0, usize::MAX) {
            return Ok(());
        }
        match text.chars().count() {
            length if length < self.min_length => {
                Err(format!("has fewer than {} characters", self.min_length))
            }
            length if length > self.max_length => {
                Err(format!("has more than {} characters", self.max_length))
            }
            _ => Ok(()),
        }
    }

    fn check_pattern(&self, text: &str) -> Result<(), String> {
        match &self.pattern {
            Some(pattern) if !(pattern.is_match)(text) => {
                Err(format!("does not match `{}`", pattern.text))
            }
            _ => Ok(()),
        }
    }
}
