//! How often a value is tried, and what each try loses: of several types that can read a value, it
//! is of the one that loses least.

use std::cell::Cell;

use crate::json::{JsonRef, loss::LOST};

/// How often the whole of a value may be read in tries of its alternatives, or kept as it came.
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
    pub(super) fn of(json: JsonRef<'_>) -> Self {
        let is_outermost = ALLOWANCE.get().is_none();
        if is_outermost {
            ALLOWANCE.set(Some(json.size().saturating_mul(TRIES)));
        }
        Self { is_outermost }
    }

    /// Whether it is a new one: no union is around the value.
    pub(super) fn is_outermost(&self) -> bool {
        self.is_outermost
    }

    /// Takes what one more try of a value costs. Whether there was enough.
    pub(super) fn take(&self, json: JsonRef<'_>) -> bool {
        let left = ALLOWANCE.get().unwrap_or_default().checked_sub(json.size());
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
