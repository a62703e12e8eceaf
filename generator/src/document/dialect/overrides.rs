//! What an extension says in the place of the document: each becomes what the document would say, or
//! is checked and passed on, before anything else is read. An overlay can add them to a document that
//! somebody else writes.

mod marked;
mod required;
mod nullable;
mod body;

use crate::diagnostic::Diagnostics;
use crate::document::shape::Object;
use crate::document::version::Dialect;
use crate::document::walk::{Visited, walk};
use crate::node::Node;

/// Those that are read here.
pub(super) const KEYS: [&str; 4] = [required::REQUIRED, nullable::NULLABLE, body::BODY, RUST_TYPE];

/// The type of values, which is read where types are made. Beside a reference it is about this use
/// of the schema.
const RUST_TYPE: &str = "x-rust-type";

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
            if node.get(RUST_TYPE).is_some() {
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
