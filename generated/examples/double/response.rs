//! The responses of the double.

use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName, LOCATION};
use http::{HeaderValue, Response, StatusCode};
use http_body_util::Full;
use hyper::body::Bytes;
use serde_json::{Value, json};

/// A response, and whether it is one that the service takes its time for.
#[derive(Debug)]
pub(crate) struct CannedResponse {
    response: Response<Full<Bytes>>,
    is_slow: bool,
}

impl CannedResponse {
    fn new(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        let mut response = Response::new(Full::new(body.into()));
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { response, is_slow: false }.with(CONTENT_TYPE, media_type)
    }

    /// JSON.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json; charset=utf-8", body.to_string())
    }

    /// XML.
    pub(crate) fn xml(status: u16, body: String) -> Self {
        Self::new(status, "application/xml; charset=utf-8", body)
    }

    /// Text for people.
    pub(crate) fn text(status: u16, body: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", body.to_owned())
    }

    /// A page for people.
    pub(crate) fn page(status: u16, body: &str) -> Self {
        let body = format!("<!DOCTYPE html><html><body>{body}</body></html>");
        Self::new(status, "text/html; charset=utf-8", body)
    }

    /// No body, though there is a type.
    pub(crate) fn bare(status: u16, media_type: &str) -> Self {
        Self::new(status, media_type, Bytes::new())
    }

    /// Neither a body nor a type.
    pub(crate) fn empty(status: u16) -> Self {
        let mut response = Self::bare(status, "");
        response.response.headers_mut().remove(CONTENT_TYPE);
        response
    }

    /// A file, by its bytes.
    pub(crate) fn file(name: &str, content: Bytes) -> Self {
        let has_ending = |ending| name.rsplit_once('.').is_some_and(|(_, own)| own == ending);
        let media_type = match name {
            _ if has_ending("txt") => "text/plain",
            _ if has_ending("json") => "application/json",
            _ => "application/octet-stream",
        };
        let disposition = format!("attachment; filename=\"{name}\"");
        Self::new(200, media_type, content).with(CONTENT_DISPOSITION, &disposition)
    }

    /// A redirect, with the page that browsers show for it.
    pub(crate) fn redirect(to: &str) -> Self {
        Self::page(302, &format!("<a href=\"{to}\">It is elsewhere.</a>")).with(LOCATION, to)
    }

    /// The same, later.
    pub(crate) fn slow(mut self) -> Self {
        self.is_slow = true;
        self
    }

    /// Whether the service takes its time for it.
    pub(crate) fn is_slow(&self) -> bool {
        self.is_slow
    }

    /// What is sent.
    pub(crate) fn into_response(self) -> Response<Full<Bytes>> {
        self.response
    }

    fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.response.headers_mut().insert(name, value);
        }
        self
    }
}

/// Why Orbit refuses a request.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: u16,
    message: String,
}

impl Refusal {
    /// It cannot mean anything.
    pub(crate) fn bad(message: impl Into<String>) -> Self {
        Self { status: 400, message: message.into() }
    }

    /// The user may not do this.
    pub(crate) fn forbidden() -> Self {
        Self { status: 403, message: String::new() }
    }

    /// There is no such thing.
    pub(crate) fn missing() -> Self {
        Self { status: 404, message: String::new() }
    }

    /// The real service can do it, and the double cannot.
    pub(crate) fn unknown(message: impl Into<String>) -> Self {
        Self { status: 501, message: message.into() }
    }

    /// What it says to people.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

/// A refusal has an object with a message, or no body at all.
impl From<Result<Self, Refusal>> for CannedResponse {
    fn from(result: Result<Self, Refusal>) -> Self {
        let Refusal { status, message } = match result {
            Ok(response) => return response,
            Err(refusal) => refusal,
        };
        if message.is_empty() {
            return Self::empty(status);
        }
        let body = json!({"code": status, "id": 1, "message": message, "parameters": []});
        Self::json(status, &body)
    }
}
