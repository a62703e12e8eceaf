//! Bodies of the type `multipart/form-data` (RFC 7578), and of others in the same form.

use http::{HeaderName, HeaderValue};

use crate::transport::{Body, random};

/// A file in a form: its bytes, and what the server is told of them.
#[derive(Clone)]
pub struct Part {
    pub(super) body: Body,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// Its name in the form, where that is not the one of a parameter.
    pub(super) name: Option<String>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Part {
    /// A file of these bytes, or of this stream of them, without a name.
    pub fn new(body: impl Into<Body>) -> Self {
        Self {
            body: body.into(),
            file_name: None,
            content_type: None,
            name: None,
            headers: Vec::new(),
        }
    }

    /// The name of the file. Many servers take a part for a file only if it has one.
    #[must_use]
    pub fn with_file_name(mut self, name: &str) -> Self {
        self.file_name = Some(name.to_owned());
        self
    }

    /// The media type of the file.
    #[must_use]
    pub fn with_content_type(mut self, media_type: &str) -> Self {
        self.content_type = Some(media_type.to_owned());
        self
    }

    /// A header of the part, in the place of one of the same name. RFC 7578, section 4.8, knows
    /// `Content-Disposition` and `Content-Type` only, which the part has of itself.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        if let Some(known) = self.headers.iter().position(|(known, _)| *known == name) {
            self.headers.remove(known);
        }
        self.headers.push((name, value));
        self
    }

    /// What stands before the part's bytes.
    fn head(&self, name: &str, boundary: &str) -> Vec<u8> {
        let mut head =
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = &self.file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        if let Some(content_type) = &self.content_type {
            // A line end would begin another header.
            head.push_str("\r\nContent-Type: ");
            for letter in content_type.chars() {
                if !letter.is_control() {
                    head.push(letter);
                }
            }
        }
        let mut head = head.into_bytes();
        for (name, value) in &self.headers {
            head.extend_from_slice(b"\r\n");
            head.extend_from_slice(name.as_str().as_bytes());
            head.extend_from_slice(b": ");
            head.extend_from_slice(value.as_bytes());
        }
        head.extend_from_slice(b"\r\n\r\n");
        head
    }
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut names = Vec::new();
        for (name, _) in &self.headers {
            names.push(name);
        }
        f.debug_struct("Part")
            .field("body", &self.body)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("headers", &names)
            .finish()
    }
}

/// The media type with its boundary, and the body.
pub(super) fn body(media_type: &str, parts: &[(String, Part)]) -> (String, Body) {
    let boundary = boundary(parts);
    let mut pieces = Vec::new();
    for (name, part) in parts {
        pieces.push(Body::from(part.head(name, &boundary)));
        pieces.push(part.body.clone());
        pieces.push(Body::from("\r\n"));
    }
    pieces.push(Body::from(format!("--{boundary}--\r\n")));
    (format!("{media_type}; boundary={boundary}"), Body::chain(pieces))
}

/// The boundary where nothing speaks against it: the same request is the same bytes each time.
const BOUNDARY: &str = "form-boundary-00000000000000000000";

/// A boundary that stands in none of the parts (RFC 2046, section 5.1.1).
fn boundary(parts: &[(String, Part)]) -> String {
    for (_, part) in parts {
        let Some(bytes) = part.body.as_bytes() else { return random_boundary() };
        let mut windows = bytes.windows(BOUNDARY.len());
        if windows.any(|window| window == BOUNDARY.as_bytes()) {
            return random_boundary();
        }
    }
    BOUNDARY.to_owned()
}

/// A boundary of 128 random bits, which stand nowhere: for a stream, which cannot be searched before
/// it is sent, and for a part that holds the usual one. To look for the first number that is in no
/// part would read the parts once for each number that is.
fn random_boundary() -> String {
    format!("form-boundary-{:016x}{:016x}", random(), random())
}

/// As browsers write it (HTML, "Multipart form data").
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("%22"),
            '\r' => quoted.push_str("%0D"),
            '\n' => quoted.push_str("%0A"),
            _ => quoted.push(letter),
        }
    }
    quoted
}
