//! Conditions and what narrows a selection.

use super::super::super::types::{
    Clause, DateRule, LimitType, Limits, ListRule, PredefinedRule, RangeEnd, RangeStart, RecordSet,
    TopN, ValueRule,
};
use super::super::queries::checked_list;
use super::members::{at_most_one, is_set, needed, set};
use crate::runtime::Maybe;

/// A condition is one of several.
pub(in super::super::super) fn clause(clause: &Clause) -> Result<(), String> {
    let members = [
        ("logic", clause.logic.value().is_some()),
        ("criteria", clause.criteria.value().is_some()),
        ("subSelection", clause.sub_selection.value().is_some()),
        ("audienceReference", is_set(clause.audience_reference.as_ref())),
        ("fileReference", is_set(clause.file_reference.as_ref())),
    ];
    // Without a condition, the server would select more than was meant.
    if set(&members).is_empty() {
        return Err("has no condition: `logic`, `criteria` or `subSelection`".to_owned());
    }
    at_most_one(&members)
}

/// A rule goes with its name. That of ages is a guess, so ages are taken with any name.
pub(in super::super::super) fn value_rule(rule: &ValueRule) -> Result<(), String> {
    let members = [
        ("ageRule", rule.age_rule.value().is_some()),
        ("dateRule", rule.date_rule.value().is_some()),
        ("listRule", rule.list_rule.value().is_some()),
        ("timeRule", rule.time_rule.value().is_some()),
    ];
    at_most_one(&members)?;
    let found = set(&members).first().copied();
    let wanted = match rule.predefined_rule.value() {
        Some(PredefinedRule::CustomRule) => "dateRule",
        Some(PredefinedRule::CustomTimeRule) => "timeRule",
        None | Some(PredefinedRule::AdhocDates) => {
            return match found {
                Some("dateRule") => {
                    Err("has a `dateRule`, which goes with `CustomRule`".to_owned())
                }
                Some("timeRule") => {
                    Err("has a `timeRule`, which goes with `CustomTimeRule`".to_owned())
                }
                _ => Ok(()),
            };
        }
        Some(_) => return Ok(()),
    };
    needed(wanted, found == Some(wanted), "`predefinedRule`")
}

pub(in super::super::super) fn list_rule(rule: &ListRule) -> Result<(), String> {
    checked_list("list", rule.list.value())
}

pub(in super::super::super) fn record_set(records: &RecordSet) -> Result<(), String> {
    checked_list("values", records.values.value())
}

/// Each end of a span has what its kind says.
pub(in super::super::super) fn date_rule(rule: &DateRule) -> Result<(), String> {
    if rule.start_range_limit == Maybe::Value(RangeStart::Actual) {
        needed("rangeStartDate", rule.range_start_date.value().is_some(), "`startRangeLimit`")?;
    }
    if rule.start_range_limit == Maybe::Value(RangeStart::Relative) {
        needed(
            "startRangeRelative",
            rule.start_range_relative.value().is_some(),
            "`startRangeLimit`",
        )?;
    }
    if rule.end_range_limit == Maybe::Value(RangeEnd::Actual) {
        needed("rangeEndDate", rule.range_end_date.value().is_some(), "`endRangeLimit`")?;
    }
    if rule.end_range_limit == Maybe::Value(RangeEnd::Relative) {
        needed("endRangeRelative", rule.end_range_relative.value().is_some(), "`endRangeLimit`")?;
    }
    Ok(())
}

/// A limit has what its type says. What is of another type counts for nothing, and clients send it.
pub(in super::super::super) fn limits(limits: &Limits) -> Result<(), String> {
    match limits.r#type.value() {
        Some(LimitType::Total) => {
            needed("total", limits.total.value().is_some(), "the type `Total`")
        }
        Some(LimitType::Percent) => {
            let percent = limits.percent.value();
            needed("percent", percent.is_some(), "the type `Percent`")?;
            match percent.and_then(|percent| percent.as_number()) {
                Some(percent) if (0.0..=100.0).contains(&percent) => Ok(()),
                _ => Err("has a `percent` that is not within 0 and 100".to_owned()),
            }
        }
        Some(LimitType::Fraction) => {
            let fraction = limits.fraction.value();
            needed("fraction", fraction.is_some(), "the type `Fraction`")?;
            match fraction.and_then(|fraction| fraction.denominator.value()) {
                Some(0) | None => Err("has a `fraction` of nothing".to_owned()),
                Some(_) => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// An order is of all records or of each group.
pub(in super::super::super) fn top_n(top: &TopN) -> Result<(), String> {
    let named = |name: &Maybe<String>| name.value().is_some_and(|name| !name.is_empty());
    at_most_one(&[
        ("variableName", named(&top.variable_name)),
        ("groupingVariableName", named(&top.grouping_variable_name)),
    ])
}
