//! Bodies of several parts (RFC 7578).

use hyper::body::Bytes;

/// One part of a body.
#[derive(Debug)]
pub(crate) struct Part {
    /// The name of the field.
    pub(crate) name: String,
    /// The name of the file, if it is one.
    pub(crate) file_name: Option<String>,
    /// What is in it.
    pub(crate) content: Bytes,
}

impl Part {
    /// The content as a number.
    pub(crate) fn number(&self) -> Option<i64> {
        std::str::from_utf8(&self.content).ok()?.parse().ok()
    }
}

/// The parts of a body; `None` where it has no such form.
pub(crate) fn parts(media_type: &str, body: &Bytes) -> Option<Vec<Part>> {
    let boundary = media_type.strip_prefix("multipart/form-data")?.split_once("boundary=")?.1;
    let boundary = boundary.split(';').next()?.trim().trim_matches('"');
    let delimiter = format!("\r\n--{boundary}");
    // The first delimiter stands at the very beginning.
    let mut rest = body.strip_prefix(delimiter.trim_start().as_bytes())?;
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let (part, behind) = split(rest, delimiter.as_bytes())?;
        let (head, content) = split(part, b"\r\n\r\n")?;
        let head = std::str::from_utf8(head).ok()?;
        let name = attribute(head, "; name=\"")?;
        let file_name = attribute(head, "; filename=\"");
        parts.push(Part { name, file_name, content: Bytes::copy_from_slice(content) });
        rest = behind;
    }
    Some(parts)
}

/// What stands before and behind the first `middle`.
fn split<'a>(text: &'a [u8], middle: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let start = text.windows(middle.len()).position(|window| window == middle)?;
    Some((text.get(..start)?, text.get(start + middle.len()..)?))
}

fn attribute(head: &str, opening: &str) -> Option<String> {
    Some(head.split_once(opening)?.1.split_once('"')?.0.to_owned())
}
