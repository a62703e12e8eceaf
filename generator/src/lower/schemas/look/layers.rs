//! Schemas that are another schema: by `$ref`, by the only part of an `allOf`, or by the only
//! alternative beside null.

use openapiv3::{ReferenceOr, Schema};

use super::null::{Nulls, is_null};
use super::parts::scalar_parts;
use super::reference::SchemaRef;
use super::view::View;
use crate::document::{self, Document};
use crate::node::Node;
use crate::source::Pointer;

/// How many schemas that are another one are looked through.
const LAYERS: usize = 16;

/// Looks at a schema and at those that it is, from the outside in.
pub(in crate::lower) fn layers(
    document: &Document,
    schema: SchemaRef<'_>,
    at: &Pointer,
    look: &mut dyn FnMut(&Schema, &View<'_>),
) {
    layers_within(document, schema, at, look, LAYERS);
}

/// Whether any layer of a schema is such.
pub(in crate::lower) fn any_layer(
    document: &Document,
    schema: SchemaRef<'_>,
    at: &Pointer,
    mut is_such: impl FnMut(&Schema, &View<'_>) -> bool,
) -> bool {
    let mut found = false;
    layers(document, schema, at, &mut |schema, view| found = found || is_such(schema, view));
    found
}

/// Whether null is a value of the schema.
pub(in crate::lower) fn allows_null(
    document: &Document,
    schema: SchemaRef<'_>,
    at: &Pointer,
) -> bool {
    let mut nulls = Nulls::default();
    any_layer(document, schema, at, |schema, view| nulls.are_in(document, schema, view))
}

/// A keyword that `openapiv3` does not know, of the schema at a place or of one that it is; and where
/// it stands.
pub(in crate::lower) fn keyword<'d>(
    document: &'d Document,
    at: &Pointer,
    keyword: &str,
) -> Option<(Pointer, &'d Node)> {
    let mut at = at.clone();
    for _ in 0..LAYERS {
        let node = document.root().at(&at)?;
        if let Some(found) = node.get(keyword) {
            return Some((at.child(keyword), found));
        }
        at = match (node.get("$ref"), node.get("allOf").and_then(Node::as_array)) {
            (Some(reference), _) => document::target(reference.as_str()?).ok()?,
            (None, Some([_])) => at.child("allOf").index(0),
            _ => return None,
        };
    }
    None
}

fn layers_within(
    document: &Document,
    schema: SchemaRef<'_>,
    at: &Pointer,
    look: &mut dyn FnMut(&Schema, &View<'_>),
    depth: usize,
) {
    // What leads nowhere is reported where its type is made.
    let Ok((schema, at)) = schema.follow(document, at) else { return };
    let view = View::of(&schema);
    look(&schema, &view);
    let part = only_part(&view).map(|(index, part)| ("allOf", index, part));
    let inner = part.or_else(|| only_alternative(document, &view)).filter(|_| depth > 0);
    if let Some((keyword, index, inner)) = inner {
        let at = at.child(keyword).index(index);
        layers_within(document, inner.into(), &at, look, depth - 1);
    } else if !view.all_of.is_empty() {
        // Each part narrows what the others allow.
        let parts = scalar_parts(document, &schema, &at);
        for (part, _) in parts.iter().flatten().skip(1) {
            look(part, &View::of(part));
        }
    }
}

/// The part that a schema is, where its other parts say nothing of its type: the way to give a
/// `$ref` a description or a default of its own.
pub(in crate::lower::schemas) fn only_part<'s>(
    view: &View<'s>,
) -> Option<(usize, &'s ReferenceOr<Schema>)> {
    let is_silent = |part: &ReferenceOr<Schema>| match part {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(schema) => {
            let view = View::of(schema);
            view.ty.is_none()
                && view.enumeration.is_empty()
                && view.required.is_empty()
                && !view.has_parts()
        }
    };
    let mut parts = view
        .all_of
        .iter()
        .enumerate()
        .filter(|(_, part)| view.all_of.len() == 1 || !is_silent(part));
    let only = parts.next().filter(|_| !view.says_properties())?;
    parts.next().is_none().then_some(only)
}

/// The alternative that a schema is, where no other one is but null: the way of 3.1 to make a
/// reference nullable.
fn only_alternative<'s>(
    document: &Document,
    view: &View<'s>,
) -> Option<(&'static str, usize, &'s ReferenceOr<Schema>)> {
    let all = [("oneOf", view.one_of), ("anyOf", view.any_of)];
    let mut alternatives = all
        .into_iter()
        .flat_map(|(keyword, arms)| {
            arms.iter().enumerate().map(move |(index, arm)| (keyword, index, arm))
        })
        .filter(|(_, _, arm)| !is_null(document, arm));
    let only = alternatives.next().filter(|_| view.all_of.is_empty() && !view.says_properties())?;
    alternatives.next().is_none().then_some(only)
}
