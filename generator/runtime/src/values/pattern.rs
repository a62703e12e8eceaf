//! Regular expressions of a document.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use regex_lite::Regex;

/// The expressions that were met, each compiled once.
static COMPILED: Mutex<BTreeMap<&'static str, Option<Regex>>> = Mutex::new(BTreeMap::new());

/// Whether `text` matches the expression somewhere, in time that grows with its length only.
///
/// An expression that cannot be read forbids nothing; the generator emits none.
pub fn is_match(expression: &'static str, text: &str) -> bool {
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled.entry(expression).or_insert_with(|| Regex::new(expression).ok());
    regex.as_ref().is_none_or(|regex| regex.is_match(text))
}
