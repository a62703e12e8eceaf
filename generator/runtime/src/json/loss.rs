//! What of a value would not come back if it were written again, counted while it is read.

use std::cell::Cell;

thread_local! {
    /// How much was lost since this was looked at last.
    pub(crate) static LOST: Cell<usize> = const { Cell::new(0) };
}

/// Something of the value that is being read is not kept, or is not known.
pub(crate) fn lose(count: usize) {
    LOST.set(LOST.get().saturating_add(count));
}
