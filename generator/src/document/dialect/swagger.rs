//! Swagger 2.0 to OpenAPI 3.0.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::Node;
use crate::source::Pointer;

/// Rewrites a whole document.
pub(super) fn convert(root: &mut Node, diagnostics: &mut Diagnostics) {
    let at = Pointer::root().child("swagger");
    let diagnostic = Diagnostic::error(
        Code::UnsupportedVersion,
        at.clone(),
        root.span_of(&at),
        "Swagger 2.0 is not supported yet",
    );
    diagnostics.push(diagnostic.help("convert the document to OpenAPI 3.0"));
}
