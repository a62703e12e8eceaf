//! `reqwest` as the transport in a browser, over its `fetch`.

use super::body::Body;
use super::border::Transport;
use super::error::{TransportError, TransportErrorKind};
use super::future::BoxFuture;

/// Sends by a [`reqwest::Client`], which is the browser's `fetch`.
///
/// The browser follows redirects by itself and limits the time of connections; the client has
/// no limits on time, and tries nothing again, unless it is given a timer. The body of a
/// request is read into memory before it is sent.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
}

impl ReqwestTransport {
    /// A transport over a client of your own.
    pub fn new(client: ::reqwest::Client) -> Self {
        Self { client }
    }

    /// The client that is used where none is given. The browser has a name of its own.
    pub(crate) fn standard() -> Result<Self, TransportError> {
        ::reqwest::Client::builder().build().map(Self::new).map_err(error)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let request = http::Request::from_parts(parts, body.collect().await?);
            let request = ::reqwest::Request::try_from(request).map_err(error)?;
            let mut received = self.client.execute(request).await.map_err(error)?;
            let mut response = http::Response::new(Body::empty());
            *response.status_mut() = received.status();
            std::mem::swap(response.headers_mut(), received.headers_mut());
            let length = received.content_length();
            *response.body_mut() = Body::stream(received.bytes_stream(), length);
            Ok(response)
        })
    }
}

/// The URL can hold a key: it is taken out of `reqwest`'s message.
fn error(error: ::reqwest::Error) -> TransportError {
    let is_timeout = error.is_timeout();
    let kind = if is_timeout { TransportErrorKind::Timeout } else { TransportErrorKind::Other };
    TransportError::new(kind, error.without_url())
}
