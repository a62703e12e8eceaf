//! Security schemes.

use super::conversion::Convert;
use super::make::Filling;
use crate::node::{Node, Value};
use crate::source::Pointer;

impl<'d> Convert<'d> {
    pub(super) fn security_scheme(&mut self, node: &'d Node, at: &Pointer) -> Node {
        if node.get("$ref").is_some() {
            return self.referred(node);
        }
        let mut out = Filling::extending(node);
        out.copy(node, &["description"]);
        let ty = self.span_of(node, "type");
        match node.get("type").and_then(Node::as_str) {
            Some("basic") => {
                out.add("type", Node::text("http", ty));
                out.add("scheme", Node::text("basic", ty));
            }
            Some("http") => {
                self.foreign_word("http", &at.child("type"));
                out.copy(node, &["type", "scheme", "bearerFormat"]);
            }
            Some("oauth2") => {
                out.copy(node, &["type"]);
                out.put("flows", ty, self.flows(node));
            }
            _ => out.copy(node, &["type", "name", "in"]),
        }
        out.finish()
    }

    /// OpenAPI 2.0, "Security Scheme Object": one flow, by other names than in OpenAPI 3.0.
    fn flows(&self, node: &'d Node) -> Node {
        let span = self.span_of(node, "flow");
        let (name, urls): (&str, &[&str]) = match node.get("flow").and_then(Node::as_str) {
            Some("password") => ("password", &["tokenUrl"]),
            Some("application") => ("clientCredentials", &["tokenUrl"]),
            Some("accessCode") => ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
            _ => ("implicit", &["authorizationUrl"]),
        };
        let mut flow = Filling::new(span);
        for url in urls {
            let empty = || Node::text("", span);
            flow.add(
                *url,
                node.get(url).map_or_else(empty, |url| {
                    Node::text(url.as_str().unwrap_or_default(), url.span)
                }),
            );
        }
        let mut scopes = Filling::new(self.span_of(node, "scopes"));
        let declared = node.get("scopes").and_then(Node::as_object);
        for (scope, entry) in declared.into_iter().flatten() {
            if matches!(entry.node.value, Value::String(_)) && !scope.starts_with("x-") {
                scopes.put(scope, entry.key, entry.node.clone());
            }
        }
        flow.add("scopes", scopes.finish());
        let mut flows = Filling::new(span);
        flows.add(name, flow.finish());
        flows.finish()
    }
}
