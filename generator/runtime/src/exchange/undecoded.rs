//! What came back, before and after it is read.

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::client::Core;
use crate::credentials::Secrets;
use crate::json::large::parse;
use crate::json::{FromJson, JsonError, Parsed, read};
use crate::operation::Operation;
use crate::request::Request;
use crate::response::{
    DecodeError, Error, Failure, Headers, InvalidHeader, RawResponse, UnexpectedStatus, charset,
};
use crate::transport::Body;

/// A successful response: the value, and the status and headers that came with it.
#[derive(Clone)]
pub struct Response<T> {
    status: StatusCode,
    headers: HeaderMap,
    /// What the request held that must not be repeated.
    secrets: Secrets,
    value: T,
}

impl<T> Response<T> {
    pub(crate) fn new(response: UndecodedResponse, value: T) -> Self {
        let (status, headers, secrets) = response.0.into_parts();
        Self { status, headers, secrets, value }
    }

    /// A response whose body is read by who asked for it.
    pub(super) fn streamed(response: http::Response<T>, secrets: Secrets) -> Self {
        let (parts, value) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, secrets, value }
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
        H::read(&self.headers).map_err(|error| error.cleaned(&self.secrets))
    }

    /// The same response with another value.
    pub fn map<U>(self, other: impl FnOnce(T) -> U) -> Response<U> {
        let Self { status, headers, secrets, value } = self;
        Response { status, headers, secrets, value: other(value) }
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

/// What is read while it comes changes as it is read.
impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    /// Header values can hold secrets: headers are named only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.secrets.names(&self.headers))
            .field("value", &self.value)
            .finish()
    }
}

/// What a server sends to a browser.
const PAGE: &str = "expected JSON, found a page of HTML: a login page perhaps, or that of a proxy; \
                    look at the base URL and the credentials";

/// A response while an operation reads it.
#[derive(Debug)]
pub struct UndecodedResponse(pub(crate) RawResponse, Option<Source>);

/// Where the body of a response comes from that is not read yet.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) body: Body,
    pub(crate) core: Core,
    pub(crate) request: Request,
}

impl UndecodedResponse {
    pub(super) fn new(
        operation: &'static Operation,
        response: http::Response<Bytes>,
        secrets: Secrets,
        attempts: u32,
    ) -> Self {
        Self::of(RawResponse::new(operation, response, secrets, attempts))
    }

    pub(crate) fn of(response: RawResponse) -> Self {
        Self(response, None)
    }

    /// The same, with where its body comes from.
    pub(super) fn with_source(self, source: Source) -> Self {
        Self(self.0, Some(source))
    }

    pub(crate) fn response(&self) -> &RawResponse {
        &self.0
    }

    pub(crate) fn source(&self) -> Option<&Source> {
        self.1.as_ref()
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
    pub fn json<T: FromJson, E>(&self) -> Result<T, Error<E>> {
        self.read().map_err(|cause| Error::Decode(self.undecoded(cause)))
    }

    /// The body, read as JSON that can be null: a response without a body is null, as servers
    /// write it that have a status of its own for it, 204.
    ///
    /// # Errors
    ///
    /// When the body is no JSON, or not what `T` needs.
    pub fn json_or_null<T: FromJson, E>(&self) -> Result<T, Error<E>> {
        let is_empty = self.readable().is_ok() && self.0.text().iter().all(u8::is_ascii_whitespace);
        if is_empty {
            return read(b"null").map_err(|cause| Error::Decode(self.undecoded(cause)));
        }
        self.json()
    }

    /// The body, read as text: in UTF-16 or ISO-8859-1 where `Content-Type` says that, and in
    /// UTF-8 otherwise. Other charsets are not known.
    ///
    /// # Errors
    ///
    /// When the body is not text of that kind.
    pub fn text<E>(&self) -> Result<String, Error<E>> {
        let text = self.readable().and_then(|()| charset::text(&self.0));
        text.map_err(|cause| Error::Decode(self.undecoded(cause)))
    }

    /// The body as it came.
    ///
    /// # Errors
    ///
    /// When the body is compressed in a way that the client does not know.
    pub fn bytes<E>(&self) -> Result<Bytes, Error<E>> {
        match self.readable() {
            Ok(()) => Ok(self.0.body().clone()),
            Err(cause) => Err(Error::Decode(self.undecoded(cause))),
        }
    }

    /// A failure whose body is JSON.
    pub fn failure_json<T: FromJson>(&self) -> Failure<T> {
        self.failure_of(self.read())
    }

    /// A failure whose body is text.
    #[inline]
    pub fn failure_text(&self) -> Failure<String> {
        self.failure_of(self.readable().and_then(|()| charset::text(&self.0)))
    }

    /// A failure whose body is kept as it came.
    pub fn failure_bytes(&self) -> Failure<Bytes> {
        self.failure_of(self.readable().map(|()| self.0.body().clone()))
    }

    /// A failure without a body.
    pub fn failure(&self) -> Failure {
        self.failure_of(Ok(()))
    }

    /// A failure with its body, or why that cannot be read.
    pub(crate) fn failure_of<T>(&self, body: Result<T, JsonError>) -> Failure<T> {
        // A key of the body can be what the server was sent.
        let body = body.map_err(|cause| cause.cleaned(&|text| self.0.clean_name(text)));
        Failure::of(self.0.clone(), body)
    }

    pub(crate) fn undecoded(&self, cause: JsonError) -> DecodeError {
        DecodeError::new(self.0.clone(), cause)
    }

    fn read<T: FromJson>(&self) -> Result<T, JsonError> {
        T::from_json(self.parsed()?.root())
    }

    fn parsed(&self) -> Result<Parsed<'_>, JsonError> {
        self.readable()?;
        parsed(self.0.text()).map_err(|error| match self.0.foreign_type() {
            _ if self.0.is_page() => JsonError::new(PAGE),
            Some(media_type) => JsonError::new(format!("expected JSON, found {media_type}")),
            None => error,
        })
    }

    /// Whether the body is there to be read.
    pub(crate) fn readable(&self) -> Result<(), JsonError> {
        if self.source().is_some() {
            // One of several successes is a sequence, and this is another: it is read then.
            return Err(JsonError::new("it is not read yet"));
        }
        self.decompressed()
    }

    /// Whether the body is what the server meant.
    pub(crate) fn decompressed(&self) -> Result<(), JsonError> {
        match self.0.encoding() {
            Some(encoding) => Err(JsonError::new(format!(
                "it is compressed ({encoding:?}) in a way that the transport does not know; the \
                 crate's features for compression may have it"
            ))),
            None => Ok(()),
        }
    }

    /// What is said of a status that the operation does not document.
    ///
    /// # Errors
    ///
    /// Always.
    pub fn unexpected<T, E>(&self) -> Result<T, Error<E>> {
        Err(Error::Unexpected(UnexpectedStatus::new(self.0.clone())))
    }
}

/// What is in a JSON text.
pub(crate) fn parsed(text: &[u8]) -> Result<Parsed<'_>, JsonError> {
    if text.iter().all(u8::is_ascii_whitespace) {
        return Err(JsonError::new("expected JSON, found an empty body"));
    }
    parse(text)
}
