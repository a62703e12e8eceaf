//! The border to the network.

use std::fmt;
use std::pin::Pin;

use bytes::Bytes;

use super::operation::Operation;

/// A future on the heap, so that [`Transport`] can be a trait object.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What sends a request and brings its answer: `reqwest`, a test double, anything else.
///
/// It must not follow redirects: the client's requests hold credentials that are meant for
/// one server, and forms that must not be sent twice.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request and reads the whole answer.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// Where a transport failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection to the server could be made.
    Connect,
    /// The time was up.
    Timeout,
    /// Anything else: the connection broke, or what came is not HTTP.
    Other,
}

/// There was no answer.
#[derive(Debug)]
pub struct TransportError {
    operation: Option<&'static Operation>,
    kind: TransportErrorKind,
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl TransportError {
    /// An error of a transport. The source must not print the request's URL or headers.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { operation: None, kind, source: source.into() }
    }

    pub(super) fn of(mut self, operation: &'static Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    /// Where the transport failed.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the time was up before the answer was there.
    pub fn is_timeout(&self) -> bool {
        self.kind == TransportErrorKind::Timeout
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
            TransportErrorKind::Timeout => "no answer in time",
            TransportErrorKind::Other => "the answer could not be read",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
