//! `reqwest` as the transport.

use std::sync::Arc;
use std::time::Duration;

use super::body::Body;
use super::border::Transport;
use super::error::{TransportError, TransportErrorKind};
use super::frames;
use super::future::BoxFuture;
use super::time::{Timer, TokioTimer};

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Sends by a [`reqwest::Client`].
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
    timer: TokioTimer,
}

impl ReqwestTransport {
    /// A transport over a client of your own.
    ///
    /// Build it with `redirect(reqwest::redirect::Policy::none())`: a redirect repeats a
    /// login form, or carries a credential, to wherever the server points.
    #[inline]
    pub fn new(client: ::reqwest::Client) -> Self {
        Self { client, timer: TokioTimer::new() }
    }

    /// The client that is used where none is given: it follows no redirects, and connects within
    /// 10 seconds.
    ///
    /// # Errors
    ///
    /// When the TLS library cannot be set up.
    pub(crate) fn standard() -> Result<Self, TransportError> {
        ::reqwest::Client::builder()
            .redirect(::reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map(|client| Self { client, timer: TokioTimer::started() })
            .map_err(error)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = request.map(|body| match body.as_bytes() {
                Some(bytes) => ::reqwest::Body::from(bytes.clone()),
                None => ::reqwest::Body::wrap(body),
            });
            let request = ::reqwest::Request::try_from(request).map_err(error)?;
            let response = self.client.execute(request).await.map_err(error)?;
            let response = http::Response::<::reqwest::Body>::from(response);
            Ok(response.map(|body| frames::body(body, error)))
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        Some(Arc::new(self.timer.clone()))
    }
}

/// The URL can hold a key: it is taken out of `reqwest`'s message.
fn error(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if is_of_body(&error) {
        TransportErrorKind::Body
    } else {
        TransportErrorKind::Other
    };
    let is_timeout = error.is_timeout();
    TransportError::new(kind, error.without_url()).timed_out(is_timeout)
}

/// Whether the request's own body broke it off.
fn is_of_body(error: &::reqwest::Error) -> bool {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let mut ours = causes.filter_map(|cause| cause.downcast_ref::<TransportError>());
    ours.any(|cause| cause.kind() == TransportErrorKind::Body)
}
