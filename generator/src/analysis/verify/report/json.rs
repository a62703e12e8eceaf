//! The report for programs.

use serde_json::{Value, json};

use super::super::kind::Level;
use super::told::{Difference, Report, SeenOperation, SeenSchema};
use crate::diagnostic::printable_json;

pub(super) fn render(report: &Report) -> String {
    let table = &report.coverage;
    let pairs = |pairs: &[(String, usize)]| {
        let pair = |(name, count): &(String, usize)| json!({"name": name, "count": count});
        pairs.iter().map(pair).collect::<Vec<Value>>()
    };
    let operation = |SeenOperation { name, exchanges, statuses }: &SeenOperation| {
        let status = |(status, seen): &(String, bool)| json!({"status": status, "seen": seen});
        let statuses: Vec<Value> = statuses.iter().map(status).collect();
        json!({"operation": name, "exchanges": exchanges, "statuses": statuses})
    };
    let schema = |SeenSchema { name, objects, seen, unseen }: &SeenSchema| json!({"schema": name, "objects": objects, "seen": seen, "not_seen": unseen});
    let value = json!({
        "document": report.document,
        "differences": report.differences.iter().map(difference).collect::<Vec<_>>(),
        "coverage": {
            "exchanges": table.exchanges,
            "unanswered": table.unanswered,
            "refused": pairs(&table.refused),
            "other_servers": pairs(&table.elsewhere),
            "operations": table.operations.iter().map(operation).collect::<Vec<_>>(),
            "schemas": table.schemas.iter().map(schema).collect::<Vec<_>>(),
            "not_looked_into": pairs(&table.unread),
        },
    });
    printable_json(&value) + "\n"
}

fn difference(one: &Difference) -> Value {
    let found = |(text, count): &(String, usize)| json!({"value": text, "count": count});
    let (names, more) = &one.operations;
    json!({
        "level": if one.kind.level() == Level::Note { "note" } else { "difference" },
        "code": one.kind.slug(),
        "message": one.message,
        "pointer": one.pointer.to_string(),
        "place": {"file": one.file, "line": one.position.line, "column": one.position.column},
        "operations": names,
        "more_operations": more,
        "part": one.part,
        "count": one.count,
        "exchanges": one.exchanges,
        "found": one.found.iter().map(found).collect::<Vec<_>>(),
        "first": one.first.as_ref().map(|first| json!({
            "recording": first.recording,
            "line": first.line,
            "entry": first.entry,
            "request": first.request,
        })),
    })
}
