//! Who is told of each attempt.

use std::time::Duration;

use http::StatusCode;

use crate::operation::Operation;
use crate::transport::TransportErrorKind;

/// Is told of each attempt to send a request: for metrics and logs.
///
/// It sees what the document says and what a server counts, never a value of a parameter, a
/// header, a body or a URL, so that no secret can come into its hands.
pub trait Hook: Send + Sync + 'static {
    /// An attempt begins.
    fn before(&self, attempt: &Attempt<'_>) {
        let _ = attempt;
    }

    /// An attempt is over. It is not called for one whose call was dropped.
    fn after(&self, attempt: &Attempt<'_>, outcome: &Outcome) {
        let _ = (attempt, outcome);
    }
}

/// An attempt to send a request.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    pub(super) operation: &'static Operation,
    pub(super) number: u32,
    pub(super) host: &'a str,
    pub(super) port: u16,
    pub(super) is_secure: bool,
}

impl Attempt<'_> {
    /// The name of the operation's method, such as `list_users`.
    pub fn operation(&self) -> &'static str {
        self.operation.name
    }

    /// The HTTP method.
    pub fn method(&self) -> &'static str {
        self.operation.method
    }

    /// The path below the base URL, with its parameters in braces.
    pub fn path(&self) -> &'static str {
        self.operation.path
    }

    /// Which attempt of its call it is: 1 for the first.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The server's name or address.
    pub fn host(&self) -> &str {
        self.host
    }

    /// The server's port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Whether the connection is encrypted.
    pub fn is_secure(&self) -> bool {
        self.is_secure
    }
}

/// What came of an attempt.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    pub(super) result: Result<StatusCode, TransportErrorKind>,
    pub(super) time: Option<Duration>,
    pub(super) wait: Option<Duration>,
}

impl Outcome {
    /// The status, or where the transport failed.
    ///
    /// # Errors
    ///
    /// When there was no response.
    pub fn result(&self) -> Result<StatusCode, TransportErrorKind> {
        self.result
    }

    /// How long it took, until the last byte of the response, or until its headers where it is
    /// streamed. `None` where the client has no timer.
    pub fn time(&self) -> Option<Duration> {
        self.time
    }

    /// The wait before the next attempt, if there is one.
    pub fn wait(&self) -> Option<Duration> {
        self.wait
    }
}
