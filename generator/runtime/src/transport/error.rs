//! Why there is no response.

use std::fmt;
use std::time::Duration;

use crate::operation::Operation;

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Where a transport failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection to the server could be made.
    Connect,
    /// The time was up.
    Timeout,
    /// The stream of a request's body failed.
    Body,
    /// The response is larger than the client takes.
    TooLarge,
    /// A file could not be written.
    File,
    /// A double was not told what to respond.
    #[cfg(feature = "test-util")]
    Unexpected,
    /// Anything else: the connection broke, or what came is not HTTP.
    Other,
}

/// There was no response.
#[derive(Debug)]
pub struct TransportError {
    operation: Option<&'static Operation>,
    attempts: u32,
    kind: TransportErrorKind,
    is_timeout: bool,
    source: BoxError,
}

impl TransportError {
    /// An error of a transport. The source must not print the request's URL or headers.
    pub fn new(kind: TransportErrorKind, source: impl Into<BoxError>) -> Self {
        let is_timeout = kind == TransportErrorKind::Timeout;
        Self { operation: None, attempts: 1, kind, is_timeout, source: source.into() }
    }

    /// The same error, of which it is known whether time was up: for a connection that took too
    /// long, say.
    #[must_use]
    pub fn timed_out(mut self, is_timeout: bool) -> Self {
        self.is_timeout = is_timeout;
        self
    }

    /// The error of a body's stream: as it is if it is ours.
    pub(super) fn of_body(error: BoxError) -> Self {
        match error.downcast::<Self>() {
            Ok(own) => *own,
            Err(other) => Self::new(TransportErrorKind::Body, other),
        }
    }

    /// `what` took longer than it may.
    pub(crate) fn too_long(what: &str, limit: Duration) -> Self {
        Self::new(TransportErrorKind::Timeout, format!("{what} took longer than {limit:?}"))
    }

    /// `what` has more bytes than it may.
    pub(crate) fn too_large(what: &str, limit: usize) -> Self {
        Self::new(TransportErrorKind::TooLarge, format!("{what} has more than {limit} bytes"))
    }

    pub(crate) fn of(mut self, operation: &'static Operation, attempts: u32) -> Self {
        self.operation = Some(operation);
        self.attempts = attempts;
        self
    }

    /// The operation that was called, where it is known.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// How often the request was sent, or tried to be.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Where the transport failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the time was up before the response was there.
    pub fn is_timeout(&self) -> bool {
        self.is_timeout
    }

    /// Whether no connection to the server could be made.
    pub fn is_connect(&self) -> bool {
        self.kind == TransportErrorKind::Connect
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{}: ", operation.name)?;
        }
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection to the server",
            TransportErrorKind::Timeout => "no response in time",
            TransportErrorKind::Body => "the body to send could not be read",
            TransportErrorKind::TooLarge => "the response is too large",
            TransportErrorKind::File => "the file could not be written",
            #[cfg(feature = "test-util")]
            TransportErrorKind::Unexpected => "the double does not expect this call",
            TransportErrorKind::Other => "the response could not be read",
        })?;
        f.write_str(&after(self.attempts))
    }
}

/// What an error says of more attempts than one.
pub(crate) fn after(attempts: u32) -> String {
    if attempts > 1 { format!(" (after {attempts} attempts)") } else { String::new() }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
