//! Why nothing can be explained.

use crate::diagnostic::Diagnostics;
use crate::lower::LoweredApi;

/// Why an operation could not be explained.
#[derive(Debug)]
pub enum ExplainError {
    /// The document has errors.
    Document(Diagnostics),
    /// The document has no such operation; it has these.
    Unknown(Vec<String>),
    /// The generator made a mistake.
    Internal(String),
}

/// The first document that was read, if there are no errors.
pub(super) fn first(
    (found, diagnostics): (Vec<LoweredApi>, Diagnostics),
) -> Result<LoweredApi, ExplainError> {
    match found.into_iter().next().filter(|_| !diagnostics.has_errors()) {
        Some(first) => Ok(first),
        None => Err(ExplainError::Document(diagnostics)),
    }
}
