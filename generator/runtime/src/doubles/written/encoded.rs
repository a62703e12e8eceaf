//! Responses as a server would write them, from the values that they are read as.

use std::convert::Infallible;

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};

use crate::json::{JsonWriter, ToJson};
use crate::response::Failure;

use super::failure::said_status;

/// A response as a server would write it, made of the value that it is read as. The generated code
/// makes it.
#[derive(Clone)]
pub struct EncodedResponse {
    pub(in crate::doubles) response: http::Response<Bytes>,
    /// The status that the document has for it; none of a response that came from a server.
    pub(in crate::doubles) documented: Option<u16>,
}

/// What the generated code makes a response of: an enum of successes or of failures.
pub trait ToResponse {
    /// The response that is read as this value.
    fn to_response(&self) -> EncodedResponse;
}

impl ToResponse for Infallible {
    fn to_response(&self) -> EncodedResponse {
        match *self {}
    }
}

impl EncodedResponse {
    /// A response without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        let mut response = http::Response::new(Bytes::new());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
        Self { response, documented: Some(status) }
    }

    /// A response whose body is bytes.
    #[must_use]
    pub fn bytes(status: u16, media_type: &str, body: &Bytes) -> Self {
        let mut encoded = Self::empty(status);
        *encoded.response.body_mut() = body.clone();
        encoded.of_type(media_type)
    }

    /// A response whose body is text.
    #[must_use]
    pub fn text(status: u16, media_type: &str, body: &str) -> Self {
        Self::bytes(status, media_type, &Bytes::copy_from_slice(body.as_bytes()))
    }

    /// A response whose body is JSON. What may not be sent may be received: no limits count.
    #[must_use]
    pub fn json<T: ToJson + ?Sized>(status: u16, media_type: &str, body: &T) -> Self {
        Self::bytes(status, media_type, &JsonWriter::of(body).into_text().into())
    }

    /// A failure: what `encoded` makes of its body, with the status and the headers that were said of
    /// it; or the response that it came in, if it came in one.
    #[must_use]
    pub fn failure<T>(failure: &Failure<T>, encoded: impl FnOnce(&T) -> Self) -> Self {
        let raw = failure.response();
        match (failure.body(), said_status(raw)) {
            (Ok(body), Some(status)) => {
                let mut encoded = encoded(body);
                if let Some(status) = status {
                    *encoded.response.status_mut() = status;
                }
                encoded.response.headers_mut().extend(raw.headers().clone());
                encoded
            }
            _ => {
                let mut response = http::Response::new(raw.body().clone());
                *response.status_mut() = raw.status();
                *response.headers_mut() = raw.headers().clone();
                Self { response, documented: None }
            }
        }
    }

    /// The same response, whose body is called so.
    #[must_use]
    pub(super) fn of_type(mut self, media_type: &str) -> Self {
        if let Ok(media_type) = HeaderValue::try_from(media_type) {
            self.response.headers_mut().insert(header::CONTENT_TYPE, media_type);
        }
        self
    }
}

#[cfg(feature = "xml")]
impl EncodedResponse {
    /// A response whose body is XML. What XML cannot say is left out, and is missed when it is read.
    #[must_use]
    pub fn xml<T: ToJson + ?Sized>(
        status: u16,
        media_type: &str,
        body: &T,
        root: &crate::xml::XmlElement,
    ) -> Self {
        let text = crate::xml::text(body, root).unwrap_or_default();
        Self::text(status, media_type, &text)
    }
}
