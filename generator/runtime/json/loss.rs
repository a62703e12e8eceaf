//! What of a value would not come back if it were written again, counted while it is read: of
//! several types that can read a value, it is of the one that loses least.

use std::cell::Cell;

thread_local! {
    /// How much was lost of the value that is being read.
    pub(in super::super) static LOST: Cell<usize> = const { Cell::new(0) };
}

/// Something of the value that is being read is not kept, or is not known.
pub(in super::super) fn lose(count: usize) {
    LOST.set(LOST.get().saturating_add(count));
}
