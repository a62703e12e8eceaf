//! Components that are no more than a reference to a file: they become what they refer to, so
//! that it has their name.

use std::collections::BTreeMap;

use super::visit::rewrite_everywhere;
use crate::document::mounted::FILES;
use crate::node::Node;
use crate::source::Pointer;

/// Lists of components: those of OpenAPI 3, and those of Swagger 2.0.
const LISTS: [&[&str]; 12] = [
    &["components", "schemas"],
    &["components", "responses"],
    &["components", "parameters"],
    &["components", "requestBodies"],
    &["components", "headers"],
    &["components", "securitySchemes"],
    &["components", "links"],
    &["components", "callbacks"],
    &["components", "pathItems"],
    &["definitions"],
    &["parameters"],
    &["responses"],
];

/// Moves what such a component refers to into its place, and all references with it. Of several
/// components with one target, the first has it.
pub(in super::super) fn hoist(root: &mut Node) {
    let mut moved = BTreeMap::new();
    for list in LISTS {
        let at = list.iter().fold(Pointer::root(), |at, key| at.child(key));
        let names: Vec<String> = root
            .at(&at)
            .and_then(Node::as_object)
            .map(|components| components.keys().cloned().collect())
            .unwrap_or_default();
        for component in names.iter().map(|name| at.child(name)) {
            if let Some(target) = target(root, &component)
                && swap(root, &target, &component)
            {
                moved.insert(target.to_string(), component.to_string());
            }
        }
    }
    relocate(root, &moved);
}

/// Lets references lead to where things are now that were moved, by the texts of both.
pub(in super::super) fn relocate(root: &mut Node, moved: &BTreeMap<String, String>) {
    if moved.is_empty() {
        return;
    }
    rewrite_everywhere(root, &mut |reference, _| relocated(reference.as_str()?, moved));
}

/// Where a place is now, if it or one above it was moved: of several, the nearest.
pub(in super::super) fn relocated(text: &str, moved: &BTreeMap<String, String>) -> Option<String> {
    let ends = text.rmatch_indices('/').map(|(at, _)| at);
    std::iter::once(text.len()).chain(ends).find_map(|end| {
        let (place, rest) = text.split_at_checked(end)?;
        moved.get(place).map(|now| format!("{now}{rest}"))
    })
}

/// The place in a file that is all that a component says.
fn target(root: &Node, component: &Pointer) -> Option<Pointer> {
    let node = root.at(component)?;
    let is_alone = node.as_object().is_some_and(|entries| entries.len() == 1);
    let target = Pointer::parse(node.get("$ref")?.as_str()?)?;
    let is_in_file = target.tokens().next().is_some_and(|first| first == FILES);
    // A reference to a reference stays one.
    let is_final = root.at(&target).is_some_and(|found| found.get("$ref").is_none());
    (is_alone && is_in_file && is_final).then_some(target)
}

fn swap(root: &mut Node, target: &Pointer, component: &Pointer) -> bool {
    let Some(found) = root.at_mut(target) else { return false };
    let span = found.span;
    let reference = Node::object(span).with("$ref", Node::text(component.to_string(), span));
    let content = std::mem::replace(found, reference);
    match root.at_mut(component) {
        Some(place) => {
            *place = content;
            true
        }
        None => false,
    }
}
