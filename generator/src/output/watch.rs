//! Who looks on while a crate is made.

use std::fmt;
use std::sync::Arc;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage<'a> {
    /// A document is read and checked.
    Reading {
        /// Its name.
        document: &'a str,
    },
    /// It is decided what becomes of a document.
    Lowering {
        /// Its name.
        document: &'a str,
        /// How many paths it has.
        paths: usize,
    },
    /// The files of the crate are made.
    Emitting {
        /// How many are made.
        made: usize,
        /// How many there will be.
        files: usize,
    },
    /// The files are compared with those on the disk.
    Comparing {
        /// How many there are.
        files: usize,
    },
    /// The files are written to the disk.
    Writing {
        /// How many there are.
        files: usize,
    },
}

/// Somebody who is told each stage when it begins, or nobody. It changes nothing of what is made, and is
/// called by several threads.
#[derive(Clone, Default)]
pub struct Watch(Option<Arc<Told>>);

/// What is called with each stage.
type Told = dyn Fn(Stage<'_>) + Send + Sync;

impl Watch {
    /// Somebody who is told.
    pub fn new(told: impl Fn(Stage<'_>) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(told)))
    }

    /// Tells that a stage begins, or how far it is.
    pub fn tell(&self, stage: Stage<'_>) {
        if let Some(told) = &self.0 {
            told(stage);
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Watch(somebody)" } else { "Watch(nobody)" })
    }
}
