//! What is told, as data.

use super::super::kind::Kind;
use crate::source::{Pointer, Position};

/// What came of comparing recordings with a document.
#[derive(Debug, Clone)]
pub struct Report {
    /// The differences in the order of the document, then the notes.
    pub differences: Vec<Difference>,
    /// An overlay that would mend the document, as far as one can.
    pub overlay: String,
    pub(super) document: String,
    pub(super) coverage: Table,
}

/// A difference between the document and the recordings.
#[derive(Debug, Clone)]
pub struct Difference {
    /// What kind it is of.
    pub kind: Kind,
    /// What is wrong, as a sentence.
    pub message: String,
    /// Where in the document.
    pub pointer: Pointer,
    /// How often it was found, in all exchanges.
    pub count: usize,
    pub(super) file: String,
    pub(super) position: Position,
    /// The operations, and how many more there are.
    pub(super) operations: (Vec<String>, usize),
    pub(super) part: Option<String>,
    pub(super) exchanges: usize,
    pub(super) found: Vec<(String, usize)>,
    pub(super) first: Option<First>,
}

/// The first exchange that shows a difference.
#[derive(Debug, Clone)]
pub(super) struct First {
    pub(super) recording: String,
    pub(super) line: usize,
    pub(super) entry: usize,
    pub(super) request: String,
}

/// What was seen of the document.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    pub(super) exchanges: usize,
    pub(super) elsewhere: Vec<(String, usize)>,
    pub(super) unanswered: usize,
    pub(super) refused: Vec<(String, usize)>,
    pub(super) operations: Vec<SeenOperation>,
    /// The schemas that were seen.
    pub(super) schemas: Vec<SeenSchema>,
    pub(super) unread: Vec<(String, usize)>,
}

/// An operation.
#[derive(Debug, Clone)]
pub(super) struct SeenOperation {
    pub(super) name: String,
    pub(super) exchanges: usize,
    /// Its statuses, and whether they were seen.
    pub(super) statuses: Vec<(String, bool)>,
}

/// A schema with properties.
#[derive(Debug, Clone)]
pub(super) struct SeenSchema {
    pub(super) name: String,
    pub(super) objects: usize,
    pub(super) seen: Vec<String>,
    pub(super) unseen: Vec<String>,
}
