//! A key of ours where it stands, and what is wrong with it.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::place::Place;
use crate::node::Entry;

/// A warning about the value of a key of an object.
pub(super) fn wrong(
    place: &Place<'_>,
    key: &str,
    entry: &Entry,
    message: impl Into<String>,
) -> Diagnostic {
    let at = place.pointer().child(key);
    Diagnostic::warning(Code::InvalidExtension, at, entry.node.span, message)
}
