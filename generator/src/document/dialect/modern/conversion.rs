//! What all of a conversion share, and how it keeps what OpenAPI 3.0 cannot say.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::dialect::kept::KEPT;
use crate::node::{Entry, Node};
use crate::source::{Pointer, Span};

/// The schemes that the transport carries out by the certificate that it presents.
#[derive(Default)]
pub(super) struct Mutual {
    pub(super) names: Vec<String>,
    /// Those that an operation needs which says nothing of security.
    pub(super) by_default: Vec<String>,
}

impl Mutual {
    /// Takes these schemes out of requirements, and gives the names of those that were needed.
    /// What is left of a requirement is what a request has to carry.
    pub(super) fn leave_out(&self, requirements: &mut Node) -> Vec<String> {
        let mut needed = Vec::new();
        for requirement in requirements.as_array_mut().into_iter().flatten() {
            for name in &self.names {
                if requirement.take(name).is_some() && !needed.contains(name) {
                    needed.push(name.clone());
                }
            }
        }
        needed
    }
}

/// A conversion.
pub(super) struct Modern<'a> {
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) mutual: Mutual,
    /// The places of references to media types.
    pub(super) media_types: BTreeSet<Span>,
}

impl Modern<'_> {
    pub(super) fn note(
        &mut self,
        at: Pointer,
        span: Span,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::note(Code::UnsupportedSchema, at, span, message)
    }
}

/// Keeps what OpenAPI 3.0 cannot say in the extension of an object.
pub(super) fn keep(node: &mut Node, key: &str, entry: Entry) {
    let span = node.span;
    let Some(entries) = node.as_object_mut() else { return };
    let extension = || Entry { key: span, node: Node::object(span) };
    entries.entry(KEPT.to_owned()).or_insert_with(extension).node.put_entry(key, entry);
}

/// Adds a paragraph to the description.
pub(super) fn said_last(node: &mut Node, text: &str) {
    let span = node.get("description").map_or(node.span, |description| description.span);
    let text = match node.get("description").and_then(Node::as_str) {
        Some(known) => format!("{}\n\n{text}", known.trim_end()),
        None => text.to_owned(),
    };
    node.put("description", Node::text(text, span));
}
