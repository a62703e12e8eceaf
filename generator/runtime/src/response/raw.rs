//! A response as it came, and what of it may be printed.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

use super::headers::{Headers, InvalidHeader};
use crate::credentials::{Secrets, shortened};
use crate::json::large::parse;
use crate::json::{JsonRef, View};
use crate::operation::Operation;
use crate::text::add;
use crate::transport::{Partial, after};

/// How long a list can be in which an error is looked for that a server tells, where the whole is
/// large, in bytes.
const ERRORS: usize = 64 * 1024;

/// A response as it came: what errors keep.
#[derive(Clone)]
pub struct RawResponse {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// Whether the body is only the part of it that came, or that is kept.
    is_partial: bool,
    /// What the request held that must not be repeated.
    secrets: Secrets,
    attempts: u32,
}

impl RawResponse {
    pub(crate) fn new(
        operation: &'static Operation,
        response: http::Response<Bytes>,
        secrets: Secrets,
        attempts: u32,
    ) -> Self {
        let (parts, body) = response.into_parts();
        let is_partial = parts.extensions.get::<Partial>().is_some();
        let (status, headers) = (parts.status, parts.headers);
        Self { operation, status, headers, body, is_partial, secrets, attempts }
    }

    /// The same response with another body, such as a part of its own, and the status of that.
    pub(crate) fn with(&self, status: StatusCode, body: Bytes) -> Self {
        Self { status, body, ..self.clone() }
    }

    pub(crate) fn into_parts(self) -> (StatusCode, HeaderMap, Secrets) {
        (self.status, self.headers, self.secrets)
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
        H::read(&self.headers).map_err(|error| error.cleaned(&self.secrets))
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether the body is not whole: that of a failure which is larger than a MiB, or broke off.
    pub fn is_partial(&self) -> bool {
        self.is_partial
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
        self.clean(&self.words()?).filter(|words| !words.is_empty())
    }

    /// The server's own message as it is.
    fn words(&self) -> Option<String> {
        let Ok(body) = parse(self.text()) else { return self.plain().map(str::to_owned) };
        let is_told = !self.status.is_success() || matches!(body.root().view(), View::Object(_));
        is_told.then(|| message_of(body.root())).flatten()
    }

    /// The server's own name for what went wrong, a word or a number, from a JSON body: its `code`, or
    /// that of its `error`, of the first of its `errors`, or of its `detail`.
    #[inline]
    pub fn code(&self) -> Option<String> {
        let body = parse(self.text()).ok()?;
        self.clean(&named_in(body.root(), &["code", "error_code", "errorCode", "Code"], true)?)
    }

    /// By what the server's own records name the request, as its headers say: `X-Request-Id`,
    /// `Request-Id`, `X-Correlation-Id`, and those of AWS, Azure and Google; or else a JSON body, in
    /// `requestId` or `request_id`, where its `code` stands.
    #[inline]
    pub fn request_id(&self) -> Option<String> {
        const NAMES: [&str; 9] = [
            "x-request-id",
            "request-id",
            "x-correlation-id",
            "x-amzn-requestid",
            "x-amz-request-id",
            "x-ms-request-id",
            "x-goog-request-id",
            "x-trace-id",
            "cf-ray",
        ];
        for name in &NAMES {
            if let Some(Ok(id)) = self.headers.get(*name).map(http::HeaderValue::to_str) {
                return Some(id.to_owned());
            }
        }
        let body = parse(self.text()).ok()?;
        let names = ["requestId", "request_id", "requestID", "RequestId"];
        self.clean(&named_in(body.root(), &names, true)?)
    }

    /// The start of a failure's body that is text and neither JSON nor markup.
    pub(super) fn excerpt(&self) -> Option<String> {
        self.clean(self.plain()?)
    }

    /// A failure's body that is text and neither JSON nor markup, as it is.
    fn plain(&self) -> Option<&str> {
        let text = std::str::from_utf8(self.text()).ok()?.trim();
        // What looks like JSON or XML can hold secrets of the server's own.
        let is_plain = !text.is_empty() && !text.starts_with(['{', '[', '"', '<']);
        (is_plain && !self.status.is_success()).then_some(text)
    }

    /// Whether there are words of the server's which might repeat a secret of few letters.
    fn is_hidden(&self) -> bool {
        self.words().is_some_and(|words| !words.trim().is_empty() && self.clean(&words).is_none())
    }

    /// The body without a byte order mark, which a reader may ignore (RFC 8259, section 8.1).
    pub(crate) fn text(&self) -> &[u8] {
        self.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.body)
    }

    /// The charset of the body, in lower case (RFC 9110, section 8.3.2).
    #[inline]
    pub(super) fn charset(&self) -> Option<String> {
        let media_type = self.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        media_type.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches('"').to_ascii_lowercase())
        })
    }

    /// Operation, status, and the server's own message.
    pub(super) fn headline(&self) -> String {
        let message = match self.message() {
            Some(message) => format!(": {message}"),
            None if self.is_hidden() => format!(" ({HIDDEN})"),
            None => String::new(),
        };
        format!("{}: {}{message}", self.operation.name, self.status)
    }

    /// Where a redirect that was not followed leads, without user, password and query, which can hold
    /// secrets.
    pub(super) fn redirect(&self) -> Option<String> {
        let location = self.headers.get(header::LOCATION)?.to_str().ok()?;
        let place = location.split(['?', '#']).next().filter(|_| self.status.is_redirection())?;
        self.clean(&without_user(place))
    }

    /// How the body is compressed, in a way that the client does not know (RFC 9110, section
    /// 8.4): a transport that can undo it takes the header away.
    pub(crate) fn encoding(&self) -> Option<&str> {
        let encoding = self.headers.get(header::CONTENT_ENCODING)?.to_str().ok()?.trim();
        let is_plain = encoding.is_empty() || encoding.eq_ignore_ascii_case("identity");
        (!is_plain && !self.body.is_empty()).then_some(encoding)
    }

    /// Whether the body is a page for people.
    pub(crate) fn is_page(&self) -> bool {
        let media_type = self.headers.get(header::CONTENT_TYPE);
        let is_said = media_type.is_some_and(|ty| ty.as_bytes().starts_with(b"text/html"));
        let start = self.text().trim_ascii_start().get(..5).unwrap_or_default();
        is_said || start.eq_ignore_ascii_case(b"<!doc") || start.eq_ignore_ascii_case(b"<html")
    }

    /// The type of the body, where the server says that it is no JSON and no text.
    pub(crate) fn foreign_type(&self) -> Option<String> {
        let media_type = self.headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let is_foreign =
            !essence.ends_with("json") && essence != "text/plain" && !essence.is_empty();
        (is_foreign && !self.body.is_empty()).then(|| self.clean_name(&essence))
    }

    /// The type and length of the body, for messages.
    pub(super) fn describe_body(&self) -> String {
        if self.body.is_empty() {
            return "empty".to_owned();
        }
        let media_type =
            self.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media_type = self.clean_name(media_type.unwrap_or("without a type"));
        format!("{media_type}, {} bytes", self.body.len())
    }

    /// A name of the server's, or words of our own around one, without secrets.
    pub(crate) fn clean_name(&self, name: &str) -> String {
        self.secrets.scrub_name(name)
    }

    /// Words of the server's without secrets; `None` where they cannot be told apart.
    pub(crate) fn clean(&self, text: &str) -> Option<String> {
        let clean = self.secrets.scrub(text)?;
        let mut words = String::new();
        for word in clean.split_whitespace() {
            add(&mut words, " ", word);
        }
        Some(shortened(words))
    }
}

/// A URL without what stands before `@` in its authority (RFC 3986, section 3.2.1), of which browsers
/// read backslashes as slashes (WHATWG URL, section 4.4).
fn without_user(url: &str) -> String {
    let is_slash = |c: char| matches!(c, '/' | '\\');
    let scheme = url.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c));
    let scheme = scheme.filter(|at| url.get(*at..).is_some_and(|rest| rest.starts_with(':')));
    let (scheme, rest) = url.split_at(scheme.map_or(0, |at| at + 1));
    let authority = rest.trim_start_matches(is_slash);
    let (slashes, _) = rest.split_at(rest.len() - authority.len());
    let host = authority.split(is_slash).next().unwrap_or_default();
    match host.rfind('@') {
        Some(at) if !scheme.is_empty() || slashes.len() > 1 => {
            format!("{scheme}{slashes}{}", authority.get(at + 1..).unwrap_or_default())
        }
        _ => url.to_owned(),
    }
}

/// Why the server's own words are not there.
const HIDDEN: &str = "its message is not shown: it may hold a secret of the call that has fewer than 4 \
                      bytes";

/// A word or number of an error body that one of some names has.
#[inline]
fn named_in(body: JsonRef<'_>, names: &[&str], is_outer: bool) -> Option<String> {
    match body.view() {
        View::Object(_) => {
            for name in names {
                match body.get(name).map(JsonRef::view) {
                    Some(View::Text(text)) => return Some(text.to_owned()),
                    Some(View::Number(text)) => return Some(text.to_owned()),
                    _ => {}
                }
            }
            for name in &["error", "errors", "detail", "Error"] {
                if is_outer
                    && let Some(inner) = body.get(name)
                    && let Some(found) = named_in(inner, names, false)
                {
                    return Some(found);
                }
            }
            None
        }
        View::Array(mut items) => named_in(items.next()?, names, false),
        _ => None,
    }
}

/// The sentence for people in an error body: RFC 9457 says `detail` and `title`, OAuth
/// (RFC 6749, section 5.2) `error_description`, most others `message` or `error`.
fn message_of(body: JsonRef<'_>) -> Option<String> {
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
    match body.view() {
        View::Text(text) => Some(text.to_owned()).filter(|text| !text.is_empty()),
        View::Object(_) => {
            for name in NAMES {
                // The last of one name wins, as with most readers.
                let words = body.get(name).and_then(message_of);
                if words.is_some() {
                    return words;
                }
            }
            None
        }
        View::Array(mut items) => items.next().and_then(message_of),
        View::List(text) if text.len() <= ERRORS => body.parsed(|list| match list.view() {
            View::Array(mut items) => items.next().and_then(message_of),
            _ => None,
        }),
        _ => None,
    }
}

impl fmt::Display for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.headline(), after(self.attempts))
    }
}

impl fmt::Debug for RawResponse {
    /// Header values and the body can hold secrets: headers are named, the body is counted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.operation.name)
            .field("status", &self.status)
            .field("headers", &self.secrets.names(&self.headers))
            .field("body", &format_args!("{}", self.describe_body()))
            .field("message", &self.message())
            .finish()
    }
}
