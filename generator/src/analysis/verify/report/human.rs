//! The report for people.

use std::fmt::Write as _;

use super::super::kind::Level;
use super::told::{Difference, Report, SeenOperation, SeenSchema, Table};

/// How many names are told of a list.
const NAMES: usize = 12;

pub(super) fn render(report: &Report) -> String {
    let mut out = String::new();
    for one in &report.differences {
        difference(&mut out, one);
    }
    coverage(&mut out, &report.coverage);
    out.push_str(&summary(report));
    out
}

/// How many differences there are.
pub(super) fn summary(report: &Report) -> String {
    let of = |level| report.differences.iter().filter(|one| one.kind.level() == level).count();
    let (differences, notes) = (of(Level::Difference), of(Level::Note));
    let mut out = format!(
        "{}: {} in {}",
        report.document,
        counted(differences, "difference"),
        counted(report.coverage.exchanges, "exchange")
    );
    if notes > 0 {
        // Writing to text cannot fail.
        let _ = write!(out, ", {}", counted(notes, "note"));
    }
    out.push('\n');
    out
}

fn difference(out: &mut String, one: &Difference) {
    let level = if one.kind.level() == Level::Note { "note" } else { "difference" };
    let _ = writeln!(out, "{level}[{}]: {}", one.kind.slug(), one.message);
    let (file, position, pointer) = (&one.file, one.position, &one.pointer);
    let _ = writeln!(out, "  --> {file}:{position} {pointer}");
    let (names, more) = &one.operations;
    if !names.is_empty() {
        let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
        let part = one.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
        let _ = writeln!(out, "   = in {}{more}{part}", names.join(", "));
    }
    if !one.found.is_empty() {
        let found = one.found.iter().map(|(text, count)| match count {
            1 => text.clone(),
            count => format!("{text} ({count} times)"),
        });
        let _ = writeln!(out, "   = found {}", found.collect::<Vec<_>>().join(", "));
    }
    if let Some(first) = &one.first {
        let times = counted(one.count, "time");
        let exchanges = counted(one.exchanges, "exchange");
        let _ = writeln!(
            out,
            "   = {times} in {exchanges}, first in {}:{}, entry {}: {}",
            first.recording, first.line, first.entry, first.request
        );
    }
    out.push('\n');
}

fn coverage(out: &mut String, table: &Table) {
    let (seen, unseen): (Vec<&SeenOperation>, Vec<&SeenOperation>) =
        table.operations.iter().partition(|operation| operation.exchanges > 0);
    let _ = writeln!(out, "operations seen: {} of {}", seen.len(), table.operations.len());
    for SeenOperation { name, exchanges, statuses } in seen {
        let of = |wanted: bool| {
            let names = statuses.iter().filter(|(_, seen)| *seen == wanted);
            names.map(|(status, _)| status.as_str()).collect::<Vec<_>>().join(" ")
        };
        let (seen, unseen) = (of(true), of(false));
        let seen = if seen.is_empty() { "none".to_owned() } else { seen };
        let unseen = if unseen.is_empty() { unseen } else { format!(", not seen {unseen}") };
        let times = counted(*exchanges, "exchange");
        let _ = writeln!(out, "  {name}: {times}; statuses seen {seen}{unseen}");
    }
    list(out, "operations not seen", unseen.iter().map(|one| one.name.clone()).collect());
    let seen: usize = table.schemas.iter().map(|schema| schema.seen.len()).sum();
    let unseen: usize = table.schemas.iter().map(|schema| schema.unseen.len()).sum();
    if seen + unseen > 0 {
        let _ = writeln!(out, "properties seen: {seen} of {}", seen + unseen);
        let partly = table.schemas.iter().filter(|schema| !schema.unseen.is_empty());
        for SeenSchema { name, objects, seen, unseen } in partly {
            let (seen, whole) = (seen.len(), seen.len() + unseen.len());
            let objects = counted(*objects, "object");
            let unseen = shortened(unseen.clone(), " ");
            let _ = writeln!(out, "  {name}: {seen} of {whole} in {objects}, not seen {unseen}");
        }
    }
    let elsewhere = table.elsewhere.iter().map(|(host, count)| format!("{host} ({count})"));
    list(out, "other servers, not compared", elsewhere.collect());
    let refused = table.refused.iter().map(|(request, count)| format!("{request} ({count})"));
    list(out, "no operations, and refused", refused.collect());
    if table.unanswered > 0 {
        let _ = writeln!(out, "without a response, not compared: {}", table.unanswered);
    }
    let unread = table.unread.iter().map(|(reason, count)| format!("{reason} ({count})"));
    list(out, "not looked into", unread.collect());
    out.push('\n');
}

fn list(out: &mut String, title: &str, names: Vec<String>) {
    if !names.is_empty() {
        let _ = writeln!(out, "{title}: {}", shortened(names, ", "));
    }
}

fn shortened(mut names: Vec<String>, between: &str) -> String {
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    let names = names.join(between);
    if more > 0 { format!("{names}{between}and {more} more") } else { names }
}

fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {word}{plural}")
}
