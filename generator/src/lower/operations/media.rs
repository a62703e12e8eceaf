//! Media types: which of them can be written and read.

use crate::model::{BodyFormat, Place};

/// The media type of form bodies.
const FORM: &str = "application/x-www-form-urlencoded";

/// What the media types of bodies in parts begin with.
const MULTIPART: &str = "multipart/";

/// Where the fields of a body of this type go; `None` for a body without fields.
pub(super) fn fields(media_type: &str) -> Option<Place> {
    match essence(media_type).as_str() {
        FORM => Some(Place::Form),
        essence if essence.starts_with(MULTIPART) => Some(Place::Part),
        _ => None,
    }
}

/// What stands before the parameters of a media type, in lower case; what is meant, where it has no
/// slash.
pub(super) fn essence(media_type: &str) -> String {
    let written = written(media_type);
    meant(&written).unwrap_or(written)
}

fn written(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The media type that is meant by one without a slash, such as `vnd.v1+json`, where its end says how
/// it is written.
fn meant(written: &str) -> Option<String> {
    if !is_token(written) {
        return None;
    }
    let word = written.rsplit(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    match (word, written) {
        ("json" | "xml", _) if written.ends_with(&format!("+{word}")) => {
            Some(format!("application/{written}"))
        }
        ("json" | "xml", _) => Some(format!("application/{word}")),
        (_, "text") => Some("text/plain".to_owned()),
        (_, "plain" | "html" | "csv") => Some(format!("text/{word}")),
        _ => None,
    }
}

/// Whether a media type has no slash, and says what it is all the same.
pub(super) fn is_bare(media_type: &str) -> bool {
    is_media_type(media_type) && !written(media_type).contains('/')
}

/// Whether a key of `content` is a media type or a range of them (RFC 9110, section 8.3.1).
pub(super) fn is_media_type(key: &str) -> bool {
    let is_sendable = key.chars().all(|c| (' '..='~').contains(&c));
    essence(key).split_once('/').is_some_and(|(ty, subtype)| is_token(ty) && is_token(subtype))
        && is_sendable
}

/// Whether a text is a token, as names of headers are (RFC 9110, section 5.6.2).
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c))
}

/// How values stand one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sequence {
    /// As server-sent events.
    Events,
    /// JSON on a line each.
    Lines,
    /// JSON with a separator before each (RFC 7464).
    Records,
    /// JSON on a line each, one for each change of what is watched, as Kubernetes sends it.
    Watch,
}

impl Sequence {
    /// What the items are called where a method is named after them.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Lines | Self::Records => "items",
            Self::Watch => "watch",
        }
    }
}

/// How the values of a body stand one after the other; `None` for a body that is one value.
pub(super) fn sequence(media_type: &str) -> Option<Sequence> {
    let is_watch = || {
        let mut parameters = media_type.split(';').skip(1);
        parameters.any(|parameter| parameter.trim().eq_ignore_ascii_case("stream=watch"))
    };
    match essence(media_type).as_str() {
        essence if is_json(essence) && is_watch() => Some(Sequence::Watch),
        "text/event-stream" => Some(Sequence::Events),
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/stream+json" => Some(Sequence::Lines),
        "application/json-seq" => Some(Sequence::Records),
        // RFC 8091: a sequence of any type that is JSON.
        essence if essence.ends_with("+json-seq") => Some(Sequence::Records),
        _ => None,
    }
}

/// The range of all types, or of all that are no text, image or the like.
pub(super) fn is_any(media_type: &str) -> bool {
    matches!(essence(media_type).as_str(), "*/*" | "application/*")
}

/// Whether a media type names no type, but all of a kind (RFC 9110, section 12.5.1).
pub(super) fn is_range(media_type: &str) -> bool {
    essence(media_type).contains('*')
}

/// Whether values of any schema can be written in it: JSON, XML, and the binary forms of JSON.
pub(super) fn is_notation(media_type: &str) -> bool {
    const WORDS: [&str; 6] = ["yaml", "protobuf", "cbor", "msgpack", "bson", "smile"];
    let essence = essence(media_type);
    is_json(&essence)
        || is_xml(&essence)
        || WORDS.iter().any(|word| subtype(&essence).contains(word))
}

/// Whether two media types are chosen from by the server, and not by who asks: notations of one
/// value, pictures, and bytes of which no more is said.
pub(super) fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (essence(one), essence(other));
    let is_raw = |essence: &str| !is_notation(essence) && !essence.contains('*');
    let is_open = |essence: &str| essence == "application/octet-stream";
    let main = |essence: &str| essence.split('/').next().map(str::to_owned);
    let has_kind = !matches!(main(&one).as_deref(), Some("text" | "application"));
    !is_raw(&one)
        || !is_raw(&other)
        || is_open(&one)
        || is_open(&other)
        || (main(&one) == main(&other) && has_kind)
}

/// A word for the media types that are written in one way.
pub(super) fn kind(media_type: &str) -> &'static str {
    match (fields(media_type), format(media_type)) {
        (Some(Place::Form), _) => "form",
        (Some(_), _) | (None, None) => "parts",
        _ if is_xml(media_type) => "xml",
        (None, Some(BodyFormat::Json)) => "json",
        (None, Some(BodyFormat::Xml(_))) => "xml",
        (None, Some(BodyFormat::Text)) => "text",
        (None, Some(BodyFormat::Bytes)) => "bytes",
    }
}

/// The words of a subtype: `merge-patch+json` of `application/merge-patch+json`.
pub(super) fn subtype(media_type: &str) -> String {
    let essence = essence(media_type);
    match essence.split_once('/') {
        // A range is called by what it has all of.
        Some(("*", "*")) => "any".to_owned(),
        Some((ty, "*")) => ty.to_owned(),
        Some((_, subtype)) => subtype.to_owned(),
        None => essence,
    }
}

/// The body that is sent where there is a choice: JSON, then a form, then text, then bytes, and
/// parts last. `application/json` comes before other types of JSON, such as that of patches, which
/// .NET lists first wherever it reads any JSON.
/// A range, whose schema is for all that has no key of its own, comes behind what has one.
pub(super) fn preference(media_type: &str) -> (usize, bool) {
    let kind = match essence(media_type).as_str() {
        "application/json" => 0,
        FORM => 2,
        _ => 3 * rank(media_type) + 1,
    };
    (kind, is_range(media_type))
}

/// How a body of this type is read or written; `None` for structured types that are neither
/// JSON nor text.
pub(super) fn format(media_type: &str) -> Option<BodyFormat> {
    let essence = essence(media_type);
    match essence.as_str() {
        FORM => None,
        _ if sequence(media_type).is_some() => Some(BodyFormat::Text),
        _ if is_json(&essence) => Some(BodyFormat::Json),
        _ if essence.starts_with(MULTIPART) => None,
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

/// The order in which the types of a response are looked at: one that says what it is before a
/// range, whose schema is for all that has no key of its own.
pub(super) fn order(media_type: &str) -> (bool, usize) {
    (is_range(media_type), rank(media_type))
}

/// Which of several types is chosen: JSON before text before bytes, XML last.
pub(super) fn rank(media_type: &str) -> usize {
    match format(media_type) {
        Some(BodyFormat::Json) => 0,
        _ if is_xml(media_type) => 3,
        Some(BodyFormat::Text) => 1,
        Some(BodyFormat::Bytes) => 2,
        Some(BodyFormat::Xml(_)) => 3,
        None => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::{essence, format, is_bare, is_media_type, is_xml};
    use crate::model::BodyFormat;

    #[test]
    fn what_has_no_slash_is_what_its_end_says() {
        for (key, meant) in [
            ("domain-vnd.v1+json", "application/domain-vnd.v1+json"),
            ("JSON", "application/json"),
            ("application.json; charset=utf-8", "application/json"),
            ("application-json", "application/json"),
            ("vnd.v1+xml", "application/vnd.v1+xml"),
            ("xml", "application/xml"),
            ("text", "text/plain"),
            ("csv", "text/csv"),
        ] {
            assert_eq!(essence(key), meant);
            assert!(is_bare(key), "{key}");
        }
        assert_eq!(format("domain-vnd.v1+json"), Some(BodyFormat::Json));
        assert!(is_xml("vnd.v1+xml"));
    }

    #[test]
    fn other_keys_are_no_media_types() {
        for key in ["examples", "", "notjson", "my text", "jsons", "a b+json", "json;ä"] {
            assert!(!is_media_type(key) && !is_bare(key), "{key}");
        }
        assert!(is_media_type("application/json") && !is_bare("application/json"));
    }
}
