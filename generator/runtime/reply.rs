//! What came back, before and after it is read.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::error::{DecodeError, UnexpectedStatus};
use super::headers::{Headers, InvalidHeader};
use super::json::{FromJson, Json, JsonError};
use super::operation::Operation;

/// A successful answer: the value, and the status and headers that came with it.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    value: T,
}

impl<T> Response<T> {
    pub(super) fn new(reply: Reply, value: T) -> Self {
        let (status, headers) = reply.0.into_parts();
        Self { status, headers, value }
    }

    /// An answer whose body is read by who asked for it.
    pub(super) fn streamed(response: http::Response<T>) -> Self {
        let (parts, value) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, value }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers that the operation documents.
    ///
    /// # Errors
    ///
    /// When one of them is not what is documented.
    pub fn typed_headers<H: Headers>(&self) -> Result<H, InvalidHeader> {
        H::read(&self.headers)
    }

    /// The value by itself.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Header values can hold secrets: headers are named only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("value", &self.value)
            .finish()
    }
}

/// A failure that the operation documents: its body, read as `T`, and the answer it came in.
///
/// `T` is `()` where no body is documented; what the server sent all the same is in
/// [`answer`](Self::answer).
#[derive(Debug, Clone)]
pub struct Failure<T = ()>(pub(super) Box<(Answer, Result<T, JsonError>)>);

impl<T> Failure<T> {
    /// The answer: status, headers, raw body, and the server's message.
    pub fn answer(&self) -> &Answer {
        &self.0.0
    }

    /// The headers that the operation documents.
    ///
    /// # Errors
    ///
    /// When one of them is not what is documented.
    pub fn typed_headers<H: Headers>(&self) -> Result<H, InvalidHeader> {
        self.answer().typed_headers()
    }

    /// The body. Failures often come from something in between, which knows nothing of what is
    /// documented: the status counts all the same.
    ///
    /// # Errors
    ///
    /// Why the body is not what the operation documents.
    pub fn body(&self) -> Result<&T, &JsonError> {
        self.0.1.as_ref()
    }

    /// The body by itself.
    ///
    /// # Errors
    ///
    /// Why the body is not what the operation documents.
    pub fn into_body(self) -> Result<T, JsonError> {
        self.0.1
    }
}

/// An answer while an operation reads it.
#[derive(Debug)]
pub struct Reply(pub(super) Answer);

impl Reply {
    pub(super) fn new(
        operation: &'static Operation,
        response: http::Response<Bytes>,
        secrets: Arc<[String]>,
    ) -> Self {
        Self(Answer::new(operation, response, secrets))
    }

    /// The status as a number.
    pub fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// The body, read as JSON.
    ///
    /// # Errors
    ///
    /// When the body is no JSON, or not what `T` needs.
    pub fn json<T: FromJson>(&self) -> Result<T, DecodeError> {
        self.read().map_err(|cause| DecodeError::new(self.0.clone(), cause))
    }

    fn read<T: FromJson>(&self) -> Result<T, JsonError> {
        T::from_json(self.tree()?)
    }

    fn tree(&self) -> Result<Json<'_>, JsonError> {
        let text = self.0.text();
        if text.iter().all(u8::is_ascii_whitespace) {
            return Err(JsonError::new("expected JSON, found an empty body"));
        }
        // `serde_json` stops at 128 levels.
        serde_json::from_slice(text).map_err(|error| {
            JsonError::new(format!(
                "no valid JSON at line {}, column {}",
                error.line(),
                error.column()
            ))
        })
    }

    /// The body, read as text: in UTF-16 or ISO-8859-1 where `Content-Type` says that, and in
    /// UTF-8 otherwise. Other charsets are not known; bytes that fit into none are replaced.
    pub fn text(&self) -> String {
        let body = self.0.body();
        match self.0.charset().as_deref() {
            Some("utf-16" | "utf-16be") if !body.starts_with(b"\xff\xfe") => {
                utf_16(body.strip_prefix(b"\xfe\xff").unwrap_or(body), u16::from_be_bytes)
            }
            Some("utf-16" | "utf-16le") => {
                utf_16(body.strip_prefix(b"\xff\xfe").unwrap_or(body), u16::from_le_bytes)
            }
            Some("iso-8859-1" | "latin1") => body.iter().map(|byte| char::from(*byte)).collect(),
            _ => String::from_utf8_lossy(body).into_owned(),
        }
    }

    /// The body as it came.
    pub fn bytes(&self) -> Bytes {
        self.0.body().clone()
    }

    /// A failure whose body is JSON.
    pub fn failure_json<T: FromJson>(&self) -> Failure<T> {
        Failure(Box::new((self.0.clone(), self.read())))
    }

    /// A failure with its body, or with none.
    pub fn failure<T>(&self, body: T) -> Failure<T> {
        Failure(Box::new((self.0.clone(), Ok(body))))
    }

    /// A status that the operation does not document.
    pub fn unexpected(&self) -> UnexpectedStatus {
        UnexpectedStatus::new(self.0.clone())
    }
}

/// RFC 2781, section 4: big-endian, unless the label or a mark at the start says otherwise.
fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [first, second] => unit([*first, *second]),
        // Half a unit at the end.
        _ => 0xfffd,
    });
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
}
