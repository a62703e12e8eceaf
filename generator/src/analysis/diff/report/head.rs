//! What is compared, and what follows of all of it together.

use super::super::change::{Change, Diff, Place, Subject};
use super::super::rules::{Answers, Kind, Level};
use crate::source::{inert, visible_text};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// For people.
    #[default]
    Human,
    /// One JSON object.
    Json,
    /// An entry of a changelog.
    Markdown,
    /// Annotations of GitHub's workflows.
    Github,
}

/// What is compared.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The version of the crate, where there is one.
    pub version: Option<semver::Version>,
    /// The name of its package, where there is one.
    pub package: Option<String>,
    /// The revision that OLD is of, where both are documents of the same files.
    pub revision: Option<String>,
}

impl Head {
    /// What follows for the version of the crate: `next version 0.5.0`, or `a major version`.
    pub(super) fn next(&self, level: Level) -> String {
        match &self.version {
            Some(version) => format!("next version {}", level.next(version)),
            None => format!("a {level} version"),
        }
    }
}

/// All of it in a line.
pub fn summary(diff: &Diff, head: &Head) -> String {
    let count = |level, one: &str, many: &str| match diff.count(level) {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let parts = [
        count(Level::Major, "breaking", "breaking"),
        count(Level::Minor, "addition", "additions"),
        count(Level::Patch, "other change", "other changes"),
    ];
    match diff.level() {
        None => "nothing is different".to_owned(),
        Some(level) => {
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            format!("{}: {}", parts.join(", "), head.next(level))
        }
    }
}

/// A package with its version, and since when it is compared.
pub(super) fn whole(package: &str, head: &Head) -> String {
    let version = head.version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
    let since = head.revision.as_ref().map(|revision| format!(" since {revision}"));
    safe(&format!("{package}{version}{}", since.unwrap_or_default()))
}

/// What a change is about, as a title.
pub(super) fn title(change: &Change) -> String {
    let text = match &change.subject {
        Subject::Api => "The API".to_owned(),
        Subject::Operation(request) => request.clone(),
        Subject::Type(name) => format!("Type {name}"),
        Subject::Document => "The document".to_owned(),
    };
    let of = change.api.as_ref().map(|api| format!("{api}: ")).unwrap_or_default();
    safe(&format!("{of}{text}"))
}

/// Changes by what they are about.
pub(super) fn groups(diff: &Diff) -> impl Iterator<Item = &[Change]> {
    diff.changes.chunk_by(|one, other| (&one.api, &one.subject) == (&other.api, &other.subject))
}

/// A text of a document on one line, without anything that a terminal or a workflow would obey.
pub(super) fn safe(text: &str) -> String {
    inert(&visible_text(text).replace(['\n', '\t'], " "))
}

/// A place in a few words.
pub(super) fn place(place: &Place) -> String {
    safe(&format!("{}:{}", place.file, place.line))
}

/// The places in both documents; that in OLD as git names the file of a revision.
pub(super) fn places(change: &Change, head: &Head) -> String {
    let of = head.revision.as_ref().map(|revision| format!("{revision}:")).unwrap_or_default();
    let before = |old: &Place| format!("{}{}", safe(&of), place(old));
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("{} -> {}", before(old), place(new)),
        (Some(old), None) => format!("{} -> gone", before(old)),
        (None, Some(new)) => format!("new -> {}", place(new)),
        (None, None) => String::new(),
    }
}

/// The three answers in a line.
pub(super) fn answers(answers: Answers) -> String {
    format!(
        "compiles: {}; OLD at a server of NEW: {}; NEW at a server of OLD: {}",
        if answers.compiles { "yes" } else { "no" },
        answers.old_to_new.word(),
        answers.new_to_old.word()
    )
}

/// Whether it is of no use to who uses the crate to read each of them.
pub(super) fn is_small(kind: Kind) -> bool {
    matches!(kind, Kind::DocsChanged | Kind::ReferenceChanged)
}
