//! A change: what is different, where, and what follows.

use super::rules::{Answers, Kind, Level};
use crate::source::Pointer;

/// What is different between two documents.
#[derive(Debug, Clone)]
pub struct Diff {
    /// Each change once, by what it is about.
    pub changes: Vec<Change>,
}

impl Diff {
    /// What follows for the version; nothing where nothing is different.
    pub fn level(&self) -> Option<Level> {
        self.changes.iter().map(Change::level).max()
    }

    /// How many changes have this level.
    pub fn count(&self, level: Level) -> usize {
        self.changes.iter().filter(|change| change.level() == level).count()
    }
}

/// A change.
#[derive(Debug, Clone)]
pub struct Change {
    /// The kind of it.
    pub kind: Kind,
    /// The module of the API that it is of, where the crate has several.
    pub api: Option<String>,
    /// What it is about.
    pub subject: Subject,
    /// What is different, as a sentence without its end. Names of the document are between backquotes.
    pub what: String,
    /// The items of the crate that it touches, by their paths in a crate of one document.
    pub items: Vec<String>,
    /// Where it is in OLD; none of what is new.
    pub old: Option<Place>,
    /// Where it is in NEW; none of what is gone.
    pub new: Option<Place>,
    /// What follows.
    pub answers: Answers,
    /// The operations by which a program meets it, where it is about a type.
    pub reached_by: Vec<String>,
    /// The items that belong to its subject: what is lost of them is no surprise.
    pub(super) owned: Vec<String>,
}

impl Change {
    /// What follows for the version.
    pub fn level(&self) -> Level {
        self.kind.rule().level(self.answers)
    }
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The API as a whole.
    Api,
    /// An operation: method and path.
    Operation(String),
    /// A type of the crate.
    Type(String),
    /// The text of the document.
    Document,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1 on.
    pub line: usize,
    /// The place as the document has it.
    pub pointer: Pointer,
}
