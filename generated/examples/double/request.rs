//! What the double is asked.

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, Method};
use http_body_util::BodyExt as _;
use hyper::body::{Bytes, Incoming};
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// A request that came whole.
#[derive(Debug)]
pub(crate) struct Request {
    method: Method,
    path: Vec<String>,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
}

impl Request {
    /// Reads the body of a request.
    pub(crate) async fn read(request: http::Request<Incoming>) -> hyper::Result<Self> {
        let (head, body) = request.into_parts();
        let steps = head.uri.path().split('/').skip(1);
        let path = steps.map(|step| percent_decode_str(step).decode_utf8_lossy().into_owned());
        let query = pairs(head.uri.query().unwrap_or_default().as_bytes());
        let (method, headers) = (head.method, head.headers);
        let body = body.collect().await?.to_bytes();
        Ok(Self { method, path: path.collect(), query, headers, body })
    }

    /// The method.
    pub(crate) fn method(&self) -> &Method {
        &self.method
    }

    /// The steps of the path.
    pub(crate) fn path(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    /// Names and values of the query.
    pub(crate) fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// A value of the query.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The number that a value of the query is.
    pub(crate) fn number(&self, name: &str) -> Option<usize> {
        self.parameter(name)?.parse().ok()
    }

    /// A header.
    pub(crate) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The token of the header `Authorization`, in the form `Bearer`.
    pub(crate) fn bearer(&self) -> Option<&str> {
        self.header(AUTHORIZATION)?.strip_prefix("Bearer ")
    }

    /// The bytes of the body.
    pub(crate) fn body(&self) -> &Bytes {
        &self.body
    }

    /// The media type of the body, with its parameters.
    pub(crate) fn media_type(&self) -> &str {
        self.header(CONTENT_TYPE).unwrap_or_default()
    }

    /// The body as JSON; null where it is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// A field of the body, which is a form.
    pub(crate) fn field(&self, name: &str) -> Option<String> {
        if !self.media_type().starts_with("application/x-www-form-urlencoded") {
            return None;
        }
        pairs(&self.body).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(text).into_owned().collect()
}

/// A member of an object. What is null counts as if it were not there.
pub(crate) fn member<'a>(object: &'a Value, name: &str) -> Option<&'a Value> {
    object.get(name).filter(|value| !value.is_null())
}

/// A text in an object; empty where there is none.
pub(crate) fn text<'a>(object: &'a Value, name: &str) -> &'a str {
    member(object, name).and_then(Value::as_str).unwrap_or_default()
}

/// The entries of a list in an object; none where there is no list.
pub(crate) fn entries<'a>(object: &'a Value, name: &str) -> &'a [Value] {
    member(object, name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
