//! Responses from memory: for the tests of programs that call an API.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// A transport that sends nothing: it has its responses from whoever writes the test, and keeps
/// what it was given to send. A clone is the same transport.
#[derive(Clone, Default)]
pub struct MemoryTransport(Arc<Mutex<State>>);

type Respond = Box<dyn FnMut(&http::Request<Bytes>) -> http::Response<Bytes> + Send>;

#[derive(Default)]
struct State {
    responses: VecDeque<Result<http::Response<Bytes>, TransportError>>,
    respond: Option<Respond>,
    requests: Vec<http::Request<Bytes>>,
}

impl MemoryTransport {
    /// A transport without responses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response; each is given once, in the order in which they were added.
    #[must_use]
    pub fn response(self, response: http::Response<impl Into<Bytes>>) -> Self {
        self.state().responses.push_back(Ok(response.map(Into::into)));
        self
    }

    /// Adds a response of JSON text.
    #[must_use]
    pub fn json(self, status: u16, body: &str) -> Self {
        let mut response = http::Response::new(Bytes::copy_from_slice(body.as_bytes()));
        *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
        let json = http::HeaderValue::from_static("application/json");
        response.headers_mut().insert(http::header::CONTENT_TYPE, json);
        self.response(response)
    }

    /// Adds a failure in the place of a response.
    #[must_use]
    pub fn failure(self, error: TransportError) -> Self {
        self.state().responses.push_back(Err(error));
        self
    }

    /// Makes the response to each request for which none was added.
    #[must_use]
    pub fn respond_with(
        self,
        respond: impl FnMut(&http::Request<Bytes>) -> http::Response<Bytes> + Send + 'static,
    ) -> Self {
        self.state().respond = Some(Box::new(respond));
        self
    }

    /// The requests that came until now. Their URLs and headers hold the credentials in the
    /// clear.
    #[must_use]
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for MemoryTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemoryTransport")
    }
}

impl Transport for MemoryTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = read(request).await?;
            let mut state = self.state();
            let response = match state.responses.pop_front() {
                Some(response) => response,
                None => state.respond.as_mut().map(|respond| respond(&request)).ok_or_else(|| {
                    TransportError::new(TransportErrorKind::Other, "no response is left in memory")
                }),
            };
            state.requests.push(request);
            response.map(|response| response.map(Body::from))
        })
    }
}

/// The request with its body in memory.
pub(crate) async fn read(
    request: http::Request<Body>,
) -> Result<http::Request<Bytes>, TransportError> {
    let (parts, body) = request.into_parts();
    Ok(http::Request::from_parts(parts, body.collect().await?))
}
