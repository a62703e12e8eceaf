//! Queries, written as they are thought.

mod kinds;
mod conditions;
mod limits;
mod spans;
mod transactions;
mod expressions;
mod lists;

pub use self::conditions::{Condition, VariableName, any, the, variable};
pub use self::kinds::{ClauseKind, SelectionPart, ValueKind};
pub(super) use self::lists::checked_list;
#[cfg(feature = "_apteco-dimensions")]
pub(super) use self::lists::tabbed;
use super::super::types::{Limits, NPer, Query, RecordSet, Rfv, Rule, Selection, TopN};
use crate::runtime::Maybe;

impl Selection {
    /// The same selection, of records that meet this condition, too.
    #[must_use]
    pub fn where_(mut self, condition: impl Into<Condition>) -> Self {
        let own = self.rule.map(|rule| rule.clause);
        let condition = match own {
            Maybe::Value(Maybe::Value(own)) => Condition::from(own).and(condition.into()),
            _ => condition.into(),
        };
        self.rule = Maybe::Value(Box::new(Rule::new().with_clause(condition.on(&self.table_name))));
        self
    }
}

impl Query {
    /// All records of a table.
    pub fn of(table: impl Into<String>) -> Self {
        Selection::new(table).into()
    }

    /// The same query, of records that meet this condition, too.
    #[must_use]
    pub fn where_(self, condition: impl Into<Condition>) -> Self {
        self.changed(|selection| selection.where_(condition))
    }

    /// The same query, with so many of its records.
    #[must_use]
    pub fn limited(self, limits: Limits) -> Self {
        self.changed(|selection| selection.with_limits(limits))
    }

    /// The same query, with the first or last records by the order of a variable.
    #[must_use]
    pub fn top(self, top: TopN) -> Self {
        self.changed(|selection| selection.with_top_n(top))
    }

    /// The same query, with so many records for each of a table above.
    #[must_use]
    pub fn per(self, n_per: NPer) -> Self {
        self.changed(|selection| selection.with_n_per(n_per))
    }

    /// The same query, of records that are judged by their transactions.
    #[must_use]
    pub fn by_transactions(self, rfv: Rfv) -> Self {
        self.changed(|selection| selection.with_rfv(rfv))
    }

    /// The same query, of these records only.
    #[must_use]
    pub fn among(self, records: RecordSet) -> Self {
        self.changed(|selection| selection.with_record_set(records))
    }

    /// The same query, with the tables above counted as well.
    #[must_use]
    pub fn with_ancestors(self) -> Self {
        self.changed(|selection| selection.with_ancestor_counts(true))
    }

    fn changed(mut self, change: impl FnOnce(Selection) -> Selection) -> Self {
        let own = self.selection.into_value().unwrap_or_else(|| Selection::new(""));
        self.selection = Maybe::Value(change(own));
        self
    }
}

impl From<Selection> for Query {
    fn from(selection: Selection) -> Self {
        Self::new().with_selection(selection)
    }
}
