//! A request that came to a double, and what a test asks of it.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};
use serde_json::Value;
use url::form_urlencoded;

use super::template;
use super::written::Documented;
use crate::json::{FromJson, JsonError, read};
use crate::operation::Operation;

/// A request that came to a [`Double`](super::Double). Its path, query, headers and body hold the
/// credentials in the clear; `Debug` shows the operation alone.
#[derive(Clone)]
pub struct SentRequest {
    pub(super) operation: Option<&'static Operation>,
    pub(super) request: http::Request<Bytes>,
}

impl SentRequest {
    /// The operation that was called, unless the request is of none that is known.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// Whether it is a call of this operation.
    pub fn is_of<T, E>(&self, operation: Documented<T, E>) -> bool {
        self.operation.is_some_and(|own| std::ptr::eq(own, operation.operation))
    }

    /// The method.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The path as it was sent, with that of the base URL before it.
    pub fn path(&self) -> &str {
        self.request.uri().path()
    }

    /// The value of a parameter of the path, decoded: `id` of `/pets/{id}`.
    pub fn path_value(&self, name: &str) -> Option<String> {
        let values = template::values(self.operation?, self.path())?;
        values.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The first value of this name in the query, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        self.queries().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The names and values of the query, decoded, in their order.
    pub fn queries(&self) -> Vec<(String, String)> {
        pairs(self.request.uri().query().unwrap_or_default().as_bytes())
    }

    /// The value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        self.request.body()
    }

    /// The body as JSON, if it is JSON.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(self.body()).ok()
    }

    /// The body as what was sent: a type of the generated crate.
    ///
    /// # Errors
    ///
    /// When the body is no JSON, or not what `T` needs.
    pub fn read<T: FromJson>(&self) -> Result<T, JsonError> {
        read(self.body())
    }

    /// The names and values of a body that is a form, decoded, in their order.
    pub fn form(&self) -> Vec<(String, String)> {
        pairs(self.body())
    }

    /// The request by itself.
    pub fn into_request(self) -> http::Request<Bytes> {
        self.request
    }
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

impl fmt::Debug for SentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SentRequest").field(&self.operation).finish()
    }
}
