//! A `tower` service as the transport.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tower_service::Service;

use super::body::Body;
use super::border::Transport;
use super::error::{BoxError, TransportError, TransportErrorKind};
use super::frames;
use super::future::{BoxFuture, MaybeSend};

/// Sends by a `tower` service, with all layers that it has.
///
/// Each request goes to a clone of the service, as soon as that is ready. Limits on time and
/// further attempts need a timer of the client's; the service must follow no redirects.
pub struct TowerTransport<S> {
    /// Locked for as long as it takes to clone it: few services can be shared.
    service: Arc<Mutex<S>>,
}

impl<S> TowerTransport<S> {
    /// A transport over a service.
    pub fn new(service: S) -> Self {
        Self { service: Arc::new(Mutex::new(service)) }
    }
}

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + 'static,
    S::Error: Into<BoxError>,
    S::Future: MaybeSend,
    B: http_body::Body<Data: Into<Bytes>, Error: Into<BoxError>> + MaybeSend + 'static,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context)).await.map_err(error)?;
            let response = service.call(request).await.map_err(error)?;
            Ok(response.map(|body| frames::body(body, error)))
        })
    }
}

impl<S> std::fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TowerTransport")
    }
}

/// One of ours, if a layer gave that back, or else the service's own.
fn error(error: impl Into<BoxError>) -> TransportError {
    let error = error.into();
    match error.downcast::<TransportError>() {
        Ok(own) => *own,
        Err(other) => TransportError::new(TransportErrorKind::Other, other),
    }
}
