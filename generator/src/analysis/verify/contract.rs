//! What a document says of exchanges: its servers and operations, in the form in which they are
//! looked for. It reads the tree in OpenAPI 3.0, which each version has become.

mod tree;
mod template;
mod server;
mod operation;

use std::collections::BTreeSet;

pub(super) use self::operation::{Content, Header, Operation, Parameter, Place, Response};
pub(super) use self::server::Server;
pub(super) use self::tree::Tree;
use crate::document::{Document, OPERATIONS};
use crate::node::Node;
use crate::source::Pointer;

/// The methods that a path item has fields for.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What a document says.
pub(super) struct Contract<'d> {
    pub(super) tree: Tree<'d>,
    pub(super) operations: Vec<Operation>,
    /// Where credentials go that are parameters: their places and names.
    pub(super) credentials: BTreeSet<(Place, String)>,
}

impl<'d> Contract<'d> {
    /// Reads a document. `others` are servers beside those that it names.
    pub(super) fn of(document: &'d Document, others: &[String]) -> Self {
        let tree = Tree::of(document);
        let root = Pointer::root();
        let others: Vec<Server> = others.iter().map(|url| Server::parse(url)).collect();
        let servers = servers(tree, &root, &others);
        let servers = if servers.is_empty() { vec![Server::parse("/")] } else { servers };
        let mut operations = Vec::new();
        let paths = root.child("paths");
        let items = tree.at(&paths).and_then(Node::as_object).into_iter().flatten();
        for (path, _) in items.filter(|(path, _)| path.starts_with('/')) {
            let Some((at, item)) = tree.resolve(&paths.child(path)) else { continue };
            let of_item = servers_or(servers_of(tree, &at, &others), &servers);
            let kept = at.child("x-clientwright").child(OPERATIONS);
            let fixed = METHODS.iter().map(|method| (method.to_uppercase(), at.child(method)));
            let more = tree.at(&kept).and_then(Node::as_object).into_iter().flatten();
            let more = more.map(|(method, _)| (method.to_uppercase(), kept.child(method)));
            for (method, origin) in fixed.chain(more) {
                if item.as_object().is_none() || tree.at(&origin).is_none() {
                    continue;
                }
                let own = servers_or(servers_of(tree, &origin, &others), &of_item);
                operations.push(Operation::read(tree, method, path, (&at, origin), own));
            }
        }
        Self { tree, operations, credentials: credentials(tree) }
    }
}

fn servers_or(own: Option<Vec<Server>>, others: &[Server]) -> Vec<Server> {
    own.unwrap_or_else(|| others.to_vec())
}

fn servers_of(tree: Tree<'_>, at: &Pointer, others: &[Server]) -> Option<Vec<Server>> {
    tree.at(&at.child("servers"))?.as_array().filter(|list| !list.is_empty())?;
    Some(servers(tree, at, others))
}

fn servers(tree: Tree<'_>, at: &Pointer, others: &[Server]) -> Vec<Server> {
    let list = tree.at(&at.child("servers")).and_then(Node::as_array).unwrap_or_default();
    let urls = list.iter().filter_map(|server| server.get("url").and_then(Node::as_str));
    urls.map(Server::parse).chain(others.iter().cloned()).collect()
}

fn credentials(tree: Tree<'_>) -> BTreeSet<(Place, String)> {
    let at = Pointer::root().child("components").child("securitySchemes");
    let names = tree.at(&at).and_then(Node::as_object).into_iter().flatten();
    let schemes = names.filter_map(|(name, _)| tree.resolve(&at.child(name)));
    let of = |(_, scheme): (Pointer, &Node)| {
        let text = |key| scheme.get(key).and_then(Node::as_str);
        match text("type")? {
            "apiKey" => Some((Place::parse(text("in")?)?, text("name")?.to_owned())),
            _ => None,
        }
    };
    schemes.filter_map(of).collect()
}
