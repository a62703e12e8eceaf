//! Why nothing can be compared.

use crate::diagnostic::Diagnostics;

/// Why a document and recordings could not be compared.
#[derive(Debug)]
pub enum VerifyError {
    /// The document has errors; places are those of its sources.
    Document(Diagnostics),
    /// A recording has errors; places are those of the recordings.
    Recording(Diagnostics),
}
