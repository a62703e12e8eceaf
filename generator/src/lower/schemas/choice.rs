//! The alternatives of a schema: `oneOf` and `anyOf`, which of them are types, what they are called,
//! and what a discriminator says of them.

mod tag;
mod arm;
mod unnamed;
mod shorten;

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};

pub(super) use self::shorten::shorten;
pub(super) use self::tag::{Tag, implied, reference};
use super::look::null::is_null;
use super::look::view::View;
use super::types::Types;
use crate::document::{self, Document};
use crate::lower::place::{is_index, schema_name};
use crate::lower::report::Held;
use crate::model::Constant;
use crate::source::Pointer;

/// Alternatives, and the schema that they stand in.
pub(in crate::lower) struct Choice {
    /// The schema that holds the keyword.
    pub(super) at: Pointer,
    /// `oneOf` or `anyOf`.
    pub(super) keyword: &'static str,
    /// Each with its place in the list.
    pub(super) arms: Vec<(usize, ReferenceOr<Schema>)>,
    /// What those are that are references to a place in a list, which has no name.
    unnamed: BTreeMap<usize, Schema>,
    pub(super) tag: Option<Tag>,
    /// Whether the schema says more than the alternatives.
    pub(super) has_more: bool,
}

/// The name of an alternative, the alternative, and the property and value of the discriminator
/// that stand for it.
pub(in crate::lower) type Named = (String, Taken, Option<(String, String)>);

impl Choice {
    /// What the alternatives are called.
    pub(super) fn names(&self) -> Vec<String> {
        if self.unnamed.is_empty() {
            return arm::names(&self.arms);
        }
        let looked_at = self.arms.iter().map(|(index, arm)| (*index, self.looked_at(*index, arm)));
        arm::names(&looked_at.collect::<Vec<_>>())
    }

    /// What names an alternative: itself, or what is at the place that it refers to.
    pub(super) fn looked_at(&self, index: usize, arm: &ReferenceOr<Schema>) -> ReferenceOr<Schema> {
        self.unnamed.get(&index).map_or_else(|| arm.clone(), |it| ReferenceOr::Item(it.clone()))
    }

    /// The same, where those that the document does not name have the names that they had, told by what
    /// their values have.
    pub(super) fn names_beside(&self, held: &Held<'_>, owner: &str) -> Vec<String> {
        unnamed::names(&self.arms, self.names(), held, owner)
    }

    /// What the discriminator says of an alternative: its values, and whether it is the one of all
    /// others. Of an inline schema it says nothing.
    pub(super) fn told(&self, arm: &ReferenceOr<Schema>) -> (Vec<Constant>, bool) {
        match (&self.tag, reference(arm)) {
            (Some(tag), Some(reference)) => (tag.mapped(reference), tag.is_default(reference)),
            _ => (Vec::new(), false),
        }
    }

    /// Each alternative by its name, to be taken, with what the discriminator says in it.
    pub(in crate::lower) fn takes(&self) -> Vec<Named> {
        let (at, keyword) = (&self.at, self.keyword);
        let takes = self.arms.iter().zip(self.names()).map(|((index, arm), name)| {
            let taken = Taken { at: at.clone(), keyword, index: *index };
            let mapped = self.told(arm).0.into_iter().next();
            let value = match mapped {
                Some(Constant::Text(text)) => Some(text),
                _ => reference(arm).and_then(implied),
            };
            let tag = self.tag.as_ref().map(|tag| tag.property.clone());
            (name, taken, tag.zip(value))
        });
        takes.collect()
    }
}

/// Which alternative is taken while the properties of an object are gathered.
#[derive(Clone)]
pub(in crate::lower) struct Taken {
    pub(super) at: Pointer,
    pub(super) keyword: &'static str,
    pub(super) index: usize,
}

impl Types<'_> {
    /// The alternatives of a schema, its own and those of its parts by `allOf`.
    pub(in crate::lower) fn choices(
        &mut self,
        schema: &Schema,
        at: &Pointer,
        path: &mut Vec<Pointer>,
        seen: &mut BTreeSet<Pointer>,
    ) -> Vec<Choice> {
        // A part that several others share has its alternatives once. Parts that are deeper are an error
        // where their properties are gathered.
        let is_deep = path.len() > self.document.limits.parts;
        if is_deep || path.contains(at) || !seen.insert(at.clone()) {
            return Vec::new();
        }
        let view = View::of(schema);
        let mut choices = Vec::new();
        for (keyword, arms) in alternatives(self.document, &view, path) {
            let unnamed = arms
                .iter()
                .filter_map(|(index, arm)| Some((*index, at_place(self.document, arm)?)))
                .collect();
            let arms = arms.into_iter().map(|(index, arm)| (index, arm.clone())).collect();
            let tag = Tag::of(self.document, schema);
            let has_more =
                view.properties.is_some() || !view.all_of.is_empty() || view.additional.is_some();
            choices.push(Choice { at: at.clone(), keyword, arms, unnamed, tag, has_more });
        }
        path.push(at.clone());
        for (index, part) in view.all_of.iter().enumerate() {
            let at = at.child("allOf").index(index);
            let found = self.with_schema(part.into(), &at, |lower, part, at| {
                lower.choices(part, at, path, seen)
            });
            for mut choice in found.unwrap_or_default() {
                choice.has_more = true;
                choices.push(choice);
            }
        }
        path.pop();
        choices
    }
}

/// The schema that a reference to a place in a list leads to: the place is a number, and names nothing.
fn at_place(document: &Document, arm: &ReferenceOr<Schema>) -> Option<Schema> {
    let ReferenceOr::Reference { reference } = arm else { return None };
    if !document::target(reference).is_ok_and(|at| is_index(&at)) {
        return None;
    }
    let (schema, at) = document.lead::<Schema>(reference).ok()?;
    let mut schema = schema.into_owned();
    if !is_index(&at) {
        schema.schema_data.title = schema_name(&at);
    }
    Some(schema)
}

/// A keyword, and its alternatives with their places in the list.
pub(super) type Alternatives<'s> = (&'static str, Vec<(usize, &'s ReferenceOr<Schema>)>);

/// The alternatives that are types: not null, which is no type of its own, not those that only
/// narrow the values of the schema that they stand in, and not the list of a parent in which its
/// children stand: `above` are the schemas that this one is a part of.
pub(super) fn alternatives<'s>(
    document: &Document,
    view: &View<'s>,
    above: &[Pointer],
) -> Vec<Alternatives<'s>> {
    let is_scalar = matches!(view.ty, Some("string" | "integer" | "number" | "boolean"));
    let mut found = Vec::new();
    for (keyword, arms) in [("oneOf", view.one_of), ("anyOf", view.any_of)] {
        let is_type = |(_, arm): &(usize, &ReferenceOr<Schema>)| !is_null(document, arm);
        let arms: Vec<_> = arms.iter().enumerate().filter(is_type).collect();
        let narrows =
            arms.iter().all(|(_, arm)| is_constraint(arm) || (is_scalar && !says_type(arm)));
        let is_parent = arms.iter().any(|(_, arm)| is_one_of(arm, above));
        if !narrows && !is_parent {
            found.push((keyword, arms));
        }
    }
    found
}

fn is_one_of(arm: &ReferenceOr<Schema>, schemas: &[Pointer]) -> bool {
    match arm {
        ReferenceOr::Reference { reference } => {
            document::target(reference).is_ok_and(|at| schemas.contains(&at))
        }
        ReferenceOr::Item(_) => false,
    }
}

/// An alternative that only asks for properties to be there: a rule for values, not a type.
fn is_constraint(arm: &ReferenceOr<Schema>) -> bool {
    let ReferenceOr::Item(schema) = arm else { return false };
    let view = View::of(schema);
    matches!(view.ty, None | Some("object"))
        && !view.has_parts()
        && (!view.required.is_empty() || view.not)
}

fn says_type(arm: &ReferenceOr<Schema>) -> bool {
    match arm {
        ReferenceOr::Reference { .. } => true,
        ReferenceOr::Item(schema) => {
            let view = View::of(schema);
            view.ty.is_some() || view.has_parts()
        }
    }
}
