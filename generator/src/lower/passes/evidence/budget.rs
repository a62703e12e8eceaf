//! How much is looked at to tell alternatives apart.

use std::cell::Cell;

use crate::limit::EVIDENCE;

/// How many names and values may still be looked at.
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn new() -> Self {
        Self(Cell::new(EVIDENCE))
    }

    /// Takes so many. Whether there were enough.
    pub(super) fn take(&self, count: usize) -> bool {
        let left = self.0.get().saturating_sub(count);
        self.0.set(left);
        left > 0
    }

    /// Whether all of them were looked at.
    pub(super) fn is_used_up(&self) -> bool {
        self.0.get() == 0
    }
}
