//! Path items and operations.

use super::conversion::{Modern, keep, said_last};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::dialect::kept::{FIXED_METHODS, OPERATIONS};
use crate::document::place::Place;
use crate::node::{Entry, Node};

impl Modern<'_> {
    /// OpenAPI 3.1.0, "Operation Object": the responses may be missing.
    pub(super) fn operation(&mut self, node: &mut Node) {
        if node.get("responses").is_none() {
            node.put("responses", Node::object(node.span));
        }
        let own = node.get_mut("security").map(|security| self.mutual.leave_out(security));
        for name in own.unwrap_or_else(|| self.mutual.by_default.clone()) {
            said_last(
                node,
                &format!("It needs a client certificate (`{name}`), which the transport presents."),
            );
        }
        self.query_strings(node);
    }

    /// OpenAPI 3.2.0, "Path Item Object": methods that OpenAPI 3.0 has no place for.
    pub(super) fn path_item(&mut self, node: &mut Node, place: &Place<'_>) {
        self.query_strings(node);
        let mut operations = Node::object(node.span);
        if let Some(entry) = node.take("query") {
            operations.put_entry("QUERY", entry);
        }
        let additional = node.take("additionalOperations");
        let at = place.pointer().child("additionalOperations");
        let additional = additional.as_ref().and_then(|entry| entry.node.as_object());
        for (method, entry) in additional.into_iter().flatten() {
            let fixed = method.to_lowercase();
            let is_fixed = FIXED_METHODS.contains(&fixed.as_str());
            let (span, at) = (entry.key, at.child(method));
            if method.starts_with("x-") {
                continue;
            } else if !is_method(method) {
                let message = format!("{method:?} is no method that HTTP can have");
                self.diagnostics.push(
                    Diagnostic::warning(Code::UnknownKey, at, span, message)
                        .consequence("the operation is left out")
                        .help("write the method as it is sent, such as `COPY`"),
                );
            } else if is_fixed && *method == method.to_uppercase() {
                let is_free = node.get(&fixed).is_none();
                let consequence = if is_free {
                    "it is read as if it stood there"
                } else {
                    "the operation is left out: that one is there already"
                };
                let new = if is_free { Diagnostic::note } else { Diagnostic::warning };
                let message = format!("`{method}` has a field of its own: `{fixed}`");
                self.diagnostics.push(
                    new(Code::UnknownKey, at, Some(span), message)
                        .consequence(consequence)
                        .help(format!("move it to `{fixed}`")),
                );
                if is_free {
                    node.put_entry(&fixed, entry.clone());
                }
            } else {
                operations.put_entry(method, entry.clone());
            }
        }
        if operations.as_object().is_some_and(|operations| !operations.is_empty()) {
            let span = node.span;
            keep(node, OPERATIONS, Entry { key: span, node: operations });
        }
    }
}

/// RFC 9110, section 9.1: a method is a token.
fn is_method(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !text.is_empty() && text.chars().all(is_letter)
}
