//! What a double was told: calls that are expected, and what each is responded with.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::sent_request::SentRequest;
use crate::operation::Operation;
use crate::transport::TransportErrorKind;

/// Whether a request is one that is meant.
pub(super) type When = Arc<dyn Fn(&SentRequest) -> bool + Send + Sync>;
/// What makes a response of a request.
pub(super) type Respond = Arc<dyn Fn(&SentRequest) -> http::Response<Bytes> + Send + Sync>;

/// What comes of a call.
#[derive(Clone)]
pub(super) enum Outcome {
    Response(Respond),
    Broken(TransportErrorKind),
}

/// Calls of an operation that are expected.
pub(super) struct Expectation {
    pub(super) operation: &'static Operation,
    pub(super) when: Option<When>,
    /// How many calls are expected; none where it is any number.
    pub(super) times: Option<usize>,
    /// How many of them came.
    pub(super) came: usize,
    pub(super) delay: Option<Duration>,
    pub(super) outcome: Outcome,
}

impl Expectation {
    /// Whether one more call is expected.
    pub(super) fn is_open(&self) -> bool {
        self.times.is_none_or(|times| self.came < times)
    }

    /// Whether a call is expected that has to come.
    pub(super) fn is_missing(&self) -> bool {
        self.times.is_some_and(|times| self.came < times)
    }

    /// What was expected and what came, as a line.
    pub(super) fn told(&self) -> String {
        let operation = named(self.operation);
        let condition = if self.when.is_some() { ", where a condition holds" } else { "" };
        match self.times {
            None => format!("{operation}{condition}: any number of calls, {} came", self.came),
            Some(1) => format!("{operation}{condition}: 1 call, {} came", self.came),
            Some(times) => format!("{operation}{condition}: {times} calls, {} came", self.came),
        }
    }
}

/// An operation, for a person: no value of a request is in it.
pub(super) fn named(operation: &Operation) -> String {
    format!("`{}` ({} {})", operation.name, operation.method, operation.path)
}
