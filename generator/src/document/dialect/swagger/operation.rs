//! Paths and operations.

use super::body::Parts;
use super::conversion::Convert;
use super::make::Filling;
use super::parameter::Sorted;
use super::reference::is_method;
use crate::node::Node;
use crate::source::Pointer;

impl<'d> Convert<'d> {
    pub(super) fn paths(&mut self, paths: &'d Node, at: &Pointer) -> Node {
        let mut out = Filling::extending(paths);
        for (path, entry) in paths.as_object().into_iter().flatten() {
            if !path.starts_with("x-") {
                let item = self.path_item(&entry.node, &at.child(path));
                out.put(path, entry.key, item);
            }
        }
        out.finish()
    }

    pub(super) fn path_item(&mut self, node: &'d Node, at: &Pointer) -> Node {
        let mut out = Filling::extending(node);
        if let Some(entry) = node.entry("$ref") {
            let target = self.moved_reference(&entry.node);
            out.put("$ref", entry.key, target);
        }
        let shared = self.sorted(node, at);
        for (method, entry) in node.as_object().into_iter().flatten() {
            if is_method(method) {
                let operation = self.operation(&entry.node, &shared, &at.child(method));
                out.put(method, entry.key, operation);
            }
        }
        if let Some(entry) = node.entry("parameters").filter(|_| !shared.own.is_empty()) {
            out.put("parameters", entry.key, Node::list(shared.own, entry.node.span));
        }
        out.finish()
    }

    fn operation(&mut self, node: &'d Node, shared: &Sorted<'d>, at: &Pointer) -> Node {
        let mut out = Filling::extending(node);
        out.copy(
            node,
            &[
                "tags",
                "summary",
                "description",
                "externalDocs",
                "operationId",
                "deprecated",
                "security",
            ],
        );
        if let Some(schemes) = node.entry("schemes") {
            let at = at.child("schemes");
            if let Some((key, servers)) = self.servers(Some(schemes), &at) {
                out.put("servers", key, servers);
            }
        }
        let own = self.sorted(node, at);
        if let Some(entry) = node.entry("parameters").filter(|_| !own.own.is_empty()) {
            out.put("parameters", entry.key, Node::list(own.own.clone(), entry.node.span));
        }
        let parts = parts(shared, own);
        if let Some(body) = self.request_body(&parts, node, at) {
            let key = node.entry("parameters").map_or(body.span, |entry| entry.key);
            out.put("requestBody", key, body);
        }
        if let Some(entry) = node.entry("responses") {
            let responses = self.responses(&entry.node, node, &at.child("responses"));
            out.put("responses", entry.key, responses);
        }
        out.finish()
    }
}

/// OpenAPI 2.0, "Path Item Object": an operation overrides what its path says by name and place;
/// there is one body, whatever it is called.
fn parts<'d>(shared: &Sorted<'d>, own: Sorted<'d>) -> Parts<'d> {
    let name = |node: &'d Node| node.get("name").and_then(Node::as_str).unwrap_or_default();
    // A body of the operation's own replaces the form of its path, and the other way round.
    let (has_body, has_form) = (!own.bodies.is_empty(), !own.fields.is_empty());
    let bodies = match (has_body, has_form) {
        (true, _) => own.bodies,
        (false, true) => Vec::new(),
        (false, false) => shared.bodies.clone(),
    };
    let is_replaced = has_body && !has_form;
    let mut fields = if is_replaced { Vec::new() } else { shared.fields.clone() };
    let number = fields.len();
    for field in own.fields {
        match fields.iter_mut().take(number).find(|known| name(known.node) == name(field.node)) {
            Some(known) => *known = field,
            None => fields.push(field),
        }
    }
    Parts { bodies, fields }
}
