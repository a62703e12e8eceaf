//! What the parts of a conversion share, and how they say what they found.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::Node;
use crate::source::{Pointer, Span};

/// What the parts of the conversion share.
pub(super) struct Convert<'d> {
    /// The document as it was written.
    pub(super) old: &'d Node,
    pub(super) diagnostics: &'d mut Diagnostics,
    /// What is said once for the whole document.
    pub(super) told: BTreeSet<String>,
    /// The definitions that have another one as a part, by the name of that.
    pub(super) children: BTreeMap<String, Vec<String>>,
    /// The places of schemas and path items that stand where the specification says nothing: in
    /// other files and in extensions, which stay where they are.
    pub(super) elsewhere: BTreeSet<Pointer>,
}

impl Convert<'_> {
    pub(super) fn warning(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        (consequence, help): (&str, &str),
    ) {
        let span = self.old.key_span_of(at);
        let diagnostic = Diagnostic::warning(code, at.clone(), span, message);
        self.diagnostics.push(diagnostic.consequence(consequence).help(help));
    }

    pub(super) fn note(
        &mut self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
        (consequence, help): (&str, &str),
    ) {
        let span = self.old.key_span_of(at);
        let diagnostic = Diagnostic::note(code, at.clone(), span, message);
        self.diagnostics.push(diagnostic.consequence(consequence).help(help));
    }

    /// Says once that a word of OpenAPI 3.0 stands in a document of another version.
    pub(super) fn foreign_word(&mut self, word: &str, at: &Pointer) {
        if self.told.insert(word.to_owned()) {
            self.note(
                Code::UnknownKey,
                at,
                format!("`{word}` is a word of OpenAPI 3.0, and not of Swagger 2.0"),
                (
                    "it is read as OpenAPI 3.0 means it, here and wherever else it stands",
                    "begin with `openapi: 3.0.3`, if the document is one of OpenAPI 3.0",
                ),
            );
        }
    }

    /// The place of a field, or of the object without it.
    pub(super) fn span_of(&self, node: &Node, key: &str) -> Span {
        node.get(key).map_or(node.span, |node| node.span)
    }
}
