//! Nodes that the conversion makes, each with the place of the text that it comes from.

use crate::node::{Entry, Node, Object, Value};
use crate::source::Span;

/// An object while it is filled.
pub(super) struct Filling {
    span: Span,
    entries: Object,
}

impl Filling {
    /// An object that comes from the text at `span`.
    pub(super) fn new(span: Span) -> Self {
        Self { span, entries: Object::default() }
    }

    /// An object for this one, with the extensions of it.
    pub(super) fn extending(node: &Node) -> Self {
        let mut filling = Self::new(node.span);
        for (key, entry) in node.as_object().into_iter().flatten() {
            if key.starts_with("x-") {
                filling.entries.insert(key.clone(), entry.clone());
            }
        }
        filling
    }

    /// Copies the fields that are there.
    pub(super) fn copy(&mut self, from: &Node, keys: &[&str]) {
        for key in keys {
            if let Some(entry) = from.entry(key) {
                self.entries.insert((*key).to_owned(), entry.clone());
            }
        }
    }

    /// Adds a field whose key comes from the text at `key_span`.
    pub(super) fn put(&mut self, key: impl Into<String>, key_span: Span, node: Node) {
        self.entries.insert(key.into(), Entry { key: key_span, node });
    }

    /// Adds a field of this object's own text.
    pub(super) fn add(&mut self, key: impl Into<String>, node: Node) {
        let span = node.span;
        self.put(key, span, node);
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn finish(self) -> Node {
        Node { value: Value::Object(self.entries), span: self.span }
    }
}

/// An object with nothing but a `$ref`, whose key comes from the text at `key_span`.
pub(super) fn reference(span: Span, key_span: Span, target: Node) -> Node {
    let mut filling = Filling::new(span);
    filling.put("$ref", key_span, target);
    filling.finish()
}
