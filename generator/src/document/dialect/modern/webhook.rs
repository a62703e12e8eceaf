//! Webhooks: what a server sends. They are not called, but what is sent has types.

use super::conversion::{Modern, keep};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::dialect::kept::{FIXED_METHODS, KEPT, OPERATIONS};
use crate::limit::REFERENCES;
use crate::node::{Entry, Node};
use crate::source::Pointer;

/// A schema of a webhook: its place, and what ends the name of its type.
type Found = (Pointer, String);

impl Modern<'_> {
    /// Moves the schemas of webhooks to the others, named after the webhooks.
    pub(super) fn webhooks(&mut self, root: &mut Node) {
        let Some(entry) = root.get("webhooks") else { return };
        let all = Pointer::root().child("webhooks");
        let mut found = Vec::new();
        for (name, item) in entry.as_object().into_iter().flatten() {
            if !name.starts_with("x-") {
                found.push((name.clone(), item.key, schemas(root, &all.child(name))));
            }
        }
        for (webhook, span, schemas) in found {
            let names: Vec<String> = schemas
                .into_iter()
                .map(|(at, end)| {
                    declare(root, &format!("{webhook}{end}"), &at, at_starts(&at, &all))
                })
                .map(|name| format!("`{name}`"))
                .collect();
            let message = format!("the webhook `{webhook}` is called by the server");
            let consequence = match names.as_slice() {
                [] => "nothing is generated for it".to_owned(),
                names => format!("types are generated for what is sent: {}", names.join(", ")),
            };
            let at = all.child(&webhook);
            self.diagnostics.push(
                Diagnostic::note(Code::UnsupportedPart, at, span, message)
                    .consequence(consequence)
                    .help("write the server that it calls by hand"),
            );
        }
        if let Some(entry) = root.take("webhooks") {
            keep(root, "webhooks", entry);
        }
    }
}

fn at_starts(at: &Pointer, above: &Pointer) -> bool {
    above.tokens().zip(at.tokens()).all(|(one, other)| one == other)
}

/// The schema as a component, by a name that is free.
fn declare(root: &mut Node, wanted: &str, at: &Pointer, is_own: bool) -> String {
    let span = root.span;
    let Some(schema) = at_mut(root, at) else { return wanted.to_owned() };
    let place = schema.span;
    let schema = if is_own {
        std::mem::replace(schema, Node::object(place))
    } else {
        Node::object(place).with("$ref", Node::text(at.to_string(), place))
    };
    let mut components =
        root.take("components").unwrap_or(Entry { key: span, node: Node::object(span) });
    let mut schemas =
        components.node.take("schemas").unwrap_or(Entry { key: span, node: Node::object(span) });
    let numbered = (2u32..).map(|number| format!("{wanted}{number}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    let name = names.find(|name| schemas.node.get(name).is_none()).unwrap_or_default();
    schemas.node.put(&name, schema);
    components.node.put_entry("schemas", schemas);
    root.put_entry("components", components);
    name
}

fn at_mut<'n>(root: &'n mut Node, at: &Pointer) -> Option<&'n mut Node> {
    let tokens: Vec<_> = at.tokens().collect();
    tokens.iter().try_fold(root, |node, token| node.get_mut(token))
}

/// The schemas of a path item's operations.
fn schemas(root: &Node, item: &Pointer) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let Some((item, node)) = followed(root, item.clone()) else { return found };
    let fixed = FIXED_METHODS.iter().map(|method| item.child(method));
    let others = item.child(KEPT).child(OPERATIONS);
    let additional = node.get(KEPT).and_then(|kept| kept.get(OPERATIONS)?.as_object());
    let additional = additional.into_iter().flatten().map(|(method, _)| others.child(method));
    let operations: Vec<Pointer> =
        fixed.chain(additional).filter(|at| root.at(at).is_some()).collect();
    for operation in &operations {
        let method = operation.last().unwrap_or_default();
        let of = if operations.len() > 1 { format!("_{method}_") } else { String::new() };
        let body = schema_of(root, operation.child("requestBody"));
        found.extend(body.map(|at| (at, format!("{of}Body"))));
        let responses = operation.child("responses");
        let statuses = root.at(&responses).and_then(Node::as_object).into_iter().flatten();
        let responses = statuses
            .filter_map(|(status, _)| Some((schema_of(root, responses.child(status))?, status)));
        for (index, (at, status)) in responses.enumerate() {
            let end = if index == 0 { String::new() } else { format!("_{status}") };
            found.push((at, format!("{of}Response{end}")));
        }
    }
    found
}

/// The schema of a body: that of its JSON, if there is a choice.
fn schema_of(root: &Node, body: Pointer) -> Option<Pointer> {
    let (at, node) = followed(root, body)?;
    let content = node.get("content")?.as_object()?;
    let json = content.keys().find(|media_type| media_type.contains("json"));
    let schema = at.child("content").child(json.or(content.keys().next())?).child("schema");
    root.at(&schema).map(|_| schema)
}

fn followed(root: &Node, at: Pointer) -> Option<(Pointer, &Node)> {
    let mut at = at;
    for _ in 0..REFERENCES {
        let node = root.at(&at)?;
        match node.get("$ref").and_then(Node::as_str) {
            Some(reference) => at = Pointer::parse(reference)?,
            None => return Some((at, node)),
        }
    }
    None
}
