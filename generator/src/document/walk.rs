//! Visits every object of a tree by the tables of the specification.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Place;
use super::reference::shape_at;
use super::shape::{Object, Shape};
use crate::node::{Node, Value};
use crate::source::Pointer;

/// What is visited: a node, and what the specification calls it.
pub(super) enum Visited {
    /// An object by this name; a schema can be `true` or `false`, too.
    Object(&'static str),
    /// An object with a `$ref` in place of one by this name.
    Reference(&'static str),
}

type Visit<'v> = &'v mut dyn FnMut(&Visited, &mut Node, &Place<'_>);

/// Visits what is inside of an object before the object itself. A schema whose place takes `true`
/// and `false` is visited only where it is neither. What stands where the tables say nothing, as
/// in another file, is visited as what it is referred to.
pub(super) fn walk(root: &mut Node, table: &'static Object, visit: Visit<'_>) {
    let mut walk = Walk { table, elsewhere: BTreeMap::new(), seen: None, visit };
    walk.object(root, table, &Place::Root);
    let (mut seen, mut done) = (BTreeSet::new(), BTreeSet::new());
    while let Some((pointer, object)) = walk.elsewhere.pop_first() {
        if !done.insert(pointer.clone()) {
            continue;
        }
        let Some(node) = root.at_mut(&pointer) else { continue };
        let span = node.span;
        let mut part = std::mem::replace(node, Node::object(span));
        walk.seen = Some(seen);
        walk.ref_or(&mut part, object, &Place::Pointer(&pointer));
        seen = walk.seen.take().unwrap_or_default();
        if let Some(node) = root.at_mut(&pointer) {
            *node = part;
        }
    }
}

struct Walk<'v> {
    table: &'static Object,
    /// What is referred to and stands where the tables say nothing.
    elsewhere: BTreeMap<Pointer, &'static Object>,
    /// What was visited there: one place can be inside of another.
    seen: Option<BTreeSet<Pointer>>,
    visit: Visit<'v>,
}

impl Walk<'_> {
    fn value(&mut self, node: &mut Node, shape: &'static Shape, place: &Place<'_>) {
        match shape {
            Shape::List(items) => {
                for (index, node) in node.as_array_mut().into_iter().flatten().enumerate() {
                    self.value(node, items, &Place::Index(place, index));
                }
            }
            Shape::Map(values) => {
                let Some(entries) = node.as_object_mut() else { return };
                entries.revise(
                    |_| values.has_objects(),
                    |key, entry| {
                        self.value(&mut entry.node, values, &Place::Key(place, key));
                        true
                    },
                );
            }
            Shape::Object(of) | Shape::RefOr(of) | Shape::AnySchema(of) => {
                self.ref_or(node, of, place);
            }
            Shape::SchemaOrBoolean(schema) if !matches!(node.value, Value::Bool(_)) => {
                self.value(node, schema, place);
            }
            _ => {}
        }
    }

    fn ref_or(&mut self, node: &mut Node, of: &'static Object, place: &Place<'_>) {
        let reference = node.get("$ref").and_then(Node::as_str);
        if let Some(target) = reference.and_then(Pointer::parse)
            && matches!(shape_at(&target, self.table), None | Some(Shape::Anything))
        {
            self.elsewhere.insert(target, of);
        }
        if reference.is_none() || of.has_reference() {
            self.object(node, of, place);
        } else if self.is_new(place) {
            (self.visit)(&Visited::Reference(of.name), node, place);
        }
    }

    fn object(&mut self, node: &mut Node, of: &'static Object, place: &Place<'_>) {
        if !self.is_new(place) {
            return;
        }
        let special = of.case(node);
        let shape_of = |key: &str| {
            let is_extension = key.starts_with("x-");
            let others = of.others.filter(|(names, _)| !is_extension && names.include(key));
            let known = special.iter().chain(of.fields()).find(|field| field.name == key);
            known.map(|field| &field.shape).or(others.map(|(_, shape)| shape))
        };
        if let Some(entries) = node.as_object_mut() {
            let wanted = |key: &str| shape_of(key).is_some_and(Shape::has_objects);
            entries.revise(wanted, |key, entry| {
                if let Some(shape) = shape_of(key) {
                    self.value(&mut entry.node, shape, &Place::Key(place, key));
                }
                true
            });
        }
        (self.visit)(&Visited::Object(of.name), node, place);
    }

    fn is_new(&mut self, place: &Place<'_>) -> bool {
        self.seen.as_mut().is_none_or(|seen| seen.insert(place.pointer()))
    }
}
