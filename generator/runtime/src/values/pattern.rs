//! Regular expressions of a document.

use std::sync::{Mutex, PoisonError};

use regex_lite::Regex;

/// The expressions that were met, each compiled once.
static COMPILED: Mutex<Vec<(&'static str, Option<Regex>)>> = Mutex::new(Vec::new());

/// Whether `text` matches the expression somewhere, in time that grows with its length only.
///
/// An expression that cannot be read forbids nothing; the generator emits none.
pub fn is_match(expression: &'static str, text: &str) -> bool {
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    // They are few: a map of them would cost each crate more than it saves a program.
    for (known, regex) in compiled.iter() {
        if *known == expression {
            return regex.as_ref().is_none_or(|regex| regex.is_match(text));
        }
    }
    let regex = Regex::new(expression).ok();
    let is_match = regex.as_ref().is_none_or(|regex| regex.is_match(text));
    compiled.push((expression, regex));
    is_match
}
