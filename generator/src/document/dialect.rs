//! Brings a checked tree of any version to OpenAPI 3.0.
//!
//! Each version has a module of its own. What 3.0 cannot say is kept in one extension, [`KEPT`].
//! A node that is made or moved keeps the place of the text that it came from, so that messages
//! name the user's own lines.

mod modern;
mod swagger;

use super::version::Dialect;
use crate::diagnostic::Diagnostics;
use crate::node::Node;

/// The extension in which is kept what OpenAPI 3.0 cannot say. Documents cannot have it
/// themselves.
pub const KEPT: &str = "x-clientwright";

/// Rewrites the tree. An error stops the document.
pub(super) fn convert(dialect: Dialect, root: &mut Node, diagnostics: &mut Diagnostics) {
    match dialect {
        Dialect::Swagger2 => swagger::convert(root, diagnostics),
        Dialect::V3_0 => {}
        Dialect::V3_1 | Dialect::V3_2 => modern::convert(root, diagnostics),
    }
}
