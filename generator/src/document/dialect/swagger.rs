//! Swagger 2.0 to OpenAPI 3.0.
//!
//! A new tree is built from the old one, which stays as it is until the end: a `$ref` may lead
//! anywhere in it. Every place that a diagnostic names here is one of the old tree.

mod make;
mod old;
mod wording;
mod inheritance;
mod media;
mod reference;
mod schema;
mod value;
mod parameter;
mod body;
mod response;
mod security;
mod server;
mod operation;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::{Node, Value};
use crate::source::{Pointer, Span};
use make::Filling;

pub(super) use old::resolve;
pub(super) use wording::as_written;

/// Rewrites a whole document.
pub(super) fn convert(root: &mut Node, diagnostics: &mut Diagnostics) {
    let taken = Node { value: Value::Null, span: root.span };
    let old = std::mem::replace(root, taken);
    let children = inheritance::children(&old);
    let (told, elsewhere) = (BTreeSet::new(), BTreeSet::new());
    let mut convert = Convert { old: &old, diagnostics, told, children, elsewhere };
    *root = convert.document();
    convert.convert_elsewhere(root);
}

/// What the parts of the conversion share.
struct Convert<'d> {
    /// The document as it was written.
    old: &'d Node,
    diagnostics: &'d mut Diagnostics,
    /// What is said once for the whole document.
    told: BTreeSet<String>,
    /// The definitions that have another one as a part, by the name of that.
    children: BTreeMap<String, Vec<String>>,
    /// The places of schemas and path items that stand where the specification says nothing: in
    /// other files and in extensions, which stay where they are.
    elsewhere: BTreeSet<Pointer>,
}

impl<'d> Convert<'d> {
    fn document(&mut self) -> Node {
        let (old, root) = (self.old, Pointer::root());
        let mut document = Filling::extending(old);
        let version = old.get("swagger").map_or(old.span, |version| version.span);
        document.put("openapi", version, Node::text("3.0.3", version));
        document.copy(old, &["info", "security", "tags", "externalDocs"]);
        if let Some((key, servers)) = self.servers(old.entry("schemes"), &root.child("schemes")) {
            document.put("servers", key, servers);
        }
        if let Some(paths) = old.entry("paths") {
            let node = self.paths(&paths.node, &root.child("paths"));
            document.put("paths", paths.key, node);
        }
        let components = self.components(&root);
        if !components.is_empty() {
            document.add("components", components.finish());
        }
        document.finish()
    }

    /// Converts what is referred to and stands outside of the specification's own places. A
    /// schema there can refer to a further one.
    fn convert_elsewhere(&mut self, root: &mut Node) {
        let mut done = BTreeSet::new();
        while let Some(at) = self.elsewhere.pop_first() {
            let Some(node) = self.old.at(&at).filter(|_| done.insert(at.clone())) else { continue };
            let is_item = node
                .as_object()
                .is_some_and(|entries| entries.keys().any(|key| reference::is_method(key)));
            let node = if is_item { self.path_item(node, &at) } else { self.schema(node, &at) };
            if let Some(place) = root.at_mut(&at) {
                *place = node;
            }
        }
    }

    fn components(&mut self, root: &Pointer) -> Filling {
        let old = self.old;
        let mut components = Filling::new(old.span);
        let lists: [(&str, &str, Part<'d>); 3] = [
            ("definitions", "schemas", Self::schema),
            ("responses", "responses", Self::shared_response),
            ("securityDefinitions", "securitySchemes", Self::security_scheme),
        ];
        for (key, name, part) in lists {
            if let Some(entry) = old.entry(key) {
                let list = self.each(&entry.node, &root.child(key), part);
                components.put(name, entry.key, list);
            }
        }
        self.shared_parameters(&mut components);
        components
    }

    /// A map of parts, each converted. What is no object is an extension, which such a map has
    /// not in OpenAPI 3.0.
    fn each(&mut self, map: &'d Node, at: &Pointer, part: Part<'d>) -> Node {
        let mut filling = Filling::new(map.span);
        for (key, entry) in map.as_object().into_iter().flatten() {
            if matches!(entry.node.value, Value::Object(_)) {
                let node = part(self, &entry.node, &at.child(key));
                filling.put(key, entry.key, node);
            }
        }
        filling.finish()
    }

    fn warning(
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

    fn note(
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
    fn foreign_word(&mut self, word: &str, at: &Pointer) {
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
    fn span_of(&self, node: &Node, key: &str) -> Span {
        node.get(key).map_or(node.span, |node| node.span)
    }
}

/// How a part of a document is converted.
type Part<'d> = fn(&mut Convert<'d>, &'d Node, &Pointer) -> Node;
