//! The differences between documents and crates that are known, each with its reason.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::losses::Difference;

/// All that are known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    #[serde(default)]
    known: Vec<Entry>,
}

/// What is known of some operations of a document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    document: String,
    /// Each by method and path.
    operations: Vec<String>,
    /// The part that differs: `limit (query)` or `body`. Without it, that is the operation.
    part: Option<String>,
    /// A sentence.
    reason: String,
}

impl Known {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// When there is none, or it is not as it should be.
    pub(super) fn read(path: &Path) -> io::Result<Self> {
        let wrong = |reason: &dyn std::fmt::Display| {
            io::Error::other(format!("{}: {reason}", path.display()))
        };
        let text = fs::read_to_string(path).map_err(|error| wrong(&error))?;
        let known: Self = toml::from_str(&text).map_err(|error| wrong(&error))?;
        match known.known.iter().find(|entry| entry.reason.trim().is_empty()) {
            Some(entry) => Err(wrong(&format!("an entry of `{}` has no reason", entry.document))),
            None => Ok(known),
        }
    }

    /// Marks the differences of a document that are known. What is listed and does not differ, each
    /// as a sentence.
    pub(super) fn mark(&self, document: &str, differences: &mut [Difference]) -> Vec<String> {
        let mut idle = Vec::new();
        for entry in self.known.iter().filter(|entry| entry.document == document) {
            for operation in &entry.operations {
                let mut is_idle = true;
                for one in differences.iter_mut() {
                    if one.request == *operation && one.part.label() == entry.part {
                        one.known = Some(entry.reason.clone());
                        is_idle = false;
                    }
                }
                if is_idle {
                    let part = entry.part.as_deref().unwrap_or("the operation");
                    idle.push(format!(
                        "{operation}: {part} is listed as known, and is as the document says: \
                         remove the entry"
                    ));
                }
            }
        }
        idle
    }
}
