//! Servers: `schemes`, `host` and `basePath`.

use super::conversion::Convert;
use super::make::Filling;
use crate::diagnostic::Code;
use crate::node::{Entry, Node};
use crate::source::{Pointer, Span};

impl<'d> Convert<'d> {
    /// A server for each scheme, `https` first; `None` where the document names neither host
    /// nor path. With the place of the key.
    pub(super) fn servers(
        &mut self,
        schemes: Option<&'d Entry>,
        at: &Pointer,
    ) -> Option<(Span, Node)> {
        let old = self.old;
        let path = self.base_path();
        let Some(host) = old.entry("host") else {
            let base = old.entry("basePath").filter(|_| !path.is_empty())?;
            let server = server(base.node.span, path);
            return Some((base.key, Node::list(vec![server], base.node.span)));
        };
        let name = self.host(&host.node);
        let span = host.node.span;
        let listed = schemes.and_then(|schemes| schemes.node.as_array()).unwrap_or_default();
        let mut schemes: Vec<(&str, Span)> =
            listed.iter().filter_map(|node| Some((node.as_str()?, node.span))).collect();
        let written = host.node.as_str().and_then(|host| host.trim().split_once("://"));
        if let Some((scheme, _)) = written.filter(|_| schemes.is_empty()) {
            schemes.push((scheme, span));
        }
        if schemes.is_empty() {
            // OpenAPI 2.0, "Swagger Object": the scheme by which the document is served, then.
            self.note(
                Code::RelativeServer,
                &Pointer::root().child("host"),
                format!("`schemes` does not say how `{name}` is reached"),
                ("calls go to it by https", "add `schemes: [https]`, or whichever it speaks"),
            );
            schemes.push(("https", span));
        }
        schemes.sort_by_key(|(scheme, _)| !scheme.eq_ignore_ascii_case("https"));
        let of = |scheme: &(&str, Span)| {
            server(scheme.1, format!("{}://{name}{path}", scheme.0.to_ascii_lowercase()))
        };
        let servers: Vec<Node> = schemes.iter().map(of).collect();
        let key = old.at(at).map_or(host.key, |_| old.key_span_of(at));
        Some((key, Node::list(servers, span)))
    }

    /// OpenAPI 2.0, "Swagger Object": the path begins with a slash.
    fn base_path(&mut self) -> String {
        let written = self.old.get("basePath").and_then(Node::as_str).unwrap_or_default().trim();
        if written.is_empty() || written == "/" {
            return String::new();
        }
        if written.starts_with('/') {
            return written.to_owned();
        }
        let fixed = format!("/{written}");
        if self.told.insert("basePath".to_owned()) {
            self.note(
                Code::WrongShape,
                &Pointer::root().child("basePath"),
                "`basePath` does not begin with a slash",
                (&format!("it is read as `{fixed}`"), &format!("write `basePath: {fixed}`")),
            );
        }
        fixed
    }

    /// OpenAPI 2.0, "Swagger Object": the host with its port, and nothing else.
    fn host(&mut self, node: &Node) -> String {
        let written = node.as_str().unwrap_or_default().trim();
        let host = written.split_once("://").map_or(written, |(_, host)| host);
        let host = host.trim_end_matches('/');
        // A user and password are not to be shown: what reads the server says so.
        if host != written && !host.contains('@') && self.told.insert("host".to_owned()) {
            self.note(
                Code::WrongShape,
                &Pointer::root().child("host"),
                format!("`{written}` is more than a host and a port"),
                (&format!("it is read as `{host}`"), &format!("write `host: {host}`")),
            );
        }
        host.to_owned()
    }
}

fn server(span: Span, url: String) -> Node {
    let mut server = Filling::new(span);
    server.add("url", Node::text(url, span));
    server.finish()
}
