//! Leaves out operations, and all that only they needed.

use std::collections::BTreeSet;

use super::wanted::Wanted;
use crate::lower::moved;
use crate::lower::passes::{mark_directions, recursion_limit};
use crate::model::{
    Api, BodyFormat, Common, Content, Operation, Reach, Shared, TypeId, XmlContent, XmlElement,
    XmlNode,
};
use crate::source::Pointer;

/// Leaves out what is not wanted. The places of the operations and types that are gone.
pub(super) fn keep(api: &mut Api, wanted: &Wanted) -> BTreeSet<Pointer> {
    let reach = Reach::of(api, &|operation| wanted.has(operation), &wanted.types);
    let kept: Vec<bool> = (0..api.types.len()).map(|index| reach.has(TypeId(index))).collect();
    let mut left = BTreeSet::new();
    let types = api.types.iter().zip(&kept).filter(|(_, is_kept)| !**is_kept);
    left.extend(types.map(|(decl, _)| decl.origin.clone()));
    let idle = idle_schemes(api);
    for tag in &mut api.tags {
        let gone = tag.operations.iter().filter(|operation| !wanted.has(operation));
        left.extend(gone.map(|operation| operation.origin.clone()));
        tag.operations.retain(|operation| wanted.has(operation));
    }
    api.tags.retain(|tag| !tag.operations.is_empty());
    keep_common(api);
    let gone = api.left_out.iter().filter(|one| !wanted.operations.contains(&one.origin));
    left.extend(gone.map(|one| one.origin.clone()));
    api.left_out.retain(|one| wanted.operations.contains(&one.origin));
    moved::move_types(api, &kept, &moved::places(&kept));
    // An alias belongs to its place: what it is another name of can be needed elsewhere.
    api.aliases.retain(|alias| !is_within(&alias.origin, &left));
    keep_schemes(api, &if wanted.has_unused { idle } else { BTreeSet::new() });
    keep_variables(api);
    keep_xml(api);
    keep_directions(api);
    api.recursion_limit = recursion_limit(api);
    left
}

/// Leaves out what no operation shares any more. What stays is called as before.
fn keep_common(api: &mut Api) {
    let keep = |common: &mut Common, is_of_api: bool, operations: &[&Operation]| {
        let is_used = |name: &str| {
            let shared = Shared { name: name.to_owned(), is_of_api };
            operations.iter().any(|operation| operation.shares(&shared))
        };
        common.errors.retain(|errors| is_used(&errors.name));
        common.headers.retain(|headers| is_used(&headers.name));
    };
    let mut common = std::mem::take(&mut api.common);
    let all: Vec<&Operation> = api.tags.iter().flat_map(|tag| &tag.operations).collect();
    keep(&mut common, true, &all);
    for tag in &mut api.tags {
        let operations: Vec<&Operation> = tag.operations.iter().collect();
        keep(&mut tag.common, false, &operations);
        let is_there = |name: &String| {
            let mut names = common.errors.iter().map(|errors| &errors.name);
            names.any(|other| other == name)
                || common.headers.iter().any(|headers| headers.name == *name)
        };
        tag.common.aliases.retain(|(_, name)| is_there(name));
    }
    api.common = common;
}

/// Whether a place is in one of these.
fn is_within(at: &Pointer, places: &BTreeSet<Pointer>) -> bool {
    std::iter::successors(Some(at.clone()), Pointer::parent).any(|at| places.contains(&at))
}

fn operations_mut(api: &mut Api) -> impl Iterator<Item = &mut Operation> {
    api.tags.iter_mut().flat_map(|tag| &mut tag.operations)
}

/// The schemes that no operation needs.
fn idle_schemes(api: &Api) -> BTreeSet<usize> {
    let used = used_schemes(api);
    (0..api.auth.len()).filter(|index| !used.contains(index)).collect()
}

fn used_schemes(api: &Api) -> BTreeSet<usize> {
    let operations = api.tags.iter().flat_map(|tag| &tag.operations);
    let ways = operations.flat_map(|operation| operation.security.iter().flatten());
    ways.map(|requirement| requirement.scheme).collect()
}

/// Leaves out the schemes that no operation needs, but for those in `also`.
fn keep_schemes(api: &mut Api, also: &BTreeSet<usize>) {
    let kept: Vec<usize> = used_schemes(api).union(also).copied().collect();
    let mut index = 0..;
    api.auth.retain(|_| index.next().is_some_and(|index| kept.contains(&index)));
    for operation in operations_mut(api) {
        for requirement in operation.security.iter_mut().flatten() {
            let moved = kept.iter().position(|scheme| *scheme == requirement.scheme);
            requirement.scheme = moved.unwrap_or(requirement.scheme);
        }
    }
}

/// Leaves out the variables that only servers of other operations have.
fn keep_variables(api: &mut Api) {
    let names: BTreeSet<String> = api
        .all_servers()
        .flat_map(|server| &server.variables)
        .map(|one| one.name.clone())
        .collect();
    api.variables.retain(|variable| names.contains(&variable.name.wire));
}

/// Leaves out what is said of the XML of no body.
fn keep_xml(api: &mut Api) {
    let mut used = BTreeSet::new();
    for operation in operations_mut(api) {
        let responses = operation.responses.iter().filter_map(|response| match &response.content {
            Content::Value(format, _) => Some(format),
            Content::Empty | Content::Items(..) => None,
        });
        let formats = operation.body.iter().map(|body| &body.format).chain(responses);
        used.extend(formats.filter_map(|format| match format {
            BodyFormat::Xml(index) => Some(*index),
            _ => None,
        }));
    }
    let mut waiting = Vec::new();
    for (index, root) in api.xml.roots.iter_mut().enumerate() {
        *root = root.take().filter(|_| used.contains(&index));
        waiting.extend(root.iter().filter_map(|root| object_of(&root.element)));
    }
    let mut met = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if met.insert(id) {
            let object = api.xml.objects.iter().find(|object| object.id == id);
            let fields = object.into_iter().flat_map(|object| &object.fields);
            waiting.extend(fields.filter_map(|field| match &field.node {
                XmlNode::Attribute(..) => None,
                XmlNode::Element(element) | XmlNode::Repeated(element, _) => object_of(element),
            }));
        }
    }
    api.xml.objects.retain(|object| met.contains(&object.id));
}

fn object_of(element: &XmlElement) -> Option<TypeId> {
    match &element.content {
        XmlContent::Text(_) => None,
        XmlContent::Object(id) => Some(*id),
        XmlContent::List(item) => object_of(item),
    }
}

/// What is not sent any more needs no way to be made. What the types are does not change.
fn keep_directions(api: &mut Api) {
    if api.is_types_only {
        return;
    }
    let before: Vec<(bool, bool)> =
        api.types.iter().map(|decl| (decl.sent, decl.received)).collect();
    api.types.iter_mut().for_each(|decl| (decl.sent, decl.received) = (false, false));
    mark_directions(api);
    for (decl, (sent, received)) in api.types.iter_mut().zip(before) {
        // A type with a twin goes one way, whatever names it.
        (decl.sent, decl.received) = (decl.sent && sent, decl.received && received);
    }
}
