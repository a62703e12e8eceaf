//! What a write did, in numbers and in one line.

use std::fmt;

/// What [`write`](super::write) did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The root, as shown.
    pub root: String,
    /// Files that were missing.
    pub added: usize,
    /// Files whose bytes differed.
    pub changed: usize,
    /// Those of them that differed in their first line alone: in what wrote them, or of what.
    pub remarked: usize,
    /// Stale files that carried the mark.
    pub removed: usize,
    /// Files that were not touched because they were right.
    pub unchanged: usize,
    /// Hand-written files in the owned folders, left as they are; paths below
    /// the root.
    pub foreign: Vec<String>,
    /// Whether `Cargo.toml` was missing and a text for it was given.
    pub manifest_written: bool,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let slash = if self.root.ends_with('/') { "" } else { "/" };
        write!(f, "{}{slash}: {} added, {} changed", self.root, self.added, self.changed)?;
        if self.remarked > 0 {
            write!(f, " ({} in the first line alone)", self.remarked)?;
        }
        write!(f, ", {} removed, {} unchanged", self.removed, self.unchanged)?;
        if self.manifest_written {
            f.write_str(", Cargo.toml written")?;
        }
        match self.foreign.len() {
            0 => Ok(()),
            count => write!(f, ", {count} hand-written left alone"),
        }
    }
}
