//! Media types: what `consumes` and `produces` say.

use super::conversion::Convert;
use crate::node::Node;
use crate::source::Span;

pub(super) const JSON: &str = "application/json";
pub(super) const FORM: &str = "application/x-www-form-urlencoded";
pub(super) const MULTIPART: &str = "multipart/form-data";
pub(super) const ANY: &str = "*/*";

/// Media types, each with the place of its text.
pub(super) type Types = Vec<(String, Span)>;

impl<'d> Convert<'d> {
    /// The places of the key and of the list of them, if there is one.
    pub(super) fn types_place(&self, operation: Option<&Node>, key: &str) -> Option<(Span, Span)> {
        let own = operation.and_then(|operation| operation.entry(key));
        own.or_else(|| self.old.entry(key)).map(|entry| (entry.key, entry.node.span))
    }

    /// The media types that hold for an operation: its own, if it has a list, even an empty one
    /// (OpenAPI 2.0, "Operation Object"), or else those of the document.
    pub(super) fn types(&self, operation: Option<&Node>, key: &str) -> Types {
        let own = operation.and_then(|operation| operation.get(key));
        let list = own.or_else(|| self.old.get(key)).and_then(Node::as_array).unwrap_or_default();
        let mut types = Types::new();
        for node in list {
            let Some(text) = node.as_str().map(str::trim) else { continue };
            if !text.is_empty() && !types.iter().any(|(known, _)| known == text) {
                types.push((text.to_owned(), node.span));
            }
        }
        types
    }
}

/// The names alone, to tell whether two lists say the same.
pub(super) fn names(types: &Types) -> Vec<&str> {
    types.iter().map(|(name, _)| name.as_str()).collect()
}

/// What stands before the parameters of a media type, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether values of the type are text with a structure, which no file is by itself.
pub(super) fn is_structured(media_type: &str) -> bool {
    let essence = essence(media_type);
    // One without a slash is read as what its end says.
    let subtype = essence.split_once('/').map_or(essence.as_str(), |(_, subtype)| subtype);
    matches!(subtype, "json" | "xml") || subtype.ends_with("+json") || subtype.ends_with("+xml")
}
