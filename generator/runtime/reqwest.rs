//! `reqwest` as the transport.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;

use super::body::Body;
use super::future::BoxFuture;
use super::time::{Timer, TokioTimer};
use super::transport::Transport;
use super::transport_error::{TransportError, TransportErrorKind};

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
    pub fn new(client: ::reqwest::Client) -> Self {
        Self { client, timer: TokioTimer::new() }
    }

    /// The client that is used where none is given: it follows no redirects, and connects within
    /// 10 seconds.
    ///
    /// # Errors
    ///
    /// When the TLS library cannot be set up.
    pub(super) fn standard(user_agent: &str) -> Result<Self, TransportError> {
        ::reqwest::Client::builder()
            .user_agent(user_agent)
            .redirect(::reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map(Self::new)
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
            Ok(http::Response::from(response).map(|body: ::reqwest::Body| {
                let length = body.size_hint().exact();
                Body::stream(Pieces(body), length)
            }))
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        Some(Arc::new(self.timer.clone()))
    }
}

/// The pieces of an answer.
struct Pieces(::reqwest::Body);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::task::ready!(Pin::new(&mut self.0).poll_frame(context)) {
                // Trailers are no part of the body.
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(bytes) => return Poll::Ready(Some(Ok(bytes))),
                    Err(_) => continue,
                },
                Some(Err(fault)) => return Poll::Ready(Some(Err(error(fault)))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// The URL can hold a key: it is taken out of `reqwest`'s message.
fn error(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if is_of_body(&error) {
        TransportErrorKind::Body
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}

/// Whether the request's own body broke it off.
fn is_of_body(error: &::reqwest::Error) -> bool {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let mut ours = causes.filter_map(|cause| cause.downcast_ref::<TransportError>());
    ours.any(|cause| cause.kind() == TransportErrorKind::Body)
}
