//! Which records a query selects.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::criteria;
use super::database::{Database, Value};
use crate::double::request::{entries, member, text};
use crate::double::response::Refusal;

/// Records of a table.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) table: &'static str,
    pub(crate) records: BTreeSet<usize>,
}

/// The records that a query selects.
pub(crate) fn select(database: &Database, query: &Json) -> Result<Found, Refusal> {
    let none = || Refusal::bad("the query has no selection");
    selection(database, member(query, "selection").ok_or_else(none)?)
}

/// How many they are, and how many of the tables above they belong to, if that is asked for.
pub(crate) fn counts(database: &Database, query: &Json) -> Result<Json, Refusal> {
    let found = select(database, query)?;
    let ancestors = query.pointer("/selection/ancestorCounts").and_then(Json::as_bool);
    found.counts(database, ancestors.unwrap_or_default())
}

impl Found {
    /// The counts of these records.
    pub(crate) fn counts(
        &self,
        database: &Database,
        with_ancestors: bool,
    ) -> Result<Json, Refusal> {
        let mut tables = vec![self.table];
        if with_ancestors {
            tables.extend(database.ancestors(self.table));
        }
        let count = |table: &&str| {
            let records = database.moved(&self.records, self.table, table)?;
            Ok(json!({"tableName": table, "countValue": records.len()}))
        };
        tables.iter().map(count).collect()
    }

    /// What modifiers leave of it: those of a selection, or of an audience.
    pub(crate) fn narrowed(mut self, database: &Database, by: &Json) -> Result<Self, Refusal> {
        if member(by, "rfv").is_some() {
            return Err(Refusal::unknown("the double knows nothing of `rfv`"));
        }
        if let Some(n_per) = member(by, "nPer") {
            self.records = last_of_each(database, &self, n_per)?;
        }
        if let Some(top) = member(by, "topN") {
            self.records = top_n(database, &self, top)?;
        }
        if let Some(limits) = member(by, "limits") {
            self.records = limited(&self.records, limits);
        }
        Ok(self)
    }
}

fn selection(database: &Database, selection: &Json) -> Result<Found, Refusal> {
    let table = database.table(text(selection, "tableName"))?;
    let mut found = Found { table: table.name, records: table.all() };
    if let Some(set) = member(selection, "recordSet") {
        let key = database.variable(text(set, "keyVariableName"))?;
        let numbers: Vec<&str> = text(set, "values").split(['\t', '\n', ',']).collect();
        let is_in = |record: &usize| {
            numbers.contains(&key.describe(&database.value(key, *record)).as_str())
        };
        found.records.retain(is_in);
    }
    if let Some(rule) = member(selection, "rule").and_then(|rule| member(rule, "clause")) {
        let met = clause(database, rule)?;
        if met.table != found.table {
            return Err(Refusal::bad(format!("the rule is on {}, not {}", met.table, found.table)));
        }
        found.records.retain(|record| met.records.contains(record));
    }
    found.narrowed(database, selection)
}

fn clause(database: &Database, one: &Json) -> Result<Found, Refusal> {
    if let Some(criterion) = member(one, "criteria") {
        let (table, records) = criteria::records(database, criterion)?;
        return Ok(Found { table, records });
    }
    if let Some(inner) = member(one, "subSelection").and_then(|sub| member(sub, "selection")) {
        return selection(database, inner);
    }
    let none = || Refusal::bad("a clause has neither criteria nor logic nor a selection");
    logic(database, member(one, "logic").ok_or_else(none)?)
}

fn logic(database: &Database, logic: &Json) -> Result<Found, Refusal> {
    let table = database.table(text(logic, "tableName"))?;
    let operands = entries(logic, "operands").iter().map(|operand| clause(database, operand));
    let operands = operands.collect::<Result<Vec<_>, _>>()?;
    let operation = text(logic, "operation");
    if let "ANY" | "THE" = operation {
        let [operand] = operands.as_slice() else {
            return Err(Refusal::bad(format!("{operation} takes one operand")));
        };
        let records = database.moved(&operand.records, operand.table, table.name)?;
        return Ok(Found { table: table.name, records });
    }
    if let Some(other) = operands.iter().find(|operand| operand.table != table.name) {
        let message =
            format!("{operation} is on {}, and an operand on {}", table.name, other.table);
        return Err(Refusal::bad(message));
    }
    let all = || operands.iter().map(|operand| &operand.records);
    let records = match operation {
        "AND" => table.all().into_iter().filter(|one| all().all(|set| set.contains(one))).collect(),
        "OR" => all().flatten().copied().collect(),
        "NOT" => {
            table.all().into_iter().filter(|one| !all().any(|set| set.contains(one))).collect()
        }
        _ => return Err(Refusal::bad(format!("there is no operation {operation:?}"))),
    };
    Ok(Found { table: table.name, records })
}

/// So many of the records. The real service draws lots for some ways of sampling; here all begin
/// at the first.
fn limited(records: &BTreeSet<usize>, limits: &Json) -> BTreeSet<usize> {
    let number = |value: Option<&Json>| value.and_then(Json::as_f64).unwrap_or_default();
    let all = records.iter().map(|_| 1.0).sum::<f64>();
    let part = |name: &str| number(limits.pointer(&format!("/fraction/{name}")));
    let wanted = match text(limits, "type") {
        "Total" => number(member(limits, "total")),
        "Percent" => all * number(member(limits, "percent")) / 100.0,
        "Fraction" if part("denominator") > 0.0 => all * part("numerator") / part("denominator"),
        _ => all,
    };
    let start = number(member(limits, "startAt"));
    let places = std::iter::successors(Some(0.0), |place| Some(place + 1.0));
    let kept = places.zip(records).filter(|(place, _)| *place >= start && *place < start + wanted);
    kept.map(|(_, record)| *record).collect()
}

/// The records with the greatest or least values, of all or of each category of a variable.
fn top_n(database: &Database, found: &Found, top: &Json) -> Result<BTreeSet<usize>, Refusal> {
    let number = |name: &str| member(top, name).and_then(Json::as_u64);
    let count = |name: &str| number(name).and_then(|count| usize::try_from(count).ok());
    if let Some(group) = member(top, "groupingVariableName").and_then(Json::as_str) {
        let group = database.variable(group)?;
        let by = database.variable(text(top, "groupingSequenceVariableName"))?;
        let mut ordered = criteria::ordered(database, by, &found.records);
        if !member(top, "groupingAscending").and_then(Json::as_bool).unwrap_or_default() {
            ordered.reverse();
        }
        let kind = |record: usize| group.describe(&database.value(group, record));
        return Ok(first_of_each(&ordered, count("groupMax").unwrap_or_default(), kind));
    }
    let variable = database.variable(text(top, "variableName"))?;
    let mut ordered = criteria::ordered(database, variable, &found.records);
    ordered.retain(|record| database.value(variable, *record) != Value::Missing);
    let place = |name: &str| member(top, name).and_then(Json::as_f64);
    let (skipped, taken) = match text(top, "direction") {
        "Top" | "RangeTopDown" => {
            ordered.reverse();
            span(count("value"), place("minValue"), place("maxValue"))
        }
        _ => span(count("value"), place("minValue"), place("maxValue")),
    };
    Ok(ordered.into_iter().skip(skipped).take(taken).collect())
}

/// How many are left out and how many are taken, by a number or by places counted from 1.
fn span(count: Option<usize>, first: Option<f64>, last: Option<f64>) -> (usize, usize) {
    let (Some(first), Some(last)) = (first, last) else { return (0, count.unwrap_or_default()) };
    let up_to = |bound: f64| (1..10_000u32).take_while(|place| f64::from(*place) <= bound).count();
    let skipped = up_to(first).saturating_sub(1);
    (skipped, up_to(last).saturating_sub(skipped))
}

/// The last records, by a variable, that belong to each record of the table above.
fn last_of_each(
    database: &Database,
    found: &Found,
    n_per: &Json,
) -> Result<BTreeSet<usize>, Refusal> {
    let (above, below) = (text(n_per, "groupingTableName"), text(n_per, "transactionalTableName"));
    let recency =
        member(n_per, "recency").ok_or_else(|| Refusal::unknown("`nPer` by recency only"))?;
    let by = database.variable(text(recency, "variableName"))?;
    let mut ordered =
        criteria::ordered(database, by, &database.moved(&found.records, found.table, below)?);
    if text(recency, "direction") == "Last" {
        ordered.reverse();
    }
    let count = member(recency, "value").and_then(Json::as_u64).unwrap_or(1);
    let records = &database.table(below)?.records;
    database.table(above)?;
    let parent = |record: usize| records.get(record).and_then(|record| record.parent);
    let kept = first_of_each(&ordered, usize::try_from(count).unwrap_or(usize::MAX), parent);
    database.moved(&kept, below, found.table)
}

/// The first records of each kind.
fn first_of_each<K: Ord>(
    ordered: &[usize],
    count: usize,
    kind: impl Fn(usize) -> K,
) -> BTreeSet<usize> {
    let mut seen = std::collections::BTreeMap::<K, usize>::new();
    let mut is_wanted = |record: &usize| {
        let number = seen.entry(kind(*record)).or_default();
        *number += 1;
        *number <= count
    };
    ordered.iter().copied().filter(|record| is_wanted(record)).collect()
}
