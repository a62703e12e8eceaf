//! What a documented failure is.

use http::{HeaderMap, StatusCode};

use super::headers::{Headers, InvalidHeader};
use super::raw::RawResponse;
use crate::json::JsonError;

/// A failure that the operation documents: its body, read as `T`, and the response it came in.
///
/// `T` is `()` where no body is documented; what the server sent all the same is in
/// [`response`](Self::response).
#[derive(Debug, Clone)]
pub struct Failure<T = ()>(Box<(RawResponse, Result<T, JsonError>)>);

impl<T> Failure<T> {
    pub(crate) fn of(response: RawResponse, body: Result<T, JsonError>) -> Self {
        Self(Box::new((response, body)))
    }

    /// The response: status, headers, raw body, and the server's message.
    pub fn response(&self) -> &RawResponse {
        &self.0.0
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response().status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response().headers()
    }

    /// The server's own message: see [`RawResponse::message`].
    pub fn message(&self) -> Option<String> {
        self.response().message()
    }

    /// The headers that the operation documents.
    ///
    /// # Errors
    ///
    /// When one of them is not what is documented.
    pub fn typed_headers<H: Headers>(&self) -> Result<H, InvalidHeader> {
        self.response().typed_headers()
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
