//! Brings a checked tree of any version to OpenAPI 3.0.
//!
//! Each version has a module of its own. What 3.0 cannot say is kept in one extension, [`KEPT`].
//! A node that is made or moved keeps the place of the text that it came from, so that messages
//! name the user's own lines.

mod overrides;
mod vendor;
mod kept;
mod modern;
mod ahead;
mod swagger;

pub(super) use self::kept::KEPT;
pub use self::kept::{OPERATIONS, kept, kept_at};
pub(super) use self::vendor::{VendorKeys, has_vendors, read_vendors};
use super::version::Dialect;
use crate::diagnostic::Diagnostics;
use crate::node::Node;

/// Makes references by the names of schemas references by their places. The
/// tree need not be checked.
pub(super) fn resolve(dialect: Dialect, root: &mut Node, diagnostics: &mut Diagnostics) {
    match dialect {
        Dialect::Swagger2 => swagger::resolve(root, diagnostics),
        Dialect::V3_0 => {}
        Dialect::V3_1 | Dialect::V3_2 => modern::resolve(root, diagnostics),
    }
}

/// Reads words of later versions as what they mean. The tree need not be checked.
pub(super) fn read_ahead(dialect: Dialect, root: &mut Node, diagnostics: &mut Diagnostics) {
    if matches!(dialect, Dialect::Swagger2 | Dialect::V3_0) {
        ahead::read(dialect, dialect.table(), root, diagnostics);
    }
}

/// Rewrites the tree. The places of diagnostics are those of the tree as it is given. An error
/// stops the document.
pub(super) fn convert(dialect: Dialect, root: &mut Node, diagnostics: &mut Diagnostics) {
    match dialect {
        Dialect::Swagger2 => swagger::convert(root, diagnostics),
        Dialect::V3_0 => {}
        Dialect::V3_1 | Dialect::V3_2 => modern::convert(root, diagnostics),
    }
}

/// A text of a message of a later stage, which knows OpenAPI 3.0 alone, in the words of the
/// document's own version.
pub(super) fn as_written(dialect: Dialect, text: &str) -> String {
    match dialect {
        Dialect::Swagger2 => swagger::as_written(text),
        _ => text.to_owned(),
    }
}
