//! The table for people, and the same for machines.

use std::fmt::Write;

use serde_json::{Value, json};

use super::document::Row;

/// How much of what is wrong stands in the table, in characters.
const WIDTH: usize = 100;

/// The table, what is wrong in full, and a summary.
pub(super) fn table(rows: &[Row]) -> String {
    let mut out = String::new();
    // Writing to text cannot fail.
    let _ = writeln!(
        out,
        "{:>11} {:>6} {:>8} {:>8} {:>9} {:>9}  {:<10} document",
        "operations", "types", "lines", "seconds", "compiles", "warnings", "outcome"
    );
    for row in rows {
        let _ = writeln!(out, "{}", line(row));
    }
    for (row, fault) in rows.iter().filter_map(|row| Some((row, row.fault()?))) {
        let _ = write!(out, "\n{} ({}):\n{fault}\n", row.document, row.package);
    }
    let failed = rows.iter().filter(|row| row.fault().is_some()).count();
    let compiled = rows.iter().filter(|row| row.compiled.is_some()).count();
    let operations: usize = rows.iter().map(|row| row.operations_out).sum();
    let left_out: usize = rows.iter().map(|row| row.left_out).sum();
    let _ = writeln!(
        out,
        "\n{} documents, {} generated, {compiled} compiled, {failed} failed; {operations} operations, \
         {left_out} left out with a diagnostic",
        rows.len(),
        rows.iter().filter(|row| row.failure.is_none()).count(),
    );
    out
}

fn line(row: &Row) -> String {
    let known = row.operations_in.map_or_else(|| "?".to_owned(), |count| count.to_string());
    let compiles = match &row.compiled {
        None => "-",
        Some(compiled) if compiled.errors == 0 => "yes",
        Some(_) => "no",
    };
    let warnings =
        row.compiled.as_ref().map_or_else(|| "-".to_owned(), |one| one.warnings.to_string());
    let outcome = match (&row.failure, row.fault()) {
        (Some(_), _) => "no crate",
        (None, Some(_)) => "failed",
        (None, None) => "ok",
    };
    let mut line = format!(
        "{:>11} {:>6} {:>8} {:>8.2} {compiles:>9} {warnings:>9}  {outcome:<10} {}",
        format!("{}/{known}", row.operations_out),
        row.types,
        row.lines,
        seconds(row),
        row.document,
    );
    let counts = row.counts.to_string();
    if !counts.is_empty() {
        let _ = write!(line, " ({counts})");
    }
    if let Some(fault) = row.fault() {
        let start: String = fault.lines().next().unwrap_or_default().chars().take(WIDTH).collect();
        let _ = write!(line, ": {start}");
    }
    line
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
                "operations_in": row.operations_in,
                "operations_out": row.operations_out,
                "operations_left_out": row.left_out,
                "types": row.types,
                "lines": row.lines,
                "notes": row.counts.notes,
                "warnings": row.counts.warnings,
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
