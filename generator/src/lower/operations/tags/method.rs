//! The operations of a path item, by their methods.

use openapiv3::{Operation, PathItem};
use serde::Deserialize as _;

use crate::diagnostic::Code;
use crate::document::{self, OPERATIONS};
use crate::lower::report::Report;
use crate::node::Node;
use crate::source::Pointer;

/// Each operation with its method, as it is sent, and its place. OpenAPI 3.2 has methods
/// besides the fields of OpenAPI 3.0.
pub(super) fn methods(
    report: &Report<'_>,
    item: &PathItem,
    at: &Pointer,
) -> Vec<(String, Operation, Pointer)> {
    let fixed = item
        .iter()
        .map(|(method, operation)| (method.to_uppercase(), operation.clone(), at.child(method)));
    let mut all: Vec<_> = fixed.collect();
    let at = document::kept_at(at, OPERATIONS);
    let others = report.document.root().at(&at).and_then(Node::as_object);
    for (method, entry) in others.into_iter().flatten() {
        let at = at.child(method);
        match Operation::deserialize(&entry.node) {
            Ok(operation) => all.push((method.clone(), operation, at)),
            Err(error) => report
                .error(Code::WrongShape, &at, error.to_string())
                .help("compare this part with the specification"),
        }
    }
    all
}
