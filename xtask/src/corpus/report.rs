//! The table for people, and the same for machines.

use std::fmt::Write;

use serde_json::{Value, json};

use super::document::Row;
use super::losses::{Difference, Part};

/// How much of what is wrong stands in the table, in characters.
const WIDTH: usize = 100;

/// How much of it stands below the table, in lines.
const LINES: usize = 30;

/// The table, what is wrong in full, and a summary.
pub(super) fn table(rows: &[Row]) -> String {
    let mut out = String::new();
    // Writing to text cannot fail.
    let _ = writeln!(
        out,
        "{:>11} {:>10} {:>9} {:>6} {:>8} {:>8} {:>8} {:>6} {:>10}  {:<8} document",
        "operations",
        "parameters",
        "bodies",
        "types",
        "lines",
        "warnings",
        "notes",
        "seconds",
        "compiles",
        "outcome"
    );
    for row in rows {
        let _ = writeln!(out, "{}", line(row));
    }
    for (row, fault) in rows.iter().filter_map(|row| Some((row, row.fault()?))) {
        let _ = writeln!(out, "\n{} ({}):", row.document, row.package);
        for line in fault.lines().take(LINES) {
            let _ = writeln!(out, "{line}");
        }
        let rest = fault.lines().skip(LINES).count();
        if rest > 0 {
            let _ = writeln!(out, "and {rest} more lines; `--json FILE` has all");
        }
    }
    let _ = writeln!(out, "\n{}", summary(rows));
    out
}

fn summary(rows: &[Row]) -> String {
    let count = |has: fn(&Row) -> bool| rows.iter().filter(|row| has(row)).count();
    let sum = |number: fn(&Row) -> usize| rows.iter().map(number).sum::<usize>();
    let known = |row: &Row| row.differences.iter().filter(|one| one.known.is_some()).count();
    format!(
        "{} documents, {} generated, {} compiled, {} failed; {} of {} operations, {} parameters and \
         {} bodies lost, {} differences known; {} warnings, {} notes",
        rows.len(),
        count(|row| row.failure.is_none()),
        count(|row| row.compiled.is_some()),
        count(|row| row.fault().is_some()),
        sum(|row| row.operations_out),
        sum(|row| row.operations_in),
        sum(lost_parameters),
        sum(lost_bodies),
        sum(known),
        sum(|row| row.counts.warnings),
        sum(|row| row.counts.notes),
    )
}

fn line(row: &Row) -> String {
    let is_counted = row.uncounted.is_none();
    let operations = match is_counted {
        true => format!("{}/{}", row.operations_out, row.operations_in),
        false => format!("{}/?", row.operations_out),
    };
    let lost = |number: usize| match number {
        _ if row.failure.is_some() || !is_counted => "-".to_owned(),
        0 => "all".to_owned(),
        number => format!("{number} lost"),
    };
    let compiles = match &row.compiled {
        None => "-".to_owned(),
        Some(compiled) if compiled.errors > 0 => "no".to_owned(),
        Some(compiled) if compiled.warnings > 0 => format!("{} warnings", compiled.warnings),
        Some(_) => "yes".to_owned(),
    };
    let fault = row.fault();
    let outcome = match (&row.failure, &fault) {
        (Some(_), _) => "no crate",
        (None, Some(_)) => "failed",
        (None, None) => "ok",
    };
    let mut line = format!(
        "{operations:>11} {:>10} {:>9} {:>6} {:>8} {:>8} {:>8} {:>6.2} {compiles:>10}  {outcome:<8} {}",
        lost(lost_parameters(row)),
        lost(lost_bodies(row)),
        row.types,
        row.lines,
        row.counts.warnings,
        row.counts.notes,
        seconds(row),
        row.document,
    );
    if let Some(fault) = fault {
        let start: String = fault.lines().next().unwrap_or_default().chars().take(WIDTH).collect();
        let _ = write!(line, ": {start}");
    }
    line
}

fn lost_parameters(row: &Row) -> usize {
    row.lost(|part| matches!(part, Part::Parameter(..) | Part::Unread(_)))
}

fn lost_bodies(row: &Row) -> usize {
    row.lost(|part| *part == Part::Body)
}

fn seconds(row: &Row) -> f64 {
    let compiled = row.compiled.as_ref().map_or(0.0, |compiled| compiled.time.as_secs_f64());
    row.generated_in.as_secs_f64() + compiled
}

/// The rows as JSON, one object each.
pub(super) fn json(rows: &[Row]) -> String {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| {
            let compiled = row.compiled.as_ref();
            json!({
                "document": row.document,
                "generated": row.failure.is_none(),
                "fault": row.fault(),
                "operations_in": row.uncounted.is_none().then_some(row.operations_in),
                "operations_out": row.operations_out,
                "operations_left_out": row.left_out,
                "operations_lost": row.lost(|part| *part == Part::Operation),
                "parameters_lost": lost_parameters(row),
                "bodies_lost": lost_bodies(row),
                "differences": row.differences.iter().map(difference).collect::<Vec<_>>(),
                "idle": row.idle,
                "types": row.types,
                "lines": row.lines,
                "notes": row.counts.notes,
                "warnings": row.counts.warnings,
                "warnings_by_code": row.warnings,
                "errors": row.counts.errors,
                "compiles": compiled.map(|compiled| compiled.errors == 0),
                "compiler_warnings": compiled.map(|compiled| compiled.warnings),
                "seconds_to_generate": row.generated_in.as_secs_f64(),
                "seconds_to_check": compiled.map(|compiled| compiled.time.as_secs_f64()),
            })
        })
        .collect();
    format!("{:#}\n", Value::from(rows))
}

fn difference(one: &Difference) -> Value {
    json!({
        "operation": one.request,
        "part": one.part.label(),
        "text": one.to_string(),
        "known": one.known,
    })
}
