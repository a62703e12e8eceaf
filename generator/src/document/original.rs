//! Tells the places of a converted tree as those of the text that it was made from.

use std::collections::BTreeMap;

use super::mounted::in_its_file;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::node::{Node, Value};
use crate::source::{Pointer, Span};

/// The tree before its conversion, which alone has the places that a user knows.
#[derive(Debug)]
pub(super) struct Original {
    root: Node,
}

impl Original {
    pub(super) fn new(root: Node) -> Self {
        Self { root }
    }

    /// The same diagnostics, which name places of `converted`, by places of the original.
    pub(super) fn restate(&self, diagnostics: Diagnostics, converted: &Node) -> Diagnostics {
        let moved: Vec<(Diagnostic, Option<Span>)> = diagnostics
            .into_iter()
            .map(|diagnostic| {
                let span = self.moved(diagnostic.pointer(), converted);
                (diagnostic, span)
            })
            .collect();
        let places = places(&self.root, moved.iter().filter_map(|(_, span)| *span));
        let mut restated = Diagnostics::new();
        restated.extend(moved.into_iter().map(|(diagnostic, span)| {
            let pointer = match span.and_then(|span| places.get(&span)) {
                Some(Some(pointer)) => pointer.clone(),
                _ => diagnostic.pointer().clone(),
            };
            diagnostic.at(in_its_file(&pointer))
        }));
        restated
    }

    /// The original place of one place of `converted`.
    pub(super) fn place(&self, pointer: &Pointer, converted: &Node) -> Pointer {
        in_its_file(&self.mounted(pointer, converted))
    }

    /// What stands at a place of the document itself.
    pub(super) fn at(&self, place: &Pointer) -> Option<&Node> {
        self.root.at(place)
    }

    /// The place of a text.
    pub(super) fn place_of(&self, span: Span) -> Pointer {
        let place = places(&self.root, std::iter::once(span)).remove(&span).flatten();
        place.map_or_else(Pointer::root, |place| in_its_file(&place))
    }

    fn mounted(&self, pointer: &Pointer, converted: &Node) -> Pointer {
        self.moved(pointer, converted)
            .and_then(|span| places(&self.root, std::iter::once(span)).remove(&span).flatten())
            .unwrap_or_else(|| pointer.clone())
    }

    /// The text of what stands at a place of `converted`, where the conversion may have
    /// rewritten it.
    pub(super) fn text(&self, pointer: &Pointer, converted: &Node) -> Option<&str> {
        converted.at(pointer)?;
        self.root.at(&self.mounted(pointer, converted))?.as_str()
    }

    /// The text of what stands at a place, if the original has it elsewhere.
    fn moved(&self, pointer: &Pointer, converted: &Node) -> Option<Span> {
        let (depth, span) = converted.nearest_place(pointer);
        let (depth_before, span_before) = self.root.nearest_place(pointer);
        let stays = span == span_before && depth_before >= depth;
        (!stays).then_some(span)
    }
}

/// The diagnostics of a tree by the places of the text that it was made from.
pub(super) fn restated(
    original: Option<&Original>,
    found: Diagnostics,
    root: &Node,
) -> Diagnostics {
    match original {
        Some(original) => original.restate(found, root),
        None => found,
    }
}

/// The first place of each text. An alias copies a node with its place, so that one text may
/// have several.
pub(super) fn places(
    root: &Node,
    wanted: impl Iterator<Item = Span>,
) -> BTreeMap<Span, Option<Pointer>> {
    let mut places: BTreeMap<Span, Option<Pointer>> = wanted.map(|span| (span, None)).collect();
    if !places.is_empty() {
        find(root, &mut Vec::new(), &mut places);
    }
    places
}

/// A step of the way to a node.
enum Step<'n> {
    Key(&'n str),
    Index(usize),
}

fn find<'n>(
    node: &'n Node,
    path: &mut Vec<Step<'n>>,
    places: &mut BTreeMap<Span, Option<Pointer>>,
) {
    if let Some(place @ None) = places.get_mut(&node.span) {
        *place = Some(path.iter().fold(Pointer::root(), |at, step| match step {
            Step::Key(key) => at.child(key),
            Step::Index(index) => at.index(*index),
        }));
    }
    let mut visit = |step, node| {
        path.push(step);
        find(node, path, places);
        path.pop();
    };
    match &node.value {
        Value::Object(entries) => {
            entries.iter().for_each(|(key, entry)| visit(Step::Key(key), &entry.node));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| visit(Step::Index(index), item));
        }
        _ => {}
    }
}
