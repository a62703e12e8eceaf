//! Annotations of GitHub's workflows, at the places of NEW; of what is gone, at those of OLD.

use super::super::change::{Change, Diff};
use super::super::rules::Level;
use super::head::{answers, safe, title};

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
    let at = place.map(|place| format!("file={},line={},", property(&place.file), place.line));
    let message =
        format!("{}: {}; {}", title(&change.subject), safe(&change.what), answers(change.answers));
    format!(
        "::{command} {}title={}::{}\n",
        at.unwrap_or_default(),
        change.kind.rule().slug,
        value(&message)
    )
}

/// A text as GitHub's runner reads it back.
fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    value(&safe(text)).replace(':', "%3A").replace(',', "%2C")
}
