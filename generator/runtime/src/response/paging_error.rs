//! Why there is no next page.

use std::fmt;

use crate::operation::Operation;

/// The server says that there are more pages, and they cannot be had.
///
/// The pages before it are sound.
#[derive(Debug, Clone)]
pub struct PagingError {
    pub(crate) operation: &'static Operation,
    pub(crate) kind: PagingErrorKind,
    pub(crate) message: String,
}

/// What is wrong with the next page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingErrorKind {
    /// It is one that was there before: to go on would never end.
    Repeated,
    /// It is at another origin, where the client's credentials do not go.
    OtherOrigin,
    /// The link to it is no URL that can be called.
    InvalidLink,
    /// Its number is larger than a number can be.
    OutOfRange,
    /// It follows a thousand pages in a row that had no item: to go on might never end.
    Empty,
}

impl PagingError {
    /// What is wrong with the next page.
    pub fn kind(&self) -> PagingErrorKind {
        self.kind
    }
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: there is no next page: {}", self.operation.name, self.message)
    }
}

impl std::error::Error for PagingError {}
