//! Bodies of the type `multipart/form-data` (RFC 7578).

use bytes::{Bytes, BytesMut};

/// A file in a form: its bytes, and what the server is told of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    pub(super) bytes: Bytes,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
}

impl Part {
    /// A file of these bytes, without a name.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), file_name: None, content_type: None }
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
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part")
            .field("bytes", &self.bytes.len())
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

/// The media type with its boundary, and the body.
pub(super) fn body(parts: &[(&str, &Part)]) -> (String, Bytes) {
    let boundary = boundary(parts);
    let mut body = BytesMut::new();
    for (name, part) in parts {
        let mut head =
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = &part.file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        if let Some(content_type) = &part.content_type {
            // A line end would begin another header.
            let content_type: String = content_type.chars().filter(|c| !c.is_control()).collect();
            head.push_str(&format!("\r\nContent-Type: {content_type}"));
        }
        head.push_str("\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(&part.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    (format!("multipart/form-data; boundary={boundary}"), body.freeze())
}

/// A boundary that stands in none of the parts (RFC 2046, section 5.1.1).
fn boundary(parts: &[(&str, &Part)]) -> String {
    let stands_in = |boundary: &str| {
        let boundary = boundary.as_bytes();
        parts
            .iter()
            .any(|(_, part)| part.bytes.windows(boundary.len()).any(|window| window == boundary))
    };
    let mut number = 0u64;
    loop {
        let boundary = format!("form-boundary-{number:020}");
        if !stands_in(&boundary) {
            return boundary;
        }
        number += 1;
    }
}

/// As browsers write it (HTML, "Multipart form data").
fn quoted(text: &str) -> String {
    text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
