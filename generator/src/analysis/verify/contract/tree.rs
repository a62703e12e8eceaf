//! The tree of a document, through its references.

use crate::document::{Document, target};
use crate::limit::REFERENCES;
use crate::node::Node;
use crate::source::Pointer;

/// The tree in OpenAPI 3.0.
#[derive(Clone, Copy)]
pub(in super::super) struct Tree<'d> {
    document: &'d Document,
}

impl<'d> Tree<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        Self { document }
    }

    pub(in super::super) fn document(self) -> &'d Document {
        self.document
    }

    pub(in super::super) fn at(self, at: &Pointer) -> Option<&'d Node> {
        self.document.root().at(at)
    }

    /// What stands at a place, or where the reference there leads.
    pub(in super::super) fn resolve(self, at: &Pointer) -> Option<(Pointer, &'d Node)> {
        let mut at = at.clone();
        for _ in 0..REFERENCES {
            let node = self.at(&at)?;
            match node.get("$ref").and_then(Node::as_str) {
                Some(reference) => at = target(reference).ok()?,
                None => return Some((at, node)),
            }
        }
        None
    }
}
