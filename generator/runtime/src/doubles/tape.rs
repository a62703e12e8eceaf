//! Recorded responses: for tests that ran against a server once.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Value, json};

use super::memory;
use crate::transport::{
    Body, BoxError, BoxFuture, Timer, Transport, TransportError, TransportErrorKind,
};

/// A transport that keeps what goes through it.
pub struct RecordingTransport<T> {
    transport: T,
    tape: Tape,
}

impl<T> RecordingTransport<T> {
    /// A transport that sends by another one.
    pub fn new(transport: T) -> Self {
        Self { transport, tape: Tape::default() }
    }

    /// What is recorded, also what comes later.
    pub fn tape(&self) -> Tape {
        self.tape.clone()
    }
}

impl<T> fmt::Debug for RecordingTransport<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordingTransport")
    }
}

impl<T: Transport> Transport for RecordingTransport<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = memory::read(request).await?;
            let response = self.transport.send(request.clone().map(Body::from)).await?;
            let (parts, body) = response.into_parts();
            let response = http::Response::from_parts(parts, body.collect().await?);
            self.tape.push(&request, &response);
            Ok(response.map(Body::from))
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        self.transport.timer()
    }

    fn is_double(&self) -> bool {
        self.transport.is_double()
    }
}

/// Requests with their responses. A clone is the same tape.
///
/// Of a request, it keeps the method, the path and the names in its query: no header and no value
/// of the query, which can be credentials. Responses are kept as they came: look through them
/// before you share a tape.
#[derive(Clone, Default)]
pub struct Tape(Arc<Mutex<VecDeque<Exchange>>>);

#[derive(Clone)]
struct Exchange {
    /// Method, path, and names in the query.
    request: String,
    response: http::Response<Bytes>,
}

impl Tape {
    /// A transport that responds from the tape: each request by the first response that is left to
    /// a request of the same method, path and names in the query.
    #[must_use]
    pub fn replay(&self) -> ReplayTransport {
        ReplayTransport(Self(Arc::new(Mutex::new(self.exchanges().clone()))))
    }

    /// How many requests are on the tape.
    #[must_use]
    pub fn len(&self) -> usize {
        self.exchanges().len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.exchanges().is_empty()
    }

    /// The tape as JSON text, to be kept in a file.
    #[must_use]
    pub fn to_json(&self) -> String {
        let all: Vec<Value> = self.exchanges().iter().map(Exchange::to_json).collect();
        format!("{:#}\n", Value::from(all))
    }

    /// The tape that [`to_json`](Self::to_json) wrote.
    ///
    /// # Errors
    ///
    /// When the text is something else.
    pub fn from_json(text: &str) -> Result<Self, BoxError> {
        let all: Vec<Value> = serde_json::from_str(text)?;
        let exchange = |(index, value)| {
            Exchange::from_json(value)
                .ok_or_else(|| format!("no recorded response at {index}").into())
        };
        let all: Result<_, BoxError> = all.iter().enumerate().map(exchange).collect();
        Ok(Self(Arc::new(Mutex::new(all?))))
    }

    fn push(&self, request: &http::Request<Bytes>, response: &http::Response<Bytes>) {
        let exchange = Exchange { request: described(request), response: response.clone() };
        self.exchanges().push_back(exchange);
    }

    fn take(&self, request: &str) -> Option<http::Response<Bytes>> {
        let mut exchanges = self.exchanges();
        let place = exchanges.iter().position(|exchange| exchange.request == request)?;
        exchanges.remove(place).map(|exchange| exchange.response)
    }

    fn exchanges(&self) -> MutexGuard<'_, VecDeque<Exchange>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Exchange {
    fn to_json(&self) -> Value {
        let headers =
            self.response.headers().iter().map(|(name, value)| {
                json!([name.as_str(), String::from_utf8_lossy(value.as_bytes())])
            });
        let headers: Vec<Value> = headers.collect();
        let body = self.response.body();
        let (key, body) = match std::str::from_utf8(body) {
            Ok(text) => ("text", text.to_owned()),
            Err(_) => ("base64", STANDARD.encode(body)),
        };
        let status = self.response.status().as_u16();
        json!({ "request": self.request, "status": status, "headers": headers, key: body })
    }

    fn from_json(value: &Value) -> Option<Self> {
        let body = match value.get("text").and_then(Value::as_str) {
            Some(text) => text.as_bytes().to_vec(),
            None => STANDARD.decode(value.get("base64")?.as_str()?).ok()?,
        };
        let mut response = http::Response::new(Bytes::from(body));
        let status = u16::try_from(value.get("status")?.as_u64()?).ok()?;
        *response.status_mut() = http::StatusCode::from_u16(status).ok()?;
        for header in value.get("headers")?.as_array()? {
            let (name, value) = (header.get(0)?.as_str()?, header.get(1)?.as_str()?);
            let name = http::HeaderName::try_from(name).ok()?;
            response.headers_mut().append(name, http::HeaderValue::try_from(value).ok()?);
        }
        Some(Self { request: value.get("request")?.as_str()?.to_owned(), response })
    }
}

impl fmt::Debug for Tape {
    /// The requests; responses can hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let exchanges = self.exchanges();
        f.debug_list().entries(exchanges.iter().map(|exchange| &exchange.request)).finish()
    }
}

/// A transport that responds from a [`Tape`], and fails where that has no response.
#[derive(Debug, Clone)]
pub struct ReplayTransport(Tape);

impl Transport for ReplayTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = described(&memory::read(request).await?);
            let response = self.0.take(&request).ok_or_else(|| {
                let words = format!("the tape has no response left to {request}");
                TransportError::new(TransportErrorKind::Other, words)
            })?;
            Ok(response.map(Body::from))
        })
    }
}

/// Method, path, and the names in the query in their order.
fn described(request: &http::Request<Bytes>) -> String {
    let query = request.uri().query().unwrap_or_default();
    let names: Vec<&str> = query.split('&').filter_map(|piece| piece.split('=').next()).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{} {}{mark}{}", request.method(), request.uri().path(), names.join("&"))
}
