//! Cross tables: how many records there are for each pair of categories, and what they come to.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::database::{Database, Kind, Value, Variable};
use super::query::{self, Found};
use super::systems::BUILT;
use crate::double::request::{entries, member, text};
use crate::double::response::Refusal;

/// The code and the description of the category of all records.
const TOTAL: &str = "iTOTAL";

/// A dimension: its categories, and the records of each.
struct Dimension {
    id: String,
    categories: Vec<Category>,
}

struct Category {
    code: String,
    description: String,
    records: BTreeSet<usize>,
}

/// The response to a cube.
pub(crate) fn calculate(database: &Database, cube: &Json) -> Result<Json, Refusal> {
    if text(cube, "storage") != "Full" {
        return Err(Refusal::unknown("the double knows cubes of full storage only"));
    }
    let base = query::select(database, member(cube, "baseQuery").unwrap_or(&Json::Null))?;
    let table = database.table(text(cube, "resolveTableName"))?.name;
    let records = database.moved(&base.records, base.table, table)?;
    let all = Found { table, records };
    let dimensions = entries(cube, "dimensions").iter().map(|one| dimension(database, &all, one));
    let dimensions = dimensions.collect::<Result<Vec<_>, _>>()?;
    let measures = entries(cube, "measures").iter().map(|measure| {
        let rows = rows(database, &all, &dimensions, measure)?;
        Ok(json!({"id": text(measure, "id"), "rows": rows, "cells": []}))
    });
    let measures = measures.collect::<Result<Vec<_>, Refusal>>()?;
    let headers = dimensions.iter().map(|dimension| {
        let joined = |part: fn(&Category) -> &str| {
            dimension.categories.iter().map(part).collect::<Vec<_>>().join("\t")
        };
        json!({
            "id": dimension.id, "headerCodes": joined(|one| &one.code),
            "headerDescriptions": joined(|one| &one.description),
        })
    });
    Ok(json!({
        "title": null, "notes": null, "ranSuccessfully": null, "systemName": null,
        "systemLoadDate": BUILT, "userName": null, "runDate": null, "queryDescription": null,
        "dimensionResults": headers.collect::<Vec<_>>(), "measureResults": measures,
        "cube": null, "counts": all.counts(database, false)?,
    }))
}

fn dimension(database: &Database, all: &Found, dimension: &Json) -> Result<Dimension, Refusal> {
    let id = text(dimension, "id").to_owned();
    let variable = database.variable(text(dimension, "variableName"))?;
    let banding = dimension.pointer("/banding/type").and_then(Json::as_str);
    let mut categories = match (text(dimension, "type"), &variable.kind, banding) {
        ("Selector", Kind::Selector(_), _) => {
            let codes = variable.codes().into_iter();
            let category = |(code, description): (String, &str)| Category {
                code,
                description: description.to_owned(),
                records: BTreeSet::new(),
            };
            codes.map(category).collect()
        }
        ("DateBand", Kind::Days, Some(banding)) => bands(database, variable, banding)?,
        (kind, ..) => {
            let message = format!("the double knows no {kind} dimension of {}", variable.name);
            return Err(Refusal::unknown(message));
        }
    };
    for record in &all.records {
        let value = database.value_of(variable, all.table, *record)?;
        let code = match (&value, banding) {
            (Value::Day(day), Some(banding)) => band(*day, banding)?,
            (Value::Missing, Some(_)) => {
                categories.first().map(|one| one.code.clone()).unwrap_or_default()
            }
            _ => variable.code(&value),
        };
        if let Some(category) = categories.iter_mut().find(|category| category.code == code) {
            category.records.insert(*record);
        }
    }
    let (code, description) = (TOTAL.to_owned(), TOTAL.to_owned());
    categories.push(Category { code, description, records: all.records.clone() });
    Ok(Dimension { id, categories })
}

/// The band that a day is in.
fn band(day: Date, banding: &str) -> Result<String, Refusal> {
    let (year, month) = (day.year(), day.month());
    match banding {
        "Years" => Ok(format!("{year:04}")),
        "Quarters" => Ok(format!("{year:04}{:02}", (month - 1) / 3 + 1)),
        "Months" => Ok(format!("{year:04}{month:02}")),
        _ => Err(Refusal::unknown(format!("the double knows no bands of {banding}"))),
    }
}

/// The bands that the days of a variable are in, behind the one of those without.
fn bands(
    database: &Database,
    variable: &Variable,
    banding: &str,
) -> Result<Vec<Category>, Refusal> {
    let mut codes = BTreeSet::new();
    for record in database.table(variable.table)?.all() {
        if let Value::Day(day) = database.value(variable, record) {
            codes.insert(band(day, banding)?);
        }
    }
    let none = "0".repeat(codes.first().map_or(4, String::len));
    let category = |code: String, description: String| Category {
        code,
        description,
        records: BTreeSet::new(),
    };
    let first = category(none, "Unclassified".to_owned());
    let bands = codes.into_iter().map(|code| category(code.clone(), code));
    Ok(std::iter::once(first).chain(bands).collect())
}

/// The numbers of a measure: a number for each category of the first dimension, a row for each of the
/// second one; a third repeats all rows for each of its categories.
fn rows(
    database: &Database,
    all: &Found,
    dimensions: &[Dimension],
    measure: &Json,
) -> Result<Vec<String>, Refusal> {
    let Some((first, others)) = dimensions.split_first() else {
        return Ok(vec![number(database, all, &all.records, measure)?]);
    };
    let mut outer = vec![all.records.clone()];
    for dimension in others {
        let within = |category: &Category| {
            let both = |records: &BTreeSet<usize>| records & &category.records;
            outer.iter().map(both).collect::<Vec<_>>()
        };
        outer = dimension.categories.iter().flat_map(within).collect();
    }
    let row = |records: &BTreeSet<usize>| {
        let cell =
            |category: &Category| number(database, all, &(records & &category.records), measure);
        let cells = first.categories.iter().map(cell).collect::<Result<Vec<_>, _>>()?;
        Ok(cells.join("\t"))
    };
    outer.iter().map(row).collect()
}

/// What a measure comes to for these records. Where there is nothing to reckon with, it is no number.
fn number(
    database: &Database,
    all: &Found,
    records: &BTreeSet<usize>,
    measure: &Json,
) -> Result<String, Refusal> {
    let table = database.table(text(measure, "resolveTableName"))?.name;
    let records = database.moved(records, all.table, table)?;
    let function = text(measure, "function");
    if function == "Count" {
        return Ok(records.len().to_string());
    }
    let variable = database.variable(text(measure, "variableName"))?;
    let mut numbers = Vec::new();
    for record in records {
        if let Value::Number(number) = database.value_of(variable, table, record)? {
            numbers.push(number);
        }
    }
    let sum: f64 = numbers.iter().sum();
    let count: f64 = numbers.iter().map(|_| 1.0).sum();
    let number = match function {
        "Sum" => sum,
        "Mean" => sum / count,
        "Minimum" => numbers.into_iter().fold(f64::NAN, f64::min),
        "Maximum" => numbers.into_iter().fold(f64::NAN, f64::max),
        _ => return Err(Refusal::unknown(format!("the double knows no function {function}"))),
    };
    Ok(number.to_string())
}
