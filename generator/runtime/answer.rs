//! An answer as it came, and what of it may be printed.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use super::headers::{Headers, InvalidHeader};
use super::operation::Operation;
use super::secret::scrub;

/// How much of a server's own words an error repeats, in characters.
const MESSAGE_LENGTH: usize = 300;

/// How long a secret has to be so that it can be taken out of a text, in bytes.
const SHORT_SECRET: usize = 4;

/// An answer as it came: what errors keep.
#[derive(Clone)]
pub struct Answer {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// What the request held that must not be repeated.
    secrets: Arc<[String]>,
}

impl Answer {
    pub(super) fn new(
        operation: &'static Operation,
        response: http::Response<Bytes>,
        secrets: Arc<[String]>,
    ) -> Self {
        let (parts, body) = response.into_parts();
        Self { operation, status: parts.status, headers: parts.headers, body, secrets }
    }

    pub(super) fn into_parts(self) -> (StatusCode, HeaderMap) {
        (self.status, self.headers)
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
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

    /// The body as it came. It can hold secrets: it is never printed.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The server's own message: a JSON body's `message`, `error`, `detail` or the like, or the
    /// start of a plain text. Secrets that the request held are taken out.
    ///
    /// There is none where a success has another body than documented, unless it is an object:
    /// a text alone can be a secret of the server's own, such as a bare token.
    pub fn message(&self) -> Option<String> {
        let words = match serde_json::from_slice(self.text()) {
            Ok(body @ Value::Object(_)) => message_of(&body),
            Ok(_) if self.status.is_success() => None,
            Ok(body) => message_of(&body),
            Err(_) => return self.excerpt(),
        };
        self.clean(&words?).filter(|words| !words.is_empty())
    }

    /// The start of a failure's body that is text and neither JSON nor markup.
    pub(super) fn excerpt(&self) -> Option<String> {
        let text = std::str::from_utf8(self.text()).ok()?.trim();
        // What looks like JSON or XML can hold secrets of the server's own.
        let is_plain = !text.is_empty() && !text.starts_with(['{', '[', '"', '<']);
        if is_plain && !self.status.is_success() { self.clean(text) } else { None }
    }

    /// The body without a byte order mark, which a reader may ignore (RFC 8259, section 8.1).
    pub(super) fn text(&self) -> &[u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)
    }

    /// The charset of the body, in lower case (RFC 9110, section 8.3.2).
    pub(super) fn charset(&self) -> Option<String> {
        let media_type = self.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        media_type.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches('"').to_ascii_lowercase())
        })
    }

    /// The type and length of the body, for messages.
    pub(super) fn describe_body(&self) -> String {
        if self.body.is_empty() {
            return "empty".to_owned();
        }
        let media_type =
            self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media_type = scrub(media_type.unwrap_or("without a type"), &self.secrets);
        format!("{media_type}, {} bytes", self.body.len())
    }

    /// Words of the server's without secrets; `None` where they cannot be told apart.
    fn clean(&self, text: &str) -> Option<String> {
        // The gaps that a secret of a few letters leaves in a text give it away.
        if self.secrets.iter().any(|secret| (1..SHORT_SECRET).contains(&secret.len())) {
            return None;
        }
        // Cut after the secrets are out, so that none is cut in half and missed; a little of
        // a huge body is enough to look at.
        let start: String = text.chars().take(100 * MESSAGE_LENGTH).collect();
        let clean = scrub(&start, &self.secrets);
        let words = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(match words.char_indices().nth(MESSAGE_LENGTH) {
            Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
            None => words,
        })
    }
}

/// The sentence for people in an error body: RFC 9457 says `detail` and `title`, OAuth
/// (RFC 6749, section 5.2) `error_description`, most others `message` or `error`.
fn message_of(body: &Value) -> Option<String> {
    const NAMES: [&str; 9] = [
        "message",
        "Message",
        "error_description",
        "detail",
        "error",
        "errors",
        "title",
        "notice",
        "description",
    ];
    match body {
        Value::String(text) => Some(text.clone()),
        Value::Object(map) => NAMES.iter().find_map(|name| message_of(map.get(*name)?)),
        Value::Array(items) => items.first().and_then(message_of),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation.name, self.status)?;
        match self.message() {
            Some(message) => write!(f, ": {message}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Answer {
    /// Header values and the body can hold secrets: headers are named, the body is counted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.operation.name)
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &format_args!("{}", self.describe_body()))
            .field("message", &self.message())
            .finish()
    }
}
