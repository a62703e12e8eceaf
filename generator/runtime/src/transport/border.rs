//! What sends a request.

use super::body::Body;
use super::error::TransportError;
use super::future::BoxFuture;
use super::time::Timer;
use std::sync::Arc;

/// What sends a request and brings its response: `reqwest`, a test double, anything else.
///
/// It must not follow redirects: the client's requests hold credentials that are meant for
/// one server, and forms that must not be sent twice.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request, and brings the response as soon as its headers are there: the body is
    /// read by who asked for it.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// What waits in the way of the runtime that this transport needs, for clients that are
    /// given no other timer.
    fn timer(&self) -> Option<Arc<dyn Timer>> {
        None
    }

    /// Whether it responds by operation: the extensions of its requests have the operation then, a
    /// `&'static Operation`.
    #[cfg(feature = "test-util")]
    fn is_double(&self) -> bool {
        false
    }
}
