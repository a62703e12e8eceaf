//! Spans of ages and of times of day.

use super::super::super::types::{AgeReference, AgeReferenceDay, AgeRule, DateUnit, TimeRule};
use crate::runtime::Timestamp;

impl AgeRule {
    /// Ages from the first to the last one.
    pub fn between(lowest: i32, highest: i32, units: DateUnit) -> Self {
        Self::at_least(lowest, units).with_range_high(highest)
    }

    /// This age and all above.
    pub fn at_least(lowest: i32, units: DateUnit) -> Self {
        Self::new().with_range_low(lowest).with_units(units)
    }

    /// This age and all below.
    pub fn at_most(highest: i32, units: DateUnit) -> Self {
        Self::new().with_range_high(highest).with_units(units)
    }

    /// The same ages, counted to a day that moves, such as [`AgeReferenceDay::Today`].
    #[must_use]
    pub fn counted_to(self, day: AgeReferenceDay) -> Self {
        self.with_relative_to(AgeReference::Relative).with_reference_type(day)
    }

    /// The same ages, counted to a fixed day.
    #[must_use]
    pub fn counted_to_date(self, day: Timestamp) -> Self {
        self.with_relative_to(AgeReference::Actual).with_reference_date(day)
    }
}

impl TimeRule {
    /// Times of day from the first to the last one. How the server wants them written is unknown;
    /// `09:00` is a guess.
    pub fn between(first: impl Into<String>, last: impl Into<String>) -> Self {
        Self::new().with_range_low(first.into()).with_range_high(last.into())
    }
}
