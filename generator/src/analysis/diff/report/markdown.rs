//! An entry of a changelog: what breaks, what is new, what else is different.

use std::fmt::Write as _;

use super::super::change::{Change, Diff, Subject};
use super::super::rules::{Level, Wire};
use super::head::{Head, is_small, safe, summary, whole};

pub(super) fn text(diff: &Diff, head: &Head) -> String {
    let mut out = match &head.package {
        Some(package) => format!("## {}\n\n", whole(package, head)),
        None => String::new(),
    };
    // Writing to text cannot fail.
    let _ = writeln!(out, "{}.", capital(&summary(diff, head)));
    for (level, title) in
        [(Level::Major, "Breaking"), (Level::Minor, "Added"), (Level::Patch, "Changed")]
    {
        let mut of_level = diff.changes.iter().filter(|change| change.level() == level).peekable();
        if of_level.peek().is_some() {
            let _ = write!(out, "\n### {title}\n\n");
        }
        of_level.for_each(|change| one(&mut out, change));
    }
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

fn one(out: &mut String, change: &Change) {
    let about = match &change.subject {
        Subject::Api => String::new(),
        Subject::Operation(request) => format!("{}: ", code(request)),
        Subject::Type(name) => format!("{}: ", code(name)),
        Subject::Document => "the document: ".to_owned(),
    };
    let api = change.api.as_ref().map(|api| format!("{}: ", code(api))).unwrap_or_default();
    let _ = write!(out, "- {api}{about}{}", safe(&change.what));
    if !is_small(change.kind) {
        let mut follows = Vec::new();
        if !change.answers.compiles {
            follows.push("code has to be changed".to_owned());
        }
        if change.answers.old_to_new > Wire::Works {
            follows.push(format!(
                "a program as it was, at the new server: {}",
                change.answers.old_to_new.word()
            ));
        }
        if change.answers.new_to_old > Wire::Works {
            follows.push(format!(
                "a new program, at the server as it was: {}",
                change.answers.new_to_old.word()
            ));
        }
        if !follows.is_empty() {
            let _ = write!(out, " ({})", follows.join("; "));
        }
    }
    out.push('\n');
}

fn code(text: &str) -> String {
    format!("`{}`", safe(text).replace('`', "'"))
}
