//! The parts by `allOf` of text, numbers and truth values.

use std::borrow::Cow;
use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::view::View;
use crate::document::Document;
use crate::source::Pointer;

/// A schema, and where it stands.
pub(in crate::lower::schemas) type Part<'s> = (Cow<'s, Schema>, Pointer);

/// A schema and its parts by `allOf`, all the way down, where none of them is a list, an object or
/// a choice.
pub(in crate::lower::schemas) fn scalar_parts<'s>(
    document: &'s Document,
    schema: &'s Schema,
    at: &Pointer,
) -> Option<Vec<Part<'s>>> {
    let mut gathered = Gathered { parts: Vec::new(), path: Vec::new(), seen: BTreeSet::new() };
    gather(document, Cow::Borrowed(schema), at, &mut gathered)?;
    Some(gathered.parts)
}

struct Gathered<'s> {
    parts: Vec<Part<'s>>,
    /// The schemas that this one is a part of.
    path: Vec<Pointer>,
    /// A part that several others share says the same each time.
    seen: BTreeSet<Pointer>,
}

fn gather<'s>(
    document: &'s Document,
    schema: Cow<'s, Schema>,
    at: &Pointer,
    gathered: &mut Gathered<'s>,
) -> Option<()> {
    let is_deep = gathered.path.len() >= document.limits.parts;
    if is_deep || gathered.path.contains(at) || !can_be_part(&schema) {
        return None;
    }
    if !gathered.seen.insert(at.clone()) {
        return Some(());
    }
    let inner = View::of(&schema).all_of.to_vec();
    gathered.parts.push((schema, at.clone()));
    gathered.path.push(at.clone());
    for (index, part) in inner.iter().enumerate() {
        let at = at.child("allOf").index(index);
        let (part, at) = document.follow::<Schema>(part, &at).ok()?;
        // An object is not copied to find out that it is one.
        if !can_be_part(&part) {
            return None;
        }
        gather(document, Cow::Owned(part.into_owned()), &at, gathered)?;
    }
    gathered.path.pop();
    Some(())
}

fn can_be_part(schema: &Schema) -> bool {
    let view = View::of(schema);
    let is_scalar = matches!(view.ty, None | Some("string" | "integer" | "number" | "boolean"));
    // An explicit type comes before properties, which say nothing of text.
    let has_members = view.ty.is_none()
        && (view.properties.is_some() || view.items.is_some() || view.additional.is_some());
    let is_choice = !(view.one_of.is_empty() && view.any_of.is_empty());
    let is_listed = is_choice && !values(&view).is_empty();
    let is_rule = view.not || (view.ty.is_none() && !view.required.is_empty());
    is_scalar && !has_members && (!is_choice || is_listed) && !is_rule
}

/// The values of alternatives that are values each.
pub(in crate::lower::schemas) fn values(view: &View<'_>) -> Vec<Value> {
    let arms = view.one_of.iter().chain(view.any_of);
    let value = |arm: &ReferenceOr<Schema>| {
        let view = View::of(arm.as_item()?);
        match view.enumeration.as_ref() {
            [only] => Some(only.clone()),
            _ => None,
        }
    };
    arms.map(value).collect::<Option<Vec<_>>>().unwrap_or_default()
}
