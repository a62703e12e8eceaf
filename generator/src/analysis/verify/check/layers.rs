//! All schemas that hold for one value: through references and `allOf`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::contract::Tree;
use crate::document::target;
use crate::node::{self, Node};
use crate::source::Pointer;

/// How deep schemas are within each other without a value between them.
const DEPTH: usize = 64;

/// A schema with its place.
#[derive(Clone)]
pub(super) struct Layer<'d> {
    pub(super) at: Pointer,
    pub(super) node: &'d Node,
}

impl<'d> Layer<'d> {
    pub(super) fn get(&self, key: &str) -> Option<&'d Node> {
        self.node.get(key)
    }

    pub(super) fn is(&self, key: &str) -> bool {
        self.get(key).and_then(Node::as_bool) == Some(true)
    }

    /// The places of the alternatives under `oneOf` or `anyOf`.
    pub(super) fn arms(&self, key: &str) -> Vec<Pointer> {
        let count = self.get(key).and_then(Node::as_array).map_or(0, <[Node]>::len);
        let at = self.at.child(key);
        (0..count).map(|index| at.index(index)).collect()
    }
}

/// The schemas that hold for a value, the outermost first.
pub(super) fn layers<'d>(tree: Tree<'d>, at: &Pointer, value: &Value) -> Vec<Layer<'d>> {
    let mut all = Vec::new();
    add(tree, at, &mut all, DEPTH);
    let mut index = 0;
    // A discriminator without alternatives names a schema that has this one as its part.
    while let Some(layer) = all.get(index).cloned() {
        if let Some(subtype) = subtype(tree, &layer, value) {
            add(tree, &subtype, &mut all, DEPTH);
        }
        index += 1;
    }
    all
}

fn add<'d>(tree: Tree<'d>, at: &Pointer, all: &mut Vec<Layer<'d>>, depth: usize) {
    let Some((at, node)) = tree.resolve(at) else { return };
    if depth == 0 || all.iter().any(|layer| layer.at == at) {
        return;
    }
    let parts = Layer { at: at.clone(), node }.arms("allOf");
    all.push(Layer { at, node });
    parts.iter().for_each(|part| add(tree, part, all, depth - 1));
}

fn subtype(tree: Tree<'_>, layer: &Layer<'_>, value: &Value) -> Option<Pointer> {
    let is_union = ["oneOf", "anyOf"].iter().any(|key| layer.get(key).is_some());
    if is_union {
        return None;
    }
    named(tree, layer, value)
}

/// The schema that a discriminator names for a value (OpenAPI 3.0, "Discriminator Object").
pub(super) fn named(tree: Tree<'_>, layer: &Layer<'_>, value: &Value) -> Option<Pointer> {
    let discriminator = layer.get("discriminator")?;
    let name = discriminator.get("propertyName")?.as_str()?;
    let value = value.get(name)?.as_str()?;
    let mapped = discriminator.get("mapping").and_then(|mapping| mapping.get(value)?.as_str());
    let by_name = || Pointer::root().child("components").child("schemas").child(value);
    let at = match mapped {
        Some(reference) if reference.starts_with('#') => target(reference).ok()?,
        Some(name) => Pointer::root().child("components").child("schemas").child(name),
        None => by_name(),
    };
    tree.resolve(&at).map(|(at, _)| at)
}

/// Whether null is a value of a schema. Of an alternative that several share, that is asked once.
pub(super) fn takes_null(tree: Tree<'_>, layers: &[Layer<'_>], depth: usize) -> bool {
    takes_null_beside(tree, layers, depth, &mut BTreeSet::new())
}

/// The same; `met` are those of which it is known that they do not, by how deep they were looked into.
fn takes_null_beside(
    tree: Tree<'_>,
    layers: &[Layer<'_>],
    depth: usize,
    met: &mut BTreeSet<(Pointer, usize)>,
) -> bool {
    let says =
        |layer: &Layer<'_>, key: &str, truth| layer.get(key).and_then(Node::as_bool) == Some(truth);
    if layers.iter().any(|layer| says(layer, "x-nullable", false)) {
        return false;
    }
    let has_null = |layer: &Layer<'_>| {
        let values = layer.get("enum").and_then(Node::as_array).unwrap_or_default();
        values.iter().any(|value| value.value == node::Value::Null)
    };
    let mut arm_takes = |layer: &Layer<'_>| {
        let arms = layer.arms("oneOf").into_iter().chain(layer.arms("anyOf"));
        arms.filter(|_| depth > 0).any(|arm| {
            let Some((at, _)) = tree.resolve(&arm) else { return true };
            met.insert((at.clone(), depth)) && {
                let layers = self::layers(tree, &at, &Value::Null);
                takes_null_beside(tree, &layers, depth - 1, met)
            }
        })
    };
    let is_any = |layer: &Layer<'_>| {
        let typed = ["type", "enum", "oneOf", "anyOf", "properties", "items", "not"];
        typed.iter().all(|key| layer.get(key).is_none())
    };
    layers.iter().any(|layer| {
        says(layer, "nullable", true)
            || says(layer, "x-nullable", true)
            || has_null(layer)
            || arm_takes(layer)
    }) || layers.iter().all(is_any)
}
