//! Recorded responses: for tests that ran against a server once.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use serde_json::{Value, json};

use super::memory;
use crate::credentials::Secrets;
use crate::transport::{
    Body, BoxError, BoxFuture, Timer, Transport, TransportError, TransportErrorKind,
};

/// How much of a body is kept, in bytes.
const KEPT: usize = 64 * 1024 * 1024;

/// A transport that keeps what goes through it.
///
/// A body is kept as it is read, as far as it is read: the limits of the client hold for it. Of a
/// longer one, the first 64 MiB are kept.
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
            let empty = http::Response::from_parts(parts.clone(), Vec::new());
            let (tape, place) = (self.tape.clone(), self.tape.push(&request, empty));
            let body = match body.as_bytes() {
                Some(bytes) => {
                    tape.keep(place, bytes);
                    body
                }
                None => {
                    let length = body.length();
                    Body::stream(Recorded { body, tape, place }, length)
                }
            };
            Ok(http::Response::from_parts(parts, body))
        })
    }

    fn timer(&self) -> Option<Arc<dyn Timer>> {
        self.transport.timer()
    }

    fn is_double(&self) -> bool {
        self.transport.is_double()
    }
}

/// A body that is kept while it is read.
struct Recorded {
    body: Body,
    tape: Tape,
    /// Which exchange it is of.
    place: usize,
}

impl Stream for Recorded {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(Pin::new(&mut self.body).poll_next(context));
        if let Some(Ok(bytes)) = &piece {
            self.tape.keep(self.place, bytes);
        }
        Poll::Ready(piece)
    }
}

/// Requests with their responses. A clone is the same tape.
///
/// Of a request, it keeps the method, the path, the names in its query and its body, where that is text:
/// no header but `Content-Type` and no value of the query, which can be credentials. The body is kept
/// without the secrets of the request, or not at all where it may hold one that is too short to be told from
/// the rest. Responses are kept as they came, and written without the secrets of their requests where those
/// are in a header or in text. Both can hold other secrets: look through them before you share a tape.
#[derive(Clone, Default)]
pub struct Tape(Arc<Mutex<VecDeque<Exchange>>>);

#[derive(Clone)]
struct Exchange {
    /// Method, path, and names in the query.
    request: String,
    /// The body of the request, `null` where there was none; nothing where the tape is an older one.
    sent: Option<Value>,
    response: http::Response<Vec<u8>>,
    /// What the request held that must not be repeated.
    secrets: Secrets,
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

    /// Adds a response whose body is to come; its place.
    fn push(&self, request: &http::Request<Bytes>, response: http::Response<Vec<u8>>) -> usize {
        let secrets = request.extensions().get::<Secrets>().cloned().unwrap_or_default();
        let sent = Some(sent(request, &secrets));
        let exchange = Exchange { request: described(request), sent, response, secrets };
        let mut exchanges = self.exchanges();
        exchanges.push_back(exchange);
        exchanges.len() - 1
    }

    /// Adds a piece to the body at a place.
    fn keep(&self, place: usize, piece: &Bytes) {
        if let Some(exchange) = self.exchanges().get_mut(place) {
            let body = exchange.response.body_mut();
            let room = KEPT.saturating_sub(body.len()).min(piece.len());
            body.extend_from_slice(piece.get(..room).unwrap_or_default());
        }
    }

    fn take(&self, request: &str) -> Option<http::Response<Vec<u8>>> {
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
        let body = self.response.body();
        let (key, text) = match std::str::from_utf8(body) {
            Ok(text) => ("text", self.secrets.cut_long(text)),
            Err(_) => ("base64", STANDARD.encode(body)),
        };
        let is_cut = key == "text" && text.as_bytes() != body;
        let headers = self.response.headers().iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            let value = match *name == CONTENT_LENGTH && is_cut {
                true => text.len().to_string(),
                false => self.secrets.cut_long(&value),
            };
            json!([self.secrets.cut_long(name.as_str()), value])
        });
        let headers: Vec<Value> = headers.collect();
        let status = self.response.status().as_u16();
        let mut exchange =
            json!({ "request": self.request, "status": status, "headers": headers, key: text });
        if let (Some(members), Some(sent)) = (exchange.as_object_mut(), &self.sent) {
            members.insert("sent".to_owned(), sent.clone());
        }
        exchange
    }

    fn from_json(value: &Value) -> Option<Self> {
        let body = match value.get("text").and_then(Value::as_str) {
            Some(text) => text.as_bytes().to_vec(),
            None => STANDARD.decode(value.get("base64")?.as_str()?).ok()?,
        };
        let mut response = http::Response::new(body);
        let status = u16::try_from(value.get("status")?.as_u64()?).ok()?;
        *response.status_mut() = http::StatusCode::from_u16(status).ok()?;
        for header in value.get("headers")?.as_array()? {
            let (name, value) = (header.get(0)?.as_str()?, header.get(1)?.as_str()?);
            let name = http::HeaderName::try_from(name).ok()?;
            response.headers_mut().append(name, http::HeaderValue::try_from(value).ok()?);
        }
        let request = value.get("request")?.as_str()?.to_owned();
        let sent = value.get("sent").cloned();
        Some(Self { request, sent, response, secrets: Secrets::default() })
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

/// Method, path, and the names in the query in their order, without the secrets of the request.
fn described(request: &http::Request<Bytes>) -> String {
    let secrets = request.extensions().get::<Secrets>().cloned().unwrap_or_default();
    let query = request.uri().query().unwrap_or_default();
    let names: Vec<&str> = query.split('&').filter_map(|piece| piece.split('=').next()).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let path = secrets.cut_long(request.uri().path());
    format!("{} {path}{mark}{}", request.method(), names.join("&"))
}

/// The body of a request with its media type, without the secrets of the request.
fn sent(request: &http::Request<Bytes>, secrets: &Secrets) -> Value {
    let body = request.body();
    if body.is_empty() {
        return Value::Null;
    }
    let text = std::str::from_utf8(body).ok().filter(|text| text.len() <= KEPT);
    let media_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    json!({
        "media_type": media_type.map(|media_type| secrets.cut_long(media_type)),
        "text": text.and_then(|text| secrets.cut(text)),
    })
}
