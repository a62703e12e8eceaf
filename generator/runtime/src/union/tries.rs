//! How often a value is tried, and what each try loses: of several types that can read a value, it
//! is of the one that loses least.

use std::cell::Cell;

use crate::json::{Json, loss::LOST};

/// How often the whole of a value may be read in tries of its alternatives.
const TRIES: usize = 64;

thread_local! {
    static ALLOWANCE: Cell<Option<usize>> = const { Cell::new(None) };
}

/// What `read` gives, and how much it lost.
pub(super) fn measured<R>(read: impl FnOnce() -> R) -> (R, usize) {
    let before = LOST.replace(0);
    let result = read();
    (result, LOST.replace(before))
}

/// How many tries there may be while a value is read, so that the time of reading it grows as its
/// size does: without it, a value whose parts are tried by each of the types that hold them would
/// be read as often as there are ways through them.
#[derive(Debug)]
pub(super) struct Allowance {
    is_outermost: bool,
}

impl Allowance {
    /// That of the value around this one, or a new one.
    pub(crate) fn of(json: &Json<'_>) -> Self {
        let is_outermost = ALLOWANCE.get().is_none();
        if is_outermost {
            ALLOWANCE.set(Some(size(json).saturating_mul(TRIES)));
        }
        Self { is_outermost }
    }

    /// Takes what one more try of a value costs. Whether there was enough.
    pub(super) fn take(&self, json: &Json<'_>) -> bool {
        let left = ALLOWANCE.get().unwrap_or_default().checked_sub(size(json));
        ALLOWANCE.set(Some(left.unwrap_or_default()));
        left.is_some()
    }
}

impl Drop for Allowance {
    fn drop(&mut self) {
        if self.is_outermost {
            ALLOWANCE.set(None);
        }
    }
}

/// How many values there are in a value, itself included.
fn size(json: &Json<'_>) -> usize {
    match json {
        Json::Array(items) => items.iter().fold(1, |sum, item| sum + size(item)),
        Json::Object(entries) => entries.iter().fold(1, |sum, (_, value)| sum + size(value)),
        Json::List(text) | Json::Loose(text) => 1 + text.len() / 8,
        _ => 1,
    }
}
