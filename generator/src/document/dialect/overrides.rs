//! What an extension says in the place of the document: each becomes what the document would say, or
//! is checked and passed on, before anything else is read. An overlay can add them to a document that
//! somebody else writes.

mod marked;
mod required;
mod nullable;

use crate::diagnostic::Diagnostics;
use crate::document::shape::Object;
use crate::document::version::Dialect;
use crate::document::walk::{Visited, walk};
use crate::node::Node;

/// Those that are read here.
pub(super) const KEYS: [&str; 2] = [required::REQUIRED, nullable::NULLABLE];

/// What has to be there.
pub(super) fn require(root: &mut Node, table: &'static Object, diagnostics: &mut Diagnostics) {
    walk(root, table, &mut |visited, node, place| match visited {
        Visited::Object("Schema") => required::of_properties(node, place, diagnostics),
        Visited::Object("Parameter") => required::of_parameter(node, place, diagnostics),
        Visited::Reference("Parameter") => required::of_reference(node, place, diagnostics),
        _ => {}
    });
}

/// What values are.
pub(super) fn describe(
    dialect: Dialect,
    root: &mut Node,
    table: &'static Object,
) {
    walk(root, table, &mut |visited, node, _| match visited {
        Visited::Object("Schema") | Visited::Reference("Schema") => nullable::hold(dialect, node),
        _ => {}
    });
}
