//! Why nothing can be explained.

use crate::diagnostic::Diagnostics;
use crate::lower::LoweredApi;
use crate::source::Source;
use crate::{Options, read};

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

/// The first document, if there are no errors. It is read with its operations, also where types are all
/// that is generated: they say what uses which type.
pub(super) fn first(sources: &[Source], options: &Options) -> Result<LoweredApi, ExplainError> {
    let (found, diagnostics) = read(sources, &Options { types_only: false, ..options.clone() });
    match found.into_iter().next().filter(|_| !diagnostics.has_errors()) {
        Some(first) => Ok(first),
        None => Err(ExplainError::Document(diagnostics)),
    }
}
