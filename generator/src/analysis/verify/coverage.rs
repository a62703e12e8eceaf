//! What of the document was seen, and what was not.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Finding, Part, Seen};
use super::contract::Contract;
use super::kind::Kind;
use crate::node::Node;
use crate::source::Pointer;

/// How many objects say something of a property that is always or never there.
pub(super) const ENOUGH: usize = 10;

/// What was seen.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    pub(super) exchanges: usize,
    /// How many exchanges were with other servers, by host.
    pub(super) elsewhere: BTreeMap<String, usize>,
    pub(super) unanswered: usize,
    /// Requests of no operation that the server refused, as the document has it.
    pub(super) refused: BTreeMap<String, usize>,
    /// How often each operation was seen, by its place in the contract.
    pub(super) operations: BTreeMap<usize, usize>,
    /// Which documented statuses of an operation were seen.
    pub(super) statuses: BTreeMap<usize, BTreeSet<String>>,
    pub(super) seen: Seen,
}

/// The properties of a schema: how often each was there.
pub(super) struct Row {
    pub(super) schema: Pointer,
    pub(super) objects: usize,
    pub(super) seen: Vec<String>,
    pub(super) unseen: Vec<String>,
}

impl Coverage {
    /// The schemas that were seen, with their properties.
    pub(super) fn rows(&self, contract: &Contract<'_>) -> Vec<Row> {
        let row = |(schema, object): (&Pointer, &super::check::ObjectSeen)| {
            let properties = contract.tree.at(&schema.child("properties"));
            let names = properties.and_then(Node::as_object).into_iter().flatten();
            let names = names.map(|(name, _)| name.clone());
            let (seen, unseen) = names.partition(|name| object.present.contains_key(name));
            Row { schema: schema.clone(), objects: object.count, seen, unseen }
        };
        self.seen.objects.iter().map(row).collect()
    }

    /// Optional properties that were always or never there, in enough objects.
    pub(super) fn notes(&self, contract: &Contract<'_>) -> Vec<Finding> {
        let mut notes = Vec::new();
        let objects = self.seen.objects.iter();
        for (schema, object) in objects.filter(|(_, object)| object.count >= ENOUGH) {
            let Some(node) = contract.tree.at(schema) else { continue };
            let required = node.get("required").and_then(Node::as_array).unwrap_or_default();
            let is_required = |name: &str| required.iter().any(|one| one.as_str() == Some(name));
            let at = schema.child("properties");
            let properties = node.get("properties").and_then(Node::as_object);
            for (name, _) in properties.into_iter().flatten().filter(|(name, _)| !is_required(name))
            {
                let is_sent = |key: &str| {
                    let property = contract.tree.resolve(&at.child(name));
                    let mark = property.and_then(|(_, node)| node.get(key)?.as_bool());
                    mark == Some(true)
                };
                let kind = match object.present.get(name).copied().unwrap_or_default() {
                    0 if is_sent("writeOnly") => continue,
                    0 => Kind::NeverPresent,
                    count if count == object.count => Kind::AlwaysPresent,
                    _ => continue,
                };
                notes.push(Finding {
                    kind,
                    origin: at.child(name),
                    part: Part::Request,
                    at: String::new(),
                    subject: name.clone(),
                    value: None,
                    is_secret: false,
                });
            }
        }
        notes
    }
}
