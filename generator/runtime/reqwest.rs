//! `reqwest` as the transport.

use std::time::Duration;

use bytes::Bytes;

use super::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a call may take, from its start to the last byte of the answer.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Sends by a [`reqwest::Client`].
#[derive(Debug, Clone)]
pub struct ReqwestTransport(::reqwest::Client);

impl ReqwestTransport {
    /// A transport over a client of your own.
    ///
    /// Build it with `redirect(reqwest::redirect::Policy::none())`: a redirect repeats a
    /// login form, or carries a credential, to wherever the server points.
    pub fn new(client: ::reqwest::Client) -> Self {
        Self(client)
    }

    /// The client that is used where none is given: it follows no redirects, connects within
    /// 10 seconds, and ends a call after 60.
    ///
    /// # Errors
    ///
    /// When the TLS library cannot be set up.
    pub(super) fn standard(user_agent: &str) -> Result<Self, TransportError> {
        ::reqwest::Client::builder()
            .user_agent(user_agent)
            .redirect(::reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(TIMEOUT)
            .build()
            .map(Self)
            .map_err(error)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let request = ::reqwest::Request::try_from(request).map_err(error)?;
            let mut response = self.0.execute(request).await.map_err(error)?;
            let mut parts = http::Response::new(Bytes::new());
            *parts.status_mut() = response.status();
            *parts.headers_mut() = std::mem::take(response.headers_mut());
            *parts.body_mut() = response.bytes().await.map_err(error)?;
            Ok(parts)
        })
    }
}

/// The URL can hold a key: it is taken out of `reqwest`'s message.
fn error(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}
