//! OpenAPI 3.1 and 3.2 to OpenAPI 3.0.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::Node;
use crate::source::Pointer;

/// Rewrites a whole document.
pub(super) fn convert(root: &mut Node, diagnostics: &mut Diagnostics) {
    let at = Pointer::root().child("openapi");
    let diagnostic = Diagnostic::error(
        Code::UnsupportedVersion,
        at.clone(),
        root.span_of(&at),
        "OpenAPI 3.1 and 3.2 is not supported yet",
    );
    diagnostics.push(diagnostic.help("convert the document to OpenAPI 3.0"));
}
