//! What the flat objects of a query are.

use serde_json::Value;

use super::super::super::types::{
    AgeRule, Clause, Criteria, DateRule, Limits, ListRule, Logic, NPer, PredefinedRule, Query,
    RecordSet, Rfv, Selection, SubSelection, TimeRule, TopN, ValueRule,
};
use super::lists::split;

/// What a condition is: [`Clause::kind`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum ClauseKind<'a> {
    /// Other conditions, joined.
    Logic(&'a Logic),
    /// A comparison.
    Criteria(&'a Criteria),
    /// A selection with limits of its own.
    SubSelection(&'a SubSelection),
    /// An audience, as newer servers have it.
    Audience(&'a Value),
    /// A file, as newer servers have it.
    File(&'a Value),
}

impl Clause {
    /// What it is; `None` where nothing of it is known.
    pub fn kind(&self) -> Option<ClauseKind<'_>> {
        None.or(self.logic.value().map(ClauseKind::Logic))
            .or(self.criteria.value().map(ClauseKind::Criteria))
            .or(self.sub_selection.value().map(ClauseKind::SubSelection))
            .or(known(self.audience_reference.as_ref()).map(ClauseKind::Audience))
            .or(known(self.file_reference.as_ref()).map(ClauseKind::File))
    }
}

/// JSON that is something.
fn known(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

/// What values a criterion takes: [`ValueRule::kind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ValueKind<'a> {
    /// Values one by one.
    List(&'a ListRule),
    /// Days by a pattern within a span.
    Days(&'a DateRule),
    /// A span of ages.
    Ages(&'a AgeRule),
    /// A span of times of day.
    Times(&'a TimeRule),
    /// A rule whose name says it all, such as [`PredefinedRule::LastMonth`].
    Named(&'a PredefinedRule),
}

impl ValueRule {
    /// What it is; `None` where nothing of it is known.
    pub fn kind(&self) -> Option<ValueKind<'_>> {
        None.or(self.list_rule.value().map(ValueKind::List))
            .or(self.date_rule.value().map(ValueKind::Days))
            .or(self.age_rule.value().map(ValueKind::Ages))
            .or(self.time_rule.value().map(ValueKind::Times))
            .or(self.predefined_rule.value().map(ValueKind::Named))
    }
}

impl ListRule {
    /// The values one by one.
    pub fn values(&self) -> Vec<&str> {
        self.list.value().map(|list| split(list).collect()).unwrap_or_default()
    }
}

/// A part of a selection; each narrows it: [`Selection::parts`].
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum SelectionPart<'a> {
    /// Only these records.
    Records(&'a RecordSet),
    /// A condition that records meet.
    Condition(&'a Clause),
    /// Recency, frequency and value of transactions.
    Transactions(&'a Rfv),
    /// So many for each record of a table above.
    Per(&'a NPer),
    /// The first or last by an order.
    Top(&'a TopN),
    /// How many of the records are taken.
    Limits(&'a Limits),
}

impl Selection {
    /// The condition that its records meet.
    pub fn clause(&self) -> Option<&Clause> {
        self.rule.value()?.clause.value()
    }

    /// All that narrows it.
    pub fn parts(&self) -> Vec<SelectionPart<'_>> {
        let parts = [
            self.record_set.value().map(SelectionPart::Records),
            self.clause().map(SelectionPart::Condition),
            self.rfv.value().map(SelectionPart::Transactions),
            self.n_per.value().map(SelectionPart::Per),
            self.top_n.value().map(SelectionPart::Top),
            self.limits.value().map(SelectionPart::Limits),
        ];
        parts.into_iter().flatten().collect()
    }
}

impl Query {
    /// The condition that its records meet.
    pub fn clause(&self) -> Option<&Clause> {
        self.selection.value()?.clause()
    }
}
