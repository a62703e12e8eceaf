//! Swagger 2.0 to OpenAPI 3.0.
//!
//! A new tree is built from the old one, which stays as it is until the end: a `$ref` may lead
//! anywhere in it. Every place that a diagnostic names here is one of the old tree.

mod make;
mod conversion;
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

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::node::{Node, Value};
use crate::source::Pointer;
use conversion::Convert;
use make::Filling;

pub(super) use reference::resolve;
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
}

/// How a part of a document is converted.
type Part<'d> = fn(&mut Convert<'d>, &'d Node, &Pointer) -> Node;
