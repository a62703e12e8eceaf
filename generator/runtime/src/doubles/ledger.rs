//! What a double was told, and what came to it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;

use super::expectation::{Expectation, Outcome, named};
use super::sent_request::SentRequest;
use super::template;
use crate::operation::Operation;
use crate::transport::{TransportError, TransportErrorKind};

/// What a double was told, and what came to it.
#[derive(Default)]
pub(super) struct Ledger(Mutex<State>);

#[derive(Default)]
struct State {
    expectations: Vec<Expectation>,
    requests: Vec<SentRequest>,
    /// The calls that nobody expected, in words.
    surprises: Vec<String>,
}

impl Ledger {
    /// What did not come that was expected, and what came that was not, a line each.
    pub(super) fn faults(&self) -> Vec<String> {
        let state = self.state();
        let mut faults = Vec::new();
        for expectation in &state.expectations {
            if expectation.is_missing() {
                faults.push(format!("expected {}", expectation.told()));
            }
        }
        for surprise in &state.surprises {
            faults.push(format!("nobody expected a call of {surprise}"));
        }
        faults
    }

    pub(super) fn expect(&self, expectation: Expectation) {
        self.state().expectations.push(expectation);
    }

    /// What comes of a request, and after which wait.
    pub(super) fn respond(
        &self,
        request: http::Request<Bytes>,
    ) -> (Result<http::Response<Bytes>, TransportError>, Option<Duration>) {
        let operation = self.operation(&request);
        let request = SentRequest { operation, request };
        self.state().requests.push(request.clone());
        while let Some(index) = self.expected(&request) {
            let mut state = self.state();
            let Some(expectation) = state.expectations.get_mut(index) else { break };
            // Another call may have come meanwhile.
            if !expectation.is_open() {
                continue;
            }
            expectation.came += 1;
            let (delay, outcome) = (expectation.delay, expectation.outcome.clone());
            drop(state);
            return match outcome {
                Outcome::Response(respond) => (Ok(respond(&request)), delay),
                Outcome::Broken(kind) => {
                    (Err(TransportError::new(kind, "the double breaks the connection")), delay)
                }
            };
        }
        (Err(self.surprise(&request)), None)
    }

    /// The operation of a request: the one that the client says, or the one whose path fits best.
    fn operation(&self, request: &http::Request<Bytes>) -> Option<&'static Operation> {
        if let Some(operation) = request.extensions().get::<&'static Operation>() {
            return Some(*operation);
        }
        let accept = request.headers().get(http::header::ACCEPT);
        // Methods of one operation ask for other media types.
        let rank = |operation: &Operation| {
            let is_asked = accept.is_some_and(|accept| accept == operation.accept);
            (template::weight(operation.path), is_asked)
        };
        let mut best: Option<&'static Operation> = None;
        for Expectation { operation, .. } in &self.state().expectations {
            let is_it = operation.method == request.method().as_str()
                && template::values(operation, request.uri().path()).is_some();
            if is_it && best.is_none_or(|best| rank(best) < rank(operation)) {
                best = Some(operation);
            }
        }
        best
    }

    /// The first expectation for a request. Conditions are asked without the lock: they are the
    /// test's own, and may ask the double.
    fn expected(&self, request: &SentRequest) -> Option<usize> {
        let operation = request.operation?;
        let mut open = Vec::new();
        for (index, expectation) in self.state().expectations.iter().enumerate() {
            if std::ptr::eq(expectation.operation, operation) && expectation.is_open() {
                open.push((index, expectation.when.clone()));
            }
        }
        let found =
            open.into_iter().find(|(_, when)| when.as_ref().is_none_or(|when| when(request)));
        found.map(|(index, _)| index)
    }

    fn surprise(&self, request: &SentRequest) -> TransportError {
        let mut state = self.state();
        let words = match request.operation {
            Some(operation) => named(operation),
            // A path can hold what is secret.
            None => format!("an operation of which nothing was said ({})", request.method()),
        };
        let told: Vec<String> = state.expectations.iter().map(Expectation::told).collect();
        let expected = match told.as_slice() {
            [] => "nothing is expected".to_owned(),
            told => format!("what was expected: {}", told.join("; ")),
        };
        let error = format!("nobody expected a call of {words}; {expected}");
        state.surprises.push(words);
        TransportError::new(TransportErrorKind::Unexpected, error)
    }

    /// What was expected and what came, a line each.
    pub(super) fn told(&self) -> Vec<String> {
        self.state().expectations.iter().map(Expectation::told).collect()
    }

    /// The requests that came.
    pub(super) fn requests(&self) -> Vec<SentRequest> {
        self.state().requests.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
