//! What values may be.

use std::fmt;

use super::tree::Json;

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

    /// Checks a value, or a list and each item of it, or each value of a map.
    pub(crate) fn check(&self, value: &Json<'_>) -> Result<(), String> {
        match value {
            Json::Array(items) if items.len() < self.min_items => {
                Err(format!("has fewer than {} items", self.min_items))
            }
            Json::Array(items) if items.len() > self.max_items => {
                Err(format!("has more than {} items", self.max_items))
            }
            Json::Array(items) => {
                for item in items {
                    self.check_item(item)?;
                }
                Ok(())
            }
            Json::Object(entries) => {
                for (_, value) in entries {
                    self.check_item(value)?;
                }
                Ok(())
            }
            value => self.check_item(value),
        }
    }

    /// Checks a value that is no list; the limits of a list inside of a list are its own.
    fn check_item(&self, value: &Json<'_>) -> Result<(), String> {
        match value {
            Json::Number(number) => self.check_number(number.as_f64().unwrap_or(f64::NAN)),
            Json::Digits(text) => self.check_number(text.parse().unwrap_or(f64::NAN)),
            // JSON Schema counts characters (JSON Schema Validation, section 6.3.1).
            Json::String(text) | Json::Secret(text) => {
                self.check_length(text.chars().count())?;
                self.check_pattern(text)
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

    fn check_length(&self, length: usize) -> Result<(), String> {
        match length {
            _ if length < self.min_length => {
                Err(format!("has fewer than {} characters", self.min_length))
            }
            _ if length > self.max_length => {
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
