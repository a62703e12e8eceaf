//! Finds the references of a tree, by the tables of the specification.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::mounted::file_of;
use crate::document::place::Place;
use crate::document::reference::shape_at;
use crate::document::shape::{Object, Shape};
use crate::node::{Node, Value};
use crate::source::{Pointer, Span};

/// A `$ref`, or the value of a mapping that names a place.
pub(super) struct Reference<'n> {
    /// The place of what holds it, or of the value.
    pub(super) place: &'n Place<'n>,
    /// Its text.
    pub(super) text: &'n str,
    /// Where that is.
    pub(super) span: Span,
    pub(super) wanted: Wanted,
}

/// What a reference has to lead to.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    /// An object of the specification that may be referred to.
    Object(&'static Object),
    /// The schema of a discriminator's value.
    Mapped,
    /// What the specification has in the place itself, and no reference: an object of it, or any
    /// value of a kind.
    Foreign { kind: Kind, of: Option<&'static Object> },
}

/// What kind of value has to stand in a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    List,
    Text,
    /// An example: whatever it leads to.
    Data,
}

/// What is done with a reference.
type Visit<'v> = &'v mut dyn FnMut(&Reference<'_>);

/// Visits all references, in the order of the tree; what is referred to and stands where the
/// tables say nothing, as in another file, is looked at as what it is referred to.
pub(super) fn references(root: &Node, table: &'static Object, visit: Visit<'_>) {
    let mut look = Look { root, table, elsewhere: BTreeMap::new(), seen: None, visit };
    look.object(root, table, &Place::Root);
    let mut done = BTreeSet::new();
    look.seen = Some(BTreeSet::new());
    while let Some((pointer, object)) = look.elsewhere.pop_first() {
        if !done.insert(pointer.clone()) {
            continue;
        }
        if let Some(node) = root.at(&pointer) {
            look.ref_or(node, object, &Place::Pointer(&pointer));
        }
    }
}

struct Look<'n, 'v> {
    root: &'n Node,
    table: &'static Object,
    elsewhere: BTreeMap<Pointer, &'static Object>,
    seen: Option<BTreeSet<Pointer>>,
    visit: Visit<'v>,
}

impl Look<'_, '_> {
    fn value(&mut self, node: &Node, shape: &'static Shape, place: &Place<'_>) {
        let reference = node.get("$ref").filter(|target| target.as_str().is_some());
        let foreign = |kind, of| Wanted::Foreign { kind, of };
        match (shape, reference) {
            (Shape::Object(of), Some(target)) if !of.has_reference() => {
                self.find(target, foreign(Kind::Object, Some(*of)), place);
            }
            (Shape::Map(_), Some(target)) => {
                self.find(target, foreign(Kind::Object, None), place);
            }
            (Shape::List(_), Some(target)) => self.find(target, foreign(Kind::List, None), place),
            (Shape::Text, Some(target)) => self.find(target, foreign(Kind::Text, None), place),
            (Shape::Anything, Some(target)) if self.is_elsewhere(node, target, place) => {
                self.find(target, foreign(Kind::Data, None), place);
            }
            (Shape::List(items), None) => {
                for (index, node) in node.as_array().into_iter().flatten().enumerate() {
                    self.value(node, items, &Place::Index(place, index));
                }
            }
            (Shape::Map(values), None) => {
                for (key, entry) in node.as_object().into_iter().flatten() {
                    self.value(&entry.node, values, &Place::Key(place, key));
                }
            }
            (Shape::Object(of) | Shape::RefOr(of) | Shape::AnySchema(of), _) => {
                self.ref_or(node, of, place);
            }
            (Shape::SchemaOrBoolean(schema), _) if !matches!(node.value, Value::Bool(_)) => {
                self.value(node, schema, place);
            }
            _ => {}
        }
    }

    /// Whether an example is all in another place. One that leads nowhere is what it is.
    fn is_elsewhere(&self, node: &Node, target: &Node, place: &Place<'_>) -> bool {
        let is_example = matches!(place, Place::Key(_, "example" | "value"));
        let target = target.as_str().and_then(Pointer::parse);
        is_example
            && node.as_object().is_some_and(|entries| entries.len() == 1)
            && target.is_some_and(|target| self.root.at(&target).is_some())
    }

    fn ref_or(&mut self, node: &Node, of: &'static Object, place: &Place<'_>) {
        let target = node.get("$ref").filter(|target| target.as_str().is_some());
        let at = target.and_then(Node::as_str).and_then(Pointer::parse);
        if let Some(at) = &at
            && matches!(shape_at(at, self.table), None | Some(Shape::Anything))
        {
            self.elsewhere.insert(at.clone(), of);
        }
        // A path in another file is that of this document: its operations name its types. What
        // stands beside a reference of a path adds to it (OpenAPI 3.1.0, "Path Item Object").
        let is_path = of.name == "Path Item"
            && (at.as_ref().is_some_and(|at| file_of(at).is_some()) || has_more(node));
        if let Some(target) = target {
            let wanted = match is_path {
                true => Wanted::Foreign { kind: Kind::Object, of: Some(of) },
                false => Wanted::Object(of),
            };
            self.find(target, wanted, place);
        }
        if target.is_none() || of.has_reference() {
            self.object(node, of, place);
        }
    }

    fn object(&mut self, node: &Node, of: &'static Object, place: &Place<'_>) {
        if !self.is_new(place) {
            return;
        }
        let special = of.case(node);
        for (key, entry) in node.as_object().into_iter().flatten() {
            let is_extension = key.starts_with("x-");
            let others = of.others.filter(|(names, _)| !is_extension && names.include(key));
            let known = special.iter().chain(of.fields()).find(|field| field.name == key);
            let shape = known.map(|field| &field.shape).or(others.map(|(_, shape)| shape));
            let is_reference = key == "$ref" && of.has_reference();
            if let Some(shape) = shape.filter(|_| !is_reference) {
                self.value(&entry.node, shape, &Place::Key(place, key));
            }
        }
        if of.name == "Discriminator" {
            self.mapping(node, place);
        }
    }

    fn mapping(&mut self, node: &Node, place: &Place<'_>) {
        let place = Place::Key(place, "mapping");
        let values = node.get("mapping").and_then(Node::as_object).into_iter().flatten();
        for (key, entry) in values {
            let is_place = |text: &str| text.contains(['/', '#']) || is_file(text);
            if entry.node.as_str().is_some_and(is_place) {
                self.find(&entry.node, Wanted::Mapped, &Place::Key(&place, key));
            }
        }
    }

    fn find(&mut self, target: &Node, wanted: Wanted, place: &Place<'_>) {
        let text = target.as_str().unwrap_or_default();
        (self.visit)(&Reference { place, text, span: target.span, wanted });
    }

    fn is_new(&mut self, place: &Place<'_>) -> bool {
        self.seen.as_mut().is_none_or(|seen| seen.insert(place.pointer()))
    }
}

/// Whether a path says more than its reference.
fn has_more(node: &Node) -> bool {
    let words = ["$ref", "summary", "description"];
    let is_more = |key: &String| !key.starts_with("x-") && !words.contains(&key.as_str());
    node.as_object().is_some_and(|entries| entries.keys().any(is_more))
}

/// Whether a text is the name of a file.
pub(super) fn is_file(text: &str) -> bool {
    [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end))
}
