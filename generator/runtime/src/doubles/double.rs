//! A transport that knows the operations of an API.

use std::fmt;
use std::sync::Arc;

use super::documented::Documented;
use super::expected::Expected;
use super::ledger::Ledger;
use super::memory;
use super::sent_request::SentRequest;
use crate::transport::{Body, BoxFuture, Timer, Transport, TransportError};

/// A transport for tests: it sends nothing, and responds as it was told, by operation and in the
/// types of the operation. What it responds with is written as a server would, and read by the
/// client as any other response. A clone is the same double.
///
/// [`on`](Self::on) expects one call of an operation, or as many as [`times`](Expected::times) says.
/// Of all that is said of an operation, a call is responded with the first that is not used up and
/// whose condition holds. A call that nobody expects fails with an error that names the operation and
/// what was expected; it is not tried again. [`assert_done`](Self::assert_done) tells both.
#[derive(Clone, Default)]
pub struct Double {
    ledger: Arc<Ledger>,
    timer: Option<Arc<dyn Timer>>,
}

impl Double {
    /// A double that expects nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same double with a timer: for clients that try again or have limits on time, and for
    /// responses that come [`after`](Expected::after) a while. Without one, none of these waits.
    #[must_use]
    pub fn with_timer(self, timer: impl Timer) -> Self {
        Self { timer: Some(Arc::new(timer)), ..self }
    }

    /// Expects a call of an operation; what is called on the result says how often, and what comes of
    /// it.
    pub fn on<T, E>(&self, operation: Documented<T, E>) -> Expected<'_, T, E> {
        Expected::new(&self.ledger, operation)
    }

    /// The requests that came until now, those that nobody expected among them.
    #[must_use]
    pub fn requests(&self) -> Vec<SentRequest> {
        self.ledger.requests()
    }

    /// The requests of an operation that came until now.
    #[must_use]
    pub fn requests_of<T, E>(&self, operation: Documented<T, E>) -> Vec<SentRequest> {
        let mut requests = self.requests();
        requests.retain(|request| request.is_of(operation));
        requests
    }

    /// Makes sure that all calls came that were expected, and no others.
    ///
    /// # Panics
    ///
    /// When a call did not come, or one came that nobody expected: with the operations of all of them,
    /// and no value that was sent.
    #[track_caller]
    pub fn assert_done(&self) {
        let faults = self.ledger.faults();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

impl fmt::Debug for Double {
    /// What was expected, and what came: no value that was sent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Double").field(&self.ledger.told()).finish()
    }
}

impl Transport for Double {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (response, delay) = self.ledger.respond(memory::read(request).await?);
            if let Some((delay, timer)) = delay.zip(self.timer.as_ref()) {
                timer.sleep(delay).await;
            }
            response.map(|response| response.map(Body::from))
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        self.timer.clone()
    }

    fn is_double(&self) -> bool {
        true
    }
}
