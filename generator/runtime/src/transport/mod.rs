//! The border to the network.

mod error;
mod future;
mod time;
mod random;
mod body;
pub(crate) mod idle;
pub(crate) mod collect;
#[cfg(any(feature = "tower", all(feature = "reqwest", not(target_arch = "wasm32"))))]
mod frames;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod reqwest;
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
mod browser;
#[cfg(feature = "tower")]
mod tower;

pub use self::body::Body;
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
pub use self::browser::ReqwestTransport;
pub(crate) use self::collect::Partial;
pub(crate) use self::error::after;
pub use self::error::{BoxError, TransportError, TransportErrorKind};
pub use self::future::{BoxFuture, MaybeSend};
pub(crate) use self::random::random;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use self::reqwest::ReqwestTransport;
pub use self::time::Timer;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use self::time::TokioTimer;
pub(crate) use self::time::{now, within};
#[cfg(feature = "tower")]
pub use self::tower::TowerTransport;

use std::sync::Arc;

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

    /// What waits in the way of the runtime that this transport needs, for clients that are
    /// given no other timer.
    fn timer(&self) -> Option<Arc<dyn Timer>> {
        None
    }
}
