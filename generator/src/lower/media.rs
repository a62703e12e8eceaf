//! Media types: which of them can be written and read.

use crate::model::{BodyFormat, Place};

/// The media type of form bodies.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// The media type of bodies in parts.
const MULTIPART: &str = "multipart/form-data";

/// Where the fields of a body of this type go; `None` for a body without fields.
pub(super) fn fields(media_type: &str) -> Option<Place> {
    match essence(media_type).as_str() {
        FORM => Some(Place::Form),
        MULTIPART => Some(Place::Part),
        _ => None,
    }
}

/// What stands before the parameters of a media type, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// How a body of this type is read or written; `None` for structured types that are neither
/// JSON nor text.
pub(super) fn format(media_type: &str) -> Option<BodyFormat> {
    let essence = essence(media_type);
    match essence.as_str() {
        FORM | MULTIPART => None,
        _ if is_json(&essence) => Some(BodyFormat::Json),
        _ if essence.starts_with("multipart/") => None,
        _ if essence.starts_with("text/") || is_xml(&essence) => Some(BodyFormat::Text),
        _ => Some(BodyFormat::Bytes),
    }
}

/// RFC 6839, section 3.1: the suffix `+json`. A wildcard with a schema is JSON in practice.
fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json" | "*/*" | "application/*")
        || essence.ends_with("+json")
}

pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// Which of several types is chosen: JSON before text before bytes, XML last.
pub(super) fn rank(media_type: &str) -> usize {
    match format(media_type) {
        Some(BodyFormat::Json) => 0,
        _ if is_xml(media_type) => 3,
        Some(BodyFormat::Text) => 1,
        Some(BodyFormat::Bytes) => 2,
        None => 4,
    }
}
