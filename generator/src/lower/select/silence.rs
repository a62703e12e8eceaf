//! What was found in parts that are left out is not of interest.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Document};
use crate::model::Api;
use crate::node::{Node, Value};
use crate::source::Pointer;

/// The diagnostics, without those that are about parts in `left`, or about shared parts that
/// only these use.
pub(in crate::lower) fn silence(
    found: Diagnostics,
    document: &Document,
    api: &Api,
    left: &BTreeSet<Pointer>,
) -> Diagnostics {
    let operations = api.tags.iter().flat_map(|tag| &tag.operations).map(|one| &one.origin);
    let operations: BTreeSet<Pointer> =
        operations.chain(api.left_out.iter().map(|one| &one.origin)).cloned().collect();
    let items: BTreeSet<Pointer> = operations.iter().filter_map(Pointer::parent).collect();
    let mut kept = operations;
    kept.extend(api.types.iter().map(|decl| decl.origin.clone()));
    let shared = items.iter().map(|item| item.child("parameters"));
    let used = used(document, kept.iter().cloned().chain(shared).collect());
    kept.extend(items);
    kept.extend(used);
    let gone: BTreeSet<Pointer> =
        left.iter().cloned().chain(left.iter().filter_map(Pointer::parent)).collect();
    let is_kept = |one: &Diagnostic| {
        let places = std::iter::successors(Some(one.pointer().clone()), Pointer::parent);
        let mut places = places.take_while(|place| place.parent().is_some());
        let known =
            places.find(|place| kept.contains(place) || gone.contains(place) || is_shared(place));
        known.is_none_or(|place| kept.contains(&place))
            && (one.code() != Code::LongChain || api.recursion_limit.is_some())
    };
    found.into_iter().filter(is_kept).collect()
}

/// Whether a place is that of a part that others refer to. Security schemes are not: they are
/// known by name.
fn is_shared(place: &Pointer) -> bool {
    let mut tokens = place.tokens();
    let is_component = tokens.next().is_some_and(|token| token == "components");
    let kind = tokens.next().filter(|kind| kind != "securitySchemes");
    is_component && kind.is_some() && tokens.next().is_some() && tokens.next().is_none()
}

/// The places that are referred to from `waiting`, and from there on.
fn used(document: &Document, mut waiting: Vec<Pointer>) -> BTreeSet<Pointer> {
    let mut used = BTreeSet::new();
    while let Some(place) = waiting.pop() {
        let mut references = Vec::new();
        document.root().at(&place).into_iter().for_each(|node| gather(node, &mut references));
        let targets = references.into_iter().filter_map(|one| document::target(one).ok());
        waiting.extend(targets.filter(|target| used.insert(target.clone())));
    }
    used
}

/// The references in a part of the tree.
fn gather<'n>(node: &'n Node, out: &mut Vec<&'n str>) {
    match &node.value {
        Value::Object(entries) => {
            out.extend(node.get("$ref").and_then(Node::as_str));
            entries.values().for_each(|entry| gather(&entry.node, out));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, out)),
        _ => {}
    }
}
