//! An action of the overlay, as a comment.

use std::collections::BTreeMap;
use std::fmt;

use crate::analysis::overlay::{comment, scalar, target};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::source::{Pointer, Span};

/// What makes a secret of a text.
pub(super) const SECRET: &str = "{format: password}";

/// An action of the overlay.
pub(super) struct Action {
    /// Why it may be wanted: the lines of a comment.
    reasons: Vec<String>,
    /// The other file of the document that it changes.
    file: Option<String>,
    target: String,
    /// What is merged, as YAML.
    update: String,
}

impl Action {
    /// Merges something into the object at a place of a file.
    pub(super) fn new(
        file: Option<String>,
        at: &Pointer,
        reason: String,
        update: impl Into<String>,
    ) -> Self {
        Self { reasons: vec![reason], file, target: target(at), update: update.into() }
    }

    /// The same of an object that is found otherwise.
    pub(super) fn with_target(self, target: Option<String>) -> Self {
        Self { target: target.unwrap_or(self.target), ..self }
    }

    /// What mends a finding: what it says itself, or else what its user has to write. Notes that say
    /// nothing need no mending.
    pub(super) fn of(
        found: &Diagnostic,
        document: &Document,
        file: impl Fn(Span) -> Option<String>,
    ) -> Option<Self> {
        let update = match found.mend() {
            Some((key, value)) => format!("{{{key}: {}}}", scalar(value)),
            None if found.severity() == Severity::Note => return None,
            None => "{}".to_owned(),
        };
        let mut at = found.pointer().clone();
        let file = found.primary().and_then(|label| file(label.span));
        // What a message points to can be a text, into which nothing is merged.
        let is_object = |at: &Pointer| {
            let node = document.written(at);
            file.is_some() || node.is_some_and(|node| node.as_object().is_some())
        };
        while !is_object(&at) {
            at = at.parent()?;
        }
        let words = [Some(found.message()), found.what_follows(), found.what_to_do()];
        let reason: Vec<&str> = words.into_iter().flatten().collect();
        let reason = format!("{}: {}", found.code().slug(), reason.join("; "));
        Some(Self::new(file, &at, reason, update))
    }
}

/// The same actions, each once, with all its reasons: an overlay that has an action twice is none by
/// the schema of the specification (OpenAPI Overlay Specification 1.0.0).
pub(super) fn united(actions: Vec<Action>) -> Vec<Action> {
    let mut places = BTreeMap::new();
    let mut all: Vec<Action> = Vec::new();
    for action in actions {
        let key = (action.file.clone(), action.target.clone(), action.update.clone());
        let place = *places.entry(key).or_insert(all.len());
        match all.get_mut(place) {
            Some(known) => known.reasons.extend(action.reasons),
            None => all.push(action),
        }
    }
    all
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  #")?;
        for reason in &self.reasons {
            writeln!(f, "  # {}", comment(reason))?;
        }
        if let Some(file) = &self.file {
            writeln!(f, "  # In {}.", comment(file))?;
        }
        writeln!(f, "  # - target: {}\n  #   update: {}", scalar(&self.target), self.update)
    }
}
