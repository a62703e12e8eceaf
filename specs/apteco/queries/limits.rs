//! How many of the records that a query selects, and which.

use std::fmt::Display;

use super::super::super::types::{
    Expression, Fraction, LimitType, Limits, NotANumber, NumberOrNan, RecordSet, RecordSetType,
    Sampling, TopDirection, TopN,
};
use super::lists::tabbed;

impl Limits {
    /// So many records.
    pub fn count(total: i64, sampling: Sampling) -> Self {
        Self::of(LimitType::Total, sampling).with_total(total)
    }

    /// So many of a hundred records.
    pub fn share(percent: f64, sampling: Sampling) -> Self {
        Self::of(LimitType::Percent, sampling).with_percent(NumberOrNan::from(percent))
    }

    /// `numerator` of `denominator` parts of the records.
    pub fn part(numerator: i32, denominator: i32, sampling: Sampling) -> Self {
        let fraction = Fraction::new().with_numerator(numerator).with_denominator(denominator);
        Self::of(LimitType::Fraction, sampling).with_fraction(fraction)
    }

    fn of(kind: LimitType, sampling: Sampling) -> Self {
        Self::new().with_sampling(sampling).with_type(kind).with_start_at(0)
    }
}

impl TopN {
    /// So many records with the greatest values of a variable.
    pub fn greatest(variable: impl Into<String>, count: i32) -> Self {
        Self::to(TopDirection::Top, count).with_variable_name(variable.into())
    }

    /// So many records with the least values of a variable.
    pub fn least(variable: impl Into<String>, count: i32) -> Self {
        Self::to(TopDirection::Bottom, count).with_variable_name(variable.into())
    }

    /// So many records with the greatest computed values.
    pub fn greatest_computed(expression: Expression, count: i32) -> Self {
        Self::to(TopDirection::Top, count).with_order_expression(expression)
    }

    /// The records from one place to another one, counted from the greatest value of a variable.
    pub fn places(variable: impl Into<String>, first: f64, last: f64) -> Self {
        let range = Self::to(TopDirection::RangeTopDown, 0).with_variable_name(variable.into());
        let (first, last) = (NumberOrNan::from(first), NumberOrNan::from(last));
        range.with_min_value(first).with_max_value(last)
    }

    /// So many records with the greatest values of `variable` for each category of `group`.
    pub fn greatest_of_each(
        group: impl Into<String>,
        variable: impl Into<String>,
        count: i32,
    ) -> Self {
        Self::new()
            .with_grouping_variable_name(group.into())
            .with_grouping_sequence_variable_name(variable.into())
            .with_grouping_ascending(false)
            .with_group_max(count)
    }

    /// What is no limit has to be there, and to be no number.
    fn to(direction: TopDirection, count: i32) -> Self {
        let none = || NumberOrNan::from(NotANumber::NaN);
        Self::new()
            .with_direction(direction)
            .with_value(count)
            .with_percent(none())
            .with_min_value(none())
            .with_max_value(none())
    }
}

impl RecordSet {
    /// The records of these numbers, which are in the variable `key`.
    pub fn of<V: Display>(key: impl Into<String>, numbers: impl IntoIterator<Item = V>) -> Self {
        let numbers = tabbed(numbers);
        Self::new()
            .with_type(RecordSetType::Urn)
            .with_key_variable_name(key.into())
            .with_values(numbers)
    }
}
