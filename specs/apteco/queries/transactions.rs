//! Recency, frequency and value of transactions.

use super::super::super::types::{
    NPer, RecencyDirection, Rfv, RfvFrequency, RfvRecency, RfvValue, ValueAction,
};

impl Rfv {
    /// Records of the table `above`, judged by their transactions, which are in the table `below`.
    /// By what is said by the setters: how recent, how many, and what they come to.
    pub fn of(above: impl Into<String>, below: impl Into<String>) -> Self {
        Self::new().with_grouping_table(above.into()).with_transactional_table(below.into())
    }
}

impl RfvRecency {
    /// The first `count` transactions by the order of a variable.
    pub fn first(variable: impl Into<String>, count: i32) -> Self {
        Self::by(variable.into(), RecencyDirection::First, count)
    }

    /// The last `count` transactions by the order of a variable.
    pub fn last(variable: impl Into<String>, count: i32) -> Self {
        Self::by(variable.into(), RecencyDirection::Last, count)
    }

    fn by(variable: String, direction: RecencyDirection, count: i32) -> Self {
        Self::new().with_variable_name(variable).with_direction(direction).with_value(count)
    }
}

impl RfvFrequency {
    /// Those with so many transactions: a number, or a comparison such as `>=3`.
    pub fn of(values: impl Into<String>) -> Self {
        Self::new().with_values(values.into())
    }
}

impl RfvValue {
    /// Those whose transactions come to such values of a variable: a number, or a comparison such
    /// as `>=100`.
    pub fn of(variable: impl Into<String>, action: ValueAction, values: impl Into<String>) -> Self {
        Self::new()
            .with_variable_name(variable.into())
            .with_action(action)
            .with_values(values.into())
    }
}

impl NPer {
    /// The first `count` records of `below`, by the order of a variable, for each of `above`.
    pub fn first(
        count: i32,
        below: impl Into<String>,
        variable: impl Into<String>,
        above: impl Into<String>,
    ) -> Self {
        Self::by(RfvRecency::first(variable, count), below.into(), above.into())
    }

    /// The last `count` records of `below`, by the order of a variable, for each of `above`.
    pub fn last(
        count: i32,
        below: impl Into<String>,
        variable: impl Into<String>,
        above: impl Into<String>,
    ) -> Self {
        Self::by(RfvRecency::last(variable, count), below.into(), above.into())
    }

    fn by(recency: RfvRecency, below: String, above: String) -> Self {
        Self::new()
            .with_recency(recency)
            .with_grouping_table_name(above)
            .with_transactional_table_name(below)
    }
}
