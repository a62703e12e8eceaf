//! The border to the network.

use std::pin::Pin;

use super::body::Body;
use super::transport_error::TransportError;

/// A future on the heap, so that [`Transport`] can be a trait object.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What sends a request and brings its answer: `reqwest`, a test double, anything else.
///
/// It must not follow redirects: the client's requests hold credentials that are meant for
/// one server, and forms that must not be sent twice.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request, and brings the answer as soon as its headers are there: the body is
    /// read by who asked for it.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;
}

/// A request whose answer is read piece by piece: a transport that limits the time until the
/// last byte finds this among the request's extensions, and lets the answer take its time.
#[derive(Debug, Clone, Copy)]
pub struct Streamed;
