//! Annotations of GitHub's workflows, at the places of NEW; of what is gone, at those of OLD.

use super::super::change::{Change, Diff};
use super::super::rules::Level;
use super::head::{answers, safe, title};
use crate::diagnostic::annotation;

pub(super) fn text(diff: &Diff) -> String {
    diff.changes.iter().map(one).collect()
}

fn one(change: &Change) -> String {
    let command = match change.level() {
        Level::Major => "error",
        Level::Minor => "warning",
        Level::Patch => "notice",
    };
    let place = change.new.as_ref().or(change.old.as_ref());
    let place = place.map(|place| (place.file.as_str(), place.line));
    let message = format!("{}: {}; {}", title(change), safe(&change.what), answers(change.answers));
    annotation(command, place, change.kind.rule().slug, &message)
}
