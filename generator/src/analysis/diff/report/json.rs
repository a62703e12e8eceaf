//! For programs: one JSON object.

use serde_json::{Value, json};

use super::super::change::{Change, Diff, Place, Subject};
use super::super::rules::Level;
use super::head::Head;
use crate::source::inert_json;

pub(super) fn text(diff: &Diff, head: &Head) -> String {
    let next = diff
        .level()
        .zip(head.version.as_ref())
        .map(|(level, version)| level.next(version).to_string());
    let whole = json!({
        "level": diff.level().map(Level::word),
        "breaking": diff.count(Level::Major),
        "additions": diff.count(Level::Minor),
        "others": diff.count(Level::Patch),
        "package": head.package,
        "revision": head.revision,
        "version": head.version.as_ref().map(ToString::to_string),
        "next_version": next,
        "changes": diff.changes.iter().map(change).collect::<Vec<_>>(),
    });
    let text = format!("{whole:#}");
    text.lines().map(|line| inert_json(line) + "\n").collect()
}

fn change(change: &Change) -> Value {
    let (about, name) = match &change.subject {
        Subject::Api => ("api", None),
        Subject::Operation(request) => ("operation", Some(request)),
        Subject::Type(name) => ("type", Some(name)),
        Subject::Document => ("document", None),
    };
    json!({
        "rule": change.kind.rule().slug,
        "level": change.level().word(),
        "api": change.api,
        "about": about,
        "name": name,
        "what": change.what,
        "items": change.items,
        "old": change.old.as_ref().map(place),
        "new": change.new.as_ref().map(place),
        "compiles": change.answers.compiles,
        "old_program_new_server": change.answers.old_to_new.key(),
        "new_program_old_server": change.answers.new_to_old.key(),
        "reached_by": change.reached_by,
    })
}

fn place(place: &Place) -> Value {
    json!({ "file": place.file, "line": place.line, "pointer": place.pointer.to_string() })
}
