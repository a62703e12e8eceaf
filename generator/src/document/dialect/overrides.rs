//! What an extension says in the place of the document: each becomes what the document would say, or
//! is checked and passed on, before anything else is read. An overlay can add them to a document that
//! somebody else writes.

mod marked;
mod required;
mod nullable;
mod body;
mod misplaced;

use crate::diagnostic::Diagnostics;
use crate::document::shape::Object;
use crate::document::version::Dialect;
use crate::document::walk::{Visited, walk};
use crate::node::Node;

/// Those that become something else here.
#[cfg(test)]
pub(super) const KEYS: [&str; 5] =
    [required::REQUIRED, nullable::NULLABLE, body::BODY, RUST_TYPE, OPEN_ENUM];

/// The type of values, which is read where types are made. Beside a reference it is about this use
/// of the schema.
const RUST_TYPE: &str = "x-rust-type";

/// Whether an enum takes other values than its own, which is read there, too.
const OPEN_ENUM: &str = "x-open-enum";

/// Whether a key is one that is read, here or later.
pub(super) fn is_ours(key: &str) -> bool {
    misplaced::is_ours(key)
}

/// Tells of those that stand where nothing reads them.
pub(super) fn tell_misplaced(
    dialect: Dialect,
    root: &mut Node,
    table: &'static Object,
    diagnostics: &mut Diagnostics,
) {
    misplaced::tell(dialect, root, table, diagnostics);
}

/// What has to be there.
pub(super) fn require(root: &mut Node, table: &'static Object, diagnostics: &mut Diagnostics) {
    walk(root, table, &mut |visited, node, place| match visited {
        Visited::Object("Schema") => required::of_properties(node, place, diagnostics),
        Visited::Object("Parameter") => required::of_parameter(node, place, diagnostics),
        Visited::Reference("Parameter") => required::of_reference(node, place, diagnostics),
        _ => {}
    });
}

/// What values are, and how bodies are read.
pub(super) fn describe(
    dialect: Dialect,
    root: &mut Node,
    table: &'static Object,
    diagnostics: &mut Diagnostics,
) {
    walk(root, table, &mut |visited, node, place| match visited {
        Visited::Object("Schema") | Visited::Reference("Schema") => {
            nullable::hold(dialect, node);
            if [RUST_TYPE, OPEN_ENUM].iter().any(|key| node.get(key).is_some()) {
                marked::around(node);
            }
        }
        Visited::Object("Response") => body::of_response(dialect, node, place, diagnostics),
        Visited::Object("Request Body") => body::of_request(node, place, diagnostics),
        Visited::Object("Parameter") if node.get("in").and_then(Node::as_str) == Some("body") => {
            body::of_request(node, place, diagnostics);
        }
        Visited::Object("Media Type") => drop(body::check(node, place, diagnostics)),
        Visited::Reference("Response" | "Request Body") => {
            body::of_reference(node, place, diagnostics);
        }
        _ => {}
    });
}
