//! Failures that came from no server.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::headers::ToHeaders;
use crate::credentials::Secrets;
use crate::exchange::UndecodedResponse;
use crate::operation::Operation;
use crate::response::{Failure, RawResponse};

/// The operation of which a test makes a failure, before it says which one it is.
pub(super) static MADE: Operation =
    Operation { name: "a value made by a test", ..Operation::DEFAULT };

/// The status of a failure of which nothing else was said: that which is documented.
const AS_DOCUMENTED: StatusCode = StatusCode::INTERNAL_SERVER_ERROR;

impl<T> Failure<T> {
    /// A failure with this body, for the variant of an error enum that a [`Double`](crate::doubles::Double)
    /// fails with: it has the status of the variant then. Until then, it has none of its own, and its
    /// [`response`](Self::response) is one of status 500 without a body.
    pub fn new(body: T) -> Self {
        made(AS_DOCUMENTED, HeaderMap::new(), Bytes::new()).failure_of(Ok(body))
    }

    /// The same failure with a status: one of those that the variant is for.
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> Self {
        let headers = self.response().headers().clone();
        let made = made(status, headers, Bytes::new());
        made.failure_of(self.into_body())
    }

    /// The same failure, with headers that the operation documents.
    #[must_use]
    pub fn with_headers(self, headers: &impl ToHeaders) -> Self {
        let (status, mut all) = (self.response().status(), self.response().headers().clone());
        headers.write(&mut all);
        let made = made(status, all, Bytes::new());
        made.failure_of(self.into_body())
    }
}

impl Failure {
    /// A failure without a body.
    pub fn empty() -> Self {
        Self::new(())
    }
}

/// A response that came from no server.
pub(super) fn made(status: StatusCode, headers: HeaderMap, body: Bytes) -> UndecodedResponse {
    let mut response = http::Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    UndecodedResponse::of(RawResponse::new(&MADE, response, Secrets::default(), 1))
}

/// The status that was said of a failure that a test made, if any was; none of one that came from a
/// server.
pub(super) fn said_status(response: &RawResponse) -> Option<Option<StatusCode>> {
    let status = response.status();
    std::ptr::eq(response.operation(), &MADE).then(|| (status != AS_DOCUMENTED).then_some(status))
}
