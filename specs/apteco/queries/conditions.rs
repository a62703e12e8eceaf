//! Conditions on the values of variables, and how they are joined.

use std::fmt::Display;
use std::ops::Not;

use jiff::civil::Date;

use super::super::super::types::{
    AgeRule, Clause, Criteria, DateRule, Expression, ListRule, Logic, LogicOperation, PatternDay,
    PatternFrequency, PredefinedRule, RangeEnd, RangeStart, Selection, SubSelection, TextMatchType,
    TimeRule, ValueLogic, ValueRule,
};
use super::lists::tabbed;
use crate::runtime::Timestamp;

/// A variable, to be compared: [`variable`].
#[derive(Debug, Clone)]
pub struct VariableName(String);

/// The variable of this reference name, to be compared.
pub fn variable(name: impl Into<String>) -> VariableName {
    VariableName(name.into())
}

impl VariableName {
    /// Records with one of these values: codes, texts, numbers, or comparisons of numbers such
    /// as `<500` and `>=10`. A value with a tab in it would become two, so a query with one is
    /// refused before it is sent.
    pub fn is_in<V: Display>(self, values: impl IntoIterator<Item = V>) -> Condition {
        let list = ListRule::new().with_list(tabbed(values)).with_variable_name(self.0.clone());
        self.with(ValueRule::new().with_list_rule(list))
    }

    /// Records with this value.
    pub fn is(self, value: impl Display) -> Condition {
        self.is_in([value])
    }

    /// Records without a number.
    pub fn is_missing(self) -> Condition {
        self.is("><")
    }

    /// Records whose text has one of these in it.
    pub fn contains<V: Display>(self, texts: impl IntoIterator<Item = V>) -> Condition {
        self.is_in(texts).matching(TextMatchType::Contains)
    }

    /// Records whose text begins with one of these.
    pub fn begins_with<V: Display>(self, texts: impl IntoIterator<Item = V>) -> Condition {
        self.is_in(texts).matching(TextMatchType::Begins)
    }

    /// Records whose text ends with one of these.
    pub fn ends_with<V: Display>(self, texts: impl IntoIterator<Item = V>) -> Condition {
        self.is_in(texts).matching(TextMatchType::Ends)
    }

    /// Records of these days.
    pub fn is_on(self, days: impl IntoIterator<Item = Date>) -> Condition {
        let days = days
            .into_iter()
            .map(|day| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day()));
        let list = ListRule::new().with_list(tabbed(days)).with_variable_name(self.0.clone());
        let rule = ValueRule::new().with_list_rule(list);
        self.with(rule.with_predefined_rule(PredefinedRule::AdhocDates))
    }

    /// Records of the days from the first to the last one; without one, there is no bound.
    pub fn is_between(self, first: Option<Date>, last: Option<Date>) -> Condition {
        let mut days = DateRule::new()
            .with_pattern_frequency(PatternFrequency::Daily)
            .with_pattern_interval(1)
            .with_pattern_days_of_week([PatternDay::All]);
        days = match first.and_then(midnight) {
            Some(first) => {
                days.with_start_range_limit(RangeStart::Actual).with_range_start_date(first)
            }
            None => days.with_start_range_limit(RangeStart::Earliest),
        };
        days = match last.and_then(midnight) {
            Some(last) => days.with_end_range_limit(RangeEnd::Actual).with_range_end_date(last),
            None => days.with_end_range_limit(RangeEnd::Latest),
        };
        let rule = ValueRule::new().with_date_rule(days);
        self.with(rule.with_predefined_rule(PredefinedRule::CustomRule))
    }

    /// Records that a rule takes which says it all, such as [`PredefinedRule::LastMonth`].
    pub fn is_during(self, rule: PredefinedRule) -> Condition {
        self.with(ValueRule::new().with_predefined_rule(rule))
    }

    /// Records of these ages, by a date such as that of birth. That servers take them under the name
    /// of [`PredefinedRule::CustomAgeRule`] is a guess.
    pub fn is_aged(self, ages: AgeRule) -> Condition {
        let rule = ValueRule::new().with_age_rule(ages);
        self.with(rule.with_predefined_rule(PredefinedRule::CustomAgeRule))
    }

    /// Records of these times of day.
    pub fn is_at(self, times: TimeRule) -> Condition {
        let rule = ValueRule::new().with_time_rule(times);
        self.with(rule.with_predefined_rule(PredefinedRule::CustomTimeRule))
    }

    fn with(self, rule: ValueRule) -> Condition {
        // The condition's table is not known yet.
        let criteria = Criteria::new("")
            .with_variable_name(self.0)
            .with_include(true)
            .with_logic(ValueLogic::Or)
            .with_ignore_case(false)
            .with_text_match_type(TextMatchType::Is)
            .with_value_rules([rule]);
        Condition(Kind::Criteria(Box::new(criteria)))
    }
}

impl From<VariableName> for String {
    fn from(variable: VariableName) -> Self {
        variable.0
    }
}

/// The begin of a day, in the time of the server.
fn midnight(day: Date) -> Option<Timestamp> {
    format!("{day}T00:00:00").parse().ok()
}

/// A condition on records. Of which table they are, is said where it is used:
/// [`Query::where_`](super::super::super::types::Query::where_).
#[derive(Debug, Clone)]
pub struct Condition(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Criteria(Box<Criteria>),
    Joined(LogicOperation, Vec<Condition>),
    Moved { way: LogicOperation, table: String, condition: Box<Condition> },
    Selection(Box<Selection>),
    Clause(Box<Clause>),
}

/// Records of a table above that have any record of `table` below which meets the condition.
pub fn any(table: impl Into<String>, condition: Condition) -> Condition {
    moved(LogicOperation::Any, table.into(), condition)
}

/// Records of a table below whose record of `table` above meets the condition.
pub fn the(table: impl Into<String>, condition: Condition) -> Condition {
    moved(LogicOperation::The, table.into(), condition)
}

fn moved(way: LogicOperation, table: String, condition: Condition) -> Condition {
    Condition(Kind::Moved { way, table, condition: Box::new(condition) })
}

impl Condition {
    /// Records that meet both.
    pub fn and(self, other: Self) -> Self {
        self.joined(LogicOperation::And, other)
    }

    /// Records that meet at least one of the two.
    pub fn or(self, other: Self) -> Self {
        self.joined(LogicOperation::Or, other)
    }

    /// The same, with capitals not mattering in any of its texts, but for those of a selection or
    /// a clause that it was made of.
    pub fn ignoring_case(self) -> Self {
        self.changed(&|criteria| criteria.ignore_case = true.into())
    }

    /// The condition on records of `table`, as the server takes it.
    pub fn on(self, table: &str) -> Clause {
        let logic = |way, operands: Vec<Clause>| {
            let logic = Logic::new(table).with_operation(way).with_operands(operands);
            Clause::new().with_logic(logic)
        };
        match self.0 {
            Kind::Criteria(mut criteria) => {
                table.clone_into(&mut criteria.table_name);
                Clause::new().with_criteria(*criteria)
            }
            Kind::Joined(way, conditions) => {
                logic(way, conditions.into_iter().map(|one| one.on(table)).collect())
            }
            Kind::Moved { way, table: other, condition } => logic(way, vec![condition.on(&other)]),
            Kind::Selection(selection) => {
                let inner = SubSelection::new().with_selection(*selection);
                Clause::new().with_sub_selection(inner)
            }
            Kind::Clause(clause) => *clause,
        }
    }

    fn matching(self, how: TextMatchType) -> Self {
        self.changed(&|criteria| criteria.text_match_type = how.clone().into())
    }

    fn changed(self, change: &dyn Fn(&mut Criteria)) -> Self {
        Self(match self.0 {
            Kind::Criteria(mut criteria) => {
                change(&mut criteria);
                Kind::Criteria(criteria)
            }
            Kind::Joined(way, all) => {
                Kind::Joined(way, all.into_iter().map(|one| one.changed(change)).collect())
            }
            Kind::Moved { way, table, condition } => {
                Kind::Moved { way, table, condition: Box::new(condition.changed(change)) }
            }
            kind @ (Kind::Selection(_) | Kind::Clause(_)) => kind,
        })
    }

    fn joined(self, way: LogicOperation, other: Self) -> Self {
        match self.0 {
            Kind::Joined(own, mut all) if own == way => {
                all.push(other);
                Self(Kind::Joined(way, all))
            }
            kind => Self(Kind::Joined(way, vec![Self(kind), other])),
        }
    }
}

/// Records that do not meet it.
impl Not for Condition {
    type Output = Self;

    fn not(self) -> Self {
        Self(Kind::Joined(LogicOperation::Not, vec![self]))
    }
}

/// What is selected, with limits of its own.
impl From<Selection> for Condition {
    fn from(selection: Selection) -> Self {
        Self(Kind::Selection(Box::new(selection)))
    }
}

/// Records for which a computed value holds. Which members servers want beside it is a guess.
impl From<Expression> for Condition {
    fn from(expression: Expression) -> Self {
        let criteria = Criteria::new("").with_include(true).with_expression_rule(expression);
        Self(Kind::Criteria(Box::new(criteria)))
    }
}

/// What a server sent, or was made otherwise. Its tables stay.
impl From<Clause> for Condition {
    fn from(clause: Clause) -> Self {
        Self(Kind::Clause(Box::new(clause)))
    }
}
