//! Which records a criterion takes: those of one variable's values.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::Value as Json;

use super::database::{Database, UNCLASSIFIED, Value, Variable, compact};
use crate::double::request::{entries, member, text};
use crate::double::response::Refusal;

/// The table of a criterion, and the records that meet it.
pub(crate) fn records(
    database: &Database,
    criteria: &Json,
) -> Result<(&'static str, BTreeSet<usize>), Refusal> {
    let variable = database.variable(text(criteria, "variableName"))?;
    let table = text(criteria, "tableName");
    if table != variable.table {
        return Err(Refusal::bad(format!("{} is not in the table {table:?}", variable.name)));
    }
    let rules = entries(criteria, "valueRules");
    if rules.is_empty() {
        return Err(Refusal::unknown("the double knows only criteria with rules of values"));
    }
    let is_included = member(criteria, "include").and_then(Json::as_bool).unwrap_or(true);
    let wants_all = text(criteria, "logic").eq_ignore_ascii_case("and");
    let mut found = BTreeSet::new();
    for record in database.table(table)?.all() {
        let value = database.value(variable, record);
        let (mut any, mut all) = (false, true);
        for rule in rules {
            let is_met = meets(&value, rule, criteria)?;
            (any, all) = (any || is_met, all && is_met);
        }
        if is_included == (if wants_all { all } else { any }) {
            found.insert(record);
        }
    }
    Ok((variable.table, found))
}

fn meets(value: &Value, rule: &Json, criteria: &Json) -> Result<bool, Refusal> {
    if let Some(list) = member(rule, "listRule") {
        let mut values = text(list, "list").split('\t');
        return Ok(values.any(|wanted| is(value, wanted, criteria)));
    }
    match member(rule, "dateRule") {
        Some(days) => is_within(value, days),
        None => Err(Refusal::unknown("the double knows lists of values and spans of days only")),
    }
}

fn is(value: &Value, wanted: &str, criteria: &Json) -> bool {
    match value {
        Value::Code(code) => code.trim() == wanted.trim(),
        Value::Number(number) => compares(*number, wanted),
        Value::Text(own) => is_text(own, wanted, criteria),
        Value::Day(day) => compact(*day) == wanted,
        // What is asked for by the code of selectors, and by the comparison of numbers.
        Value::Missing => [UNCLASSIFIED, "><"].contains(&wanted.trim()),
    }
}

/// A number, a comparison, or two with ` - ` between, which both hold.
fn compares(number: f64, wanted: &str) -> bool {
    let holds = |wanted: &str| {
        let end = wanted.find(|c: char| !"<>=".contains(c)).unwrap_or(wanted.len());
        let (operator, constant) = wanted.split_at(end);
        let Ok(constant) = constant.trim().parse::<f64>() else { return false };
        match operator {
            "<" => number < constant,
            "<=" => number <= constant,
            ">" => number > constant,
            ">=" => number >= constant,
            "" | "=" => (number - constant).abs() < f64::EPSILON,
            _ => false,
        }
    };
    wanted.split(" - ").all(|one| holds(one.trim()))
}

fn is_text(own: &str, wanted: &str, criteria: &Json) -> bool {
    let ignores_case = member(criteria, "ignoreCase").and_then(Json::as_bool).unwrap_or_default();
    let lower = |text: &str| if ignores_case { text.to_lowercase() } else { text.to_owned() };
    let (own, wanted) = (lower(own), lower(wanted));
    match text(criteria, "textMatchType") {
        "Contains" => own.contains(&wanted),
        "Begins" => own.starts_with(&wanted),
        "Ends" => own.ends_with(&wanted),
        "Ranges" => wanted.split(" - ").all(|bound| is_on_side(&own, bound)),
        _ => own == wanted,
    }
}

/// Whether a text is on the right side of a bound such as `>="a"`.
fn is_on_side(own: &str, bound: &str) -> bool {
    let (operator, constant) = bound.split_once('"').unwrap_or_default();
    let constant = constant.trim_end_matches('"');
    match operator {
        "=" => own == constant,
        "<=" => own <= constant,
        ">=" => own >= constant,
        "<" => own < constant,
        ">" => own > constant,
        _ => false,
    }
}

/// Whether a day is in a span, of which the double knows those of all days.
fn is_within(value: &Value, days: &Json) -> Result<bool, Refusal> {
    let is_plain = text(days, "patternFrequency") == "Daily"
        && member(days, "patternInterval").is_none_or(|interval| interval == 1);
    if !is_plain {
        return Err(Refusal::unknown("the double knows spans of all their days only"));
    }
    let end = |limit: &str, open: &str, date: &str| match text(days, limit) {
        "Actual" => {
            let day = text(days, date).split('T').next().and_then(|day| day.parse::<Date>().ok());
            day.map(Some).ok_or_else(|| Refusal::bad(format!("{date} is no day")))
        }
        known if known == open => Ok(None),
        _ => Err(Refusal::unknown("the double knows no spans that move with the day")),
    };
    let first = end("startRangeLimit", "Earliest", "rangeStartDate")?;
    let last = end("endRangeLimit", "Latest", "rangeEndDate")?;
    let Value::Day(day) = value else { return Ok(false) };
    Ok(first.is_none_or(|first| first <= *day) && last.is_none_or(|last| *day <= last))
}

/// The order of the records of a variable, the least first; what is missing comes before it all.
pub(crate) fn ordered(
    database: &Database,
    variable: &Variable,
    records: &BTreeSet<usize>,
) -> Vec<usize> {
    let key = |record: &usize| match database.value(variable, *record) {
        Value::Missing => (f64::NEG_INFINITY, String::new()),
        Value::Number(number) => (number, String::new()),
        Value::Code(code) => (0.0, code.to_owned()),
        Value::Text(text) => (0.0, text),
        Value::Day(day) => (0.0, compact(day)),
    };
    let mut ordered: Vec<usize> = records.iter().copied().collect();
    ordered.sort_by(|one, other| {
        let (one, other) = (key(one), key(other));
        one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1))
    });
    ordered
}
