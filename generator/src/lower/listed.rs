//! Alternatives that are single values: an enum, each value of which has a description of its own.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::Lower;
use super::only::is_object;
use super::scalar::Variant;
use super::schema::Lowered;
use super::union::{has_parts, is_null};
use super::view::View;
use crate::model::Repr;
use crate::name;
use crate::source::Pointer;

impl Lower<'_> {
    /// The enum of a schema whose alternatives are its values: `oneOf` of `const`, the way of JSON
    /// Schema to say something of each (Validation 2020-12, section 9.1: `title`, `description`).
    /// Any other text beside them changes nothing: an enum takes unknown values anyway.
    pub(super) fn listed(&mut self, view: &View<'_>, at: &Pointer) -> Option<Lowered> {
        let (keyword, arms) = match (view.one_of, view.any_of) {
            (arms, []) => ("oneOf", arms),
            ([], arms) => ("anyOf", arms),
            _ => return None,
        };
        let is_plain = view.all_of.is_empty()
            && !is_object(view)
            && view.items.is_none()
            && view.enumeration.is_empty()
            && matches!(view.ty, None | Some("string" | "integer" | "number"));
        let arms: Vec<_> = arms.iter().filter(|arm| !is_null(self.document, arm)).collect();
        if !is_plain || arms.len() < 2 {
            return None;
        }
        let mut variants: Vec<(Repr, Variant)> = Vec::new();
        for arm in arms {
            let ReferenceOr::Item(schema) = arm else { return None };
            let view = View::of(schema);
            let is_any_text = view.ty == Some("string") && view.format.is_none();
            if has_parts(&view) || (view.enumeration.is_empty() && !is_any_text) {
                return None;
            }
            for value in view.enumeration.iter().filter(|value| !value.is_null()) {
                variants.push(variant(schema, &view, value)?);
            }
        }
        let (repr, _) = variants.first()?;
        let repr = *repr;
        let is_whole = repr == Repr::Integer && view.ty == Some("string");
        let is_text = repr == Repr::Text && matches!(view.ty, Some("integer" | "number"));
        let is_mixed = variants.iter().any(|(other, _)| *other != repr);
        let is_long = variants.len() > self.document.limits.variants;
        if is_whole || is_text || is_mixed || is_long {
            return None;
        }
        let variants = variants.into_iter().map(|(_, variant)| variant).collect();
        Some(self.enumeration(variants, repr, &at.child(keyword)))
    }
}

/// A value of an alternative. What is said of it is said of this value if it is the only one there.
fn variant(schema: &Schema, view: &View<'_>, value: &Value) -> Option<(Repr, Variant)> {
    let data = &schema.schema_data;
    let is_only = view.enumeration.len() == 1;
    let title = data.title.clone().filter(|_| is_only);
    let docs = data.description.clone().filter(|_| is_only);
    let (repr, wire) = match value {
        Value::String(text) => (Repr::Text, text.clone()),
        Value::Number(number) if number.is_i64() => (Repr::Integer, number.to_string()),
        _ => return None,
    };
    // A number makes no name that says anything.
    let wanted = title.as_ref().filter(|_| repr == Repr::Integer).unwrap_or(&wire);
    let name = name::variant_name(wanted);
    let docs = docs.or(title).unwrap_or_default();
    Some((repr, Variant { name, wire, docs }))
}
