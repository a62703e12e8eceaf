//! Alternatives that are single values: an enum, each value of which has a description of its own.

use std::borrow::Cow;

use openapiv3::{ReferenceOr, Schema};

use super::scalar::{self, Taken, Variant};
use crate::lower::schemas::look::null::is_null;
use crate::lower::schemas::look::view::View;
use crate::lower::schemas::types::{LoweredSchema, Types};
use crate::model::Repr;
use crate::source::Pointer;

/// An alternative, where it is, and whether that is elsewhere.
struct Listed<'d> {
    schema: Cow<'d, Schema>,
    at: Pointer,
    is_named: bool,
}

impl Types<'_> {
    /// The enum of a schema whose alternatives are its values: `oneOf` of `const`, the way of JSON
    /// Schema to say something of each (Validation 2020-12, section 9.1: `title`, `description`), or
    /// of enums, here or elsewhere.
    /// Any other text beside them changes nothing: an enum takes unknown values anyway.
    pub(in crate::lower::schemas) fn listed(
        &mut self,
        view: &View<'_>,
        at: &Pointer,
    ) -> Option<LoweredSchema> {
        let keyword = if view.one_of.is_empty() { "anyOf" } else { "oneOf" };
        let (variants, kind) = self.listed_variants(view, at)?;
        Some(self.enumeration(variants, kind, &at.child(keyword)))
    }

    /// Its values, what they are, and whether any other is one, too, where that is said.
    pub(super) fn listed_variants(
        &mut self,
        view: &View<'_>,
        at: &Pointer,
    ) -> Option<(Vec<Variant>, Taken)> {
        let (keyword, arms) = match (view.one_of, view.any_of) {
            (arms, []) => ("oneOf", arms),
            ([], arms) => ("anyOf", arms),
            _ => return None,
        };
        let has_more = !view.all_of.is_empty()
            || !view.enumeration.is_empty()
            || view.items.is_some()
            || view.says_properties();
        let is_type = |(_, arm): &(usize, &ReferenceOr<Schema>)| !is_null(self.document, arm);
        let arms: Vec<_> = arms.iter().enumerate().filter(is_type).collect();
        if has_more || arms.len() < 2 {
            return None;
        }
        let at = at.child(keyword);
        let document = self.document;
        let arms: Vec<Listed<'_>> = arms
            .into_iter()
            .map(|(index, arm)| {
                let (schema, at) = document.follow::<Schema>(arm, &at.index(index)).ok()?;
                Some(Listed { schema, at, is_named: arm.as_item().is_none() })
            })
            .collect::<Option<_>>()?;
        // Any text beside an enum that has a name is that enum.
        let mut enums = arms.iter().filter(|arm| !View::of(&arm.schema).enumeration.is_empty());
        if enums.next().is_some_and(|arm| arm.is_named) && enums.next().is_none() {
            return None;
        }
        let (repr, has_any_text) = self.repr_of_all(view, &arms)?;
        let is_open = view.is_open.or(has_any_text.then_some(true));
        let mut variants = Vec::new();
        for arm in arms {
            variants.extend(self.described(&arm.schema, repr, &arm.at));
        }
        Some((variants, (repr, is_open)))
    }

    /// What all values of the alternatives are, and whether any other text is one.
    fn repr_of_all(&self, view: &View<'_>, arms: &[Listed<'_>]) -> Option<(Repr, bool)> {
        let (mut repr, mut is_open, mut count) = (None, false, 0);
        for arm in arms {
            let arm = View::of(&arm.schema);
            let is_any_text = arm.ty == Some("string") && arm.format.is_none();
            // What is said of some of the values alone makes an enum of them.
            if arm.has_parts() || arm.not || arm.is_open.is_some() {
                return None;
            }
            if arm.enumeration.is_empty() && is_any_text {
                is_open = true;
                continue;
            }
            let found = scalar::repr(&arm)?;
            if repr.replace(found).is_some_and(|known| known != found) {
                return None;
            }
            count += arm.enumeration.len();
        }
        let repr = repr.filter(|_| count <= self.document.limits.variants)?;
        let fits = match repr {
            Repr::Text => matches!(view.ty, None | Some("string")),
            Repr::Integer => !is_open && matches!(view.ty, None | Some("integer" | "number")),
        };
        fits.then_some((repr, is_open))
    }

    /// The values of an alternative. What is said of several is said of none.
    fn described(&mut self, schema: &Schema, repr: Repr, at: &Pointer) -> Vec<Variant> {
        let (view, data) = (View::of(schema), &schema.schema_data);
        let mut variants = self.variants(&view, at);
        if let [only] = variants.as_mut_slice() {
            // A number makes no name that says anything.
            let title = data.title.as_ref().filter(|_| repr == Repr::Integer);
            if let Some(title) = title.filter(|_| view.names.is_none()) {
                only.label.clone_from(title);
            }
            let docs = data.description.clone().or_else(|| data.title.clone());
            only.docs = docs.unwrap_or_else(|| std::mem::take(&mut only.docs));
        }
        variants
    }
}
