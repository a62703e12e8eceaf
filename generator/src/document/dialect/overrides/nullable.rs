//! `x-nullable`: whether null is a value, whatever the document says of it.

use super::marked::around;
use crate::document::version::Dialect;
use crate::node::Node;

/// The extension, on schemas. Those of other tools that say the same have become it.
pub(super) const NULLABLE: &str = "x-nullable";

/// Makes it hold: `true` as the version has it, `false` as a mark that stands around a reference, so
/// that it is about this use of the schema and not about the schema.
pub(super) fn hold(dialect: Dialect, node: &mut Node) {
    let Some(entry) = node.entry(NULLABLE).cloned() else { return };
    match entry.node.as_bool() {
        // Swagger 2.0 and OpenAPI 3.1 have no such keyword, and know the extension.
        Some(true) if dialect == Dialect::V3_0 => node.put_entry("nullable", entry),
        Some(false) => around(node),
        _ => {}
    }
}
