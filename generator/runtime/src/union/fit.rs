//! How well a value fits one of several types.

use std::cmp::Reverse;

/// How well a value fits.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Fit {
    /// Whether the type takes values that it does not know.
    pub(super) is_open: bool,
    /// How many properties have none of their known values, or are out of their bounds.
    pub(super) outside: usize,
    /// How many properties have one of their known values.
    pub(super) inside: usize,
    /// How many of the value's properties are known.
    pub(super) known: usize,
    /// How many properties the type needs.
    pub(super) required: usize,
    /// How many of the type's properties the value lacks.
    pub(super) absent: usize,
}

/// What is compared of a fit.
pub(super) type Rank = (bool, usize, Reverse<(usize, usize, usize)>, usize);

impl Fit {
    /// The best fit first: types that are sure of the value before those that take any.
    pub(super) fn rank(self) -> Rank {
        let found = Reverse((self.inside, self.known, self.required));
        (self.is_open, self.outside, found, self.absent)
    }
}
