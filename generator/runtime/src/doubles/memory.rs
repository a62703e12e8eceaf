//! Answers from memory: for the tests of programs that call an API.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use crate::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// A transport that sends nothing: it has its answers from whoever writes the test, and keeps
/// what it was given to send. A clone is the same transport.
#[derive(Clone, Default)]
pub struct MemoryTransport(Arc<Mutex<State>>);

type Respond = Box<dyn FnMut(&http::Request<Bytes>) -> http::Response<Bytes> + Send>;

#[derive(Default)]
struct State {
    answers: VecDeque<Result<http::Response<Bytes>, TransportError>>,
    respond: Option<Respond>,
    requests: Vec<http::Request<Bytes>>,
}

impl MemoryTransport {
    /// A transport without answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer; each is given once, in the order in which they were added.
    #[must_use]
    pub fn answer(self, answer: http::Response<impl Into<Bytes>>) -> Self {
        self.state().answers.push_back(Ok(answer.map(Into::into)));
        self
    }

    /// Adds an answer of JSON text.
    #[must_use]
    pub fn json(self, status: u16, body: &str) -> Self {
        let mut answer = http::Response::new(Bytes::copy_from_slice(body.as_bytes()));
        *answer.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
        let json = http::HeaderValue::from_static("application/json");
        answer.headers_mut().insert(http::header::CONTENT_TYPE, json);
        self.answer(answer)
    }

    /// Adds a failure in the place of an answer.
    #[must_use]
    pub fn failure(self, error: TransportError) -> Self {
        self.state().answers.push_back(Err(error));
        self
    }

    /// Answers what is not answered otherwise.
    #[must_use]
    pub fn respond(
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
            let answer = match state.answers.pop_front() {
                Some(answer) => answer,
                None => state.respond.as_mut().map(|respond| respond(&request)).ok_or_else(|| {
                    TransportError::new(TransportErrorKind::Other, "no answer is left in memory")
                }),
            };
            state.requests.push(request);
            answer.map(|answer| answer.map(Body::from))
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
