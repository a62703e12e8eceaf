//! A call that a test expects, while it says what comes of it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::expectation::{Expectation, Outcome, When};
use super::ledger::Ledger;
use super::sent_request::SentRequest;
use super::written::{Documented, EncodedResponse, ToHeaders};
use crate::transport::TransportErrorKind;

/// A call that a [`Double`](super::Double) expects, while a test says what comes of it. The last thing that it says
/// is [`returns`](Self::returns), [`fails`](Self::fails), [`responds`](Self::responds) or
/// [`breaks`](Self::breaks).
#[must_use = "nothing is expected until it is said what comes of the call"]
pub struct Expected<'d, T, E> {
    ledger: &'d Ledger,
    operation: Documented<T, E>,
    when: Option<When>,
    times: Option<usize>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    delay: Option<Duration>,
}

impl<'d, T, E> Expected<'d, T, E> {
    pub(super) fn new(ledger: &'d Ledger, operation: Documented<T, E>) -> Self {
        let (when, status, headers, delay) = (None, None, HeaderMap::new(), None);
        Self { ledger, operation, when, times: Some(1), status, headers, delay }
    }

    /// Expects so many calls, in the place of one; each is responded with the same.
    pub fn times(mut self, times: usize) -> Self {
        self.times = Some(times);
        self
    }

    /// Expects any number of calls, none among them. What is said of the operation behind it is said
    /// in vain, unless this one has a condition.
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// Expects calls only whose request is such a one. Of several conditions, all have to hold.
    pub fn when(
        mut self,
        condition: impl Fn(&SentRequest) -> bool + Send + Sync + 'static,
    ) -> Self {
        self.when = Some(match self.when {
            None => Arc::new(condition),
            Some(first) => Arc::new(move |request| first(request) && condition(request)),
        });
        self
    }

    /// Responds with another status than the one that is documented first: of a range, say.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = Some(status);
        self
    }

    /// Responds with headers that the operation documents.
    pub fn with_headers(mut self, headers: &impl ToHeaders) -> Self {
        headers.write(&mut self.headers);
        self
    }

    /// Responds with one more header.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Responds after a while, by the double's [timer](super::Double::with_timer).
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// Responds with a success, of the status and the media type that are documented. A text, a list of
    /// bytes, or a variant's own value is converted.
    pub fn returns(self, value: impl Into<T>) {
        let response = (self.operation.success)(&value.into());
        self.always_the_same(response);
    }

    /// Responds with a success that is made of the request.
    pub fn returns_for<V: Into<T>>(self, value: impl Fn(&SentRequest) -> V + Send + Sync + 'static)
    where
        T: 'static,
    {
        let success = self.operation.success;
        let (status, headers) = (self.status, self.headers.clone());
        self.end(Outcome::Response(Arc::new(move |request| {
            said(success(&value(request).into()), status, &headers)
        })));
    }

    /// Responds with a failure that is documented, of the status of its variant.
    pub fn fails(self, failure: E) {
        let response = self.operation.failed(&failure);
        self.always_the_same(response);
    }

    /// Responds with any status and body: what is not documented, or no JSON, or a page. The media
    /// type is the caller's to say, by [`with_header`](Self::with_header).
    pub fn responds(self, status: StatusCode, body: impl Into<Bytes>) {
        let mut response = http::Response::new(body.into());
        *response.status_mut() = status;
        self.always_the_same(EncodedResponse { response, documented: None });
    }

    /// Breaks the connection off before there is a response.
    pub fn breaks(self) {
        self.breaks_as(TransportErrorKind::Other);
    }

    /// Fails as a transport does that fails so: when no connection can be made, or time is up.
    pub fn breaks_as(self, kind: TransportErrorKind) {
        self.end(Outcome::Broken(kind));
    }

    fn always_the_same(self, response: EncodedResponse) {
        let response = said(response, self.status, &self.headers);
        self.end(Outcome::Response(Arc::new(move |_| response.clone())));
    }

    fn end(self, outcome: Outcome) {
        let Self { ledger, operation, when, times, delay, .. } = self;
        let operation = operation.operation;
        ledger.expect(Expectation { operation, when, times, came: 0, delay, outcome });
    }
}

/// The response, with what was said of its status and its headers.
fn said(
    response: EncodedResponse,
    status: Option<StatusCode>,
    headers: &HeaderMap,
) -> http::Response<Bytes> {
    let EncodedResponse { mut response, .. } = response;
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    for name in headers.keys() {
        response.headers_mut().remove(name);
    }
    response.headers_mut().extend(headers.clone());
    response
}

impl<T, E> fmt::Debug for Expected<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expected").field("operation", &self.operation).finish_non_exhaustive()
    }
}
