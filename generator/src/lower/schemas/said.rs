//! Schemas that are another schema: by `$ref`, by the only part of an `allOf`, or by the only
//! alternative beside null.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use crate::document::Document;
use crate::lower::Lower;
use crate::lower::schemas::scalars::narrow;
use crate::lower::schemas::schema::SchemaRef;
use crate::lower::schemas::union::{allows_null, has_parts, is_null};
use crate::lower::schemas::view::View;
use crate::model::Limits;
use crate::node;
use crate::source::Pointer;

/// How many schemas that are another one are looked through.
const LAYERS: usize = 16;

/// The most bytes that are said of a property by the schema that it refers to.
const SUMMARY: usize = 1000;

impl Lower<'_> {
    /// Whether null is a value of the schema.
    pub(in crate::lower) fn is_nullable(&self, schema: SchemaRef<'_>, at: &Pointer) -> bool {
        let mut is_nullable = false;
        self.layers(schema, at, &mut |schema, view| {
            is_nullable |= schema.schema_data.nullable
                || view.lists_null()
                || allows_null(self.document, view);
        });
        is_nullable
    }

    /// The only truth value that the schema allows.
    pub(in crate::lower) fn only_truth(&self, schema: SchemaRef<'_>, at: &Pointer) -> Option<bool> {
        let mut found = None;
        self.layers(schema, at, &mut |_, view| {
            let mut values = view.enumeration.iter().filter(|value| !value.is_null());
            if let (None, Some(Value::Bool(only)), None) = (found, values.next(), values.next()) {
                found = Some(*only);
            }
        });
        found
    }

    /// What is meant where a value is missing, as text. Null is no more than missing.
    pub(in crate::lower) fn default_value(
        &self,
        schema: SchemaRef<'_>,
        at: &Pointer,
    ) -> Option<String> {
        let own = |schema: &Schema| match schema.schema_data.default.as_ref()? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            value => Some(value.to_string()),
        };
        let of_part = |part: &ReferenceOr<Schema>| part.as_item().and_then(own);
        let mut found = None;
        self.layers(schema, at, &mut |schema, view| {
            if found.is_none() {
                found = own(schema).or_else(|| view.all_of.iter().find_map(of_part));
            }
        });
        // Null that is written wins over what is said within.
        let written = || self.document.root().at(&at.child("default"));
        found.filter(|_| written().is_none_or(|written| written.value != node::Value::Null))
    }

    /// What the schema that this one is says of itself, in its first paragraph; `None` where it
    /// is no other one, or says nothing in short. A reference stands for what it refers to
    /// (OpenAPI 3.0.3, "Reference Object").
    pub(in crate::lower) fn summary(&self, schema: SchemaRef<'_>, at: &Pointer) -> Option<String> {
        let own = |schema: &Schema| paragraph(schema.schema_data.description.as_ref()?);
        let of_part = |part: &ReferenceOr<Schema>| part.as_item().and_then(own);
        let mut is_other = matches!(schema, SchemaRef::Reference(_));
        let mut found = None;
        self.layers(schema, at, &mut |schema, view| {
            if found.is_none() {
                let said = is_other.then(|| own(schema)).flatten();
                let parts = only_part(view).map_or(&[][..], |_| view.all_of);
                found = said.or_else(|| parts.iter().find_map(of_part));
            }
            is_other = true;
        });
        found
    }

    /// What values of the schema may be: a list as a list, and its items by themselves; a map's
    /// values likewise.
    pub(in crate::lower) fn limits(&self, schema: SchemaRef<'_>, at: &Pointer) -> Limits {
        let mut limits = Limits::default();
        self.layers(schema, at, &mut |_, view| {
            let is_first = limits == Limits::default();
            // All that is said of a value holds.
            limits = std::mem::take(&mut limits).and(&view.limits);
            if !is_first {
                return;
            }
            let inner = match (view.items, view.additional) {
                (Some(items), _) => Some((items.into(), at.child("items"))),
                (None, Some(AdditionalProperties::Schema(values))) if view.properties.is_none() => {
                    Some((values.as_ref().into(), at.child("additionalProperties")))
                }
                _ => None,
            };
            if let Some((inner, at)) = inner {
                let Limits { min_items, max_items, .. } = limits;
                limits = Limits { min_items, max_items, ..self.scalar_limits(inner, &at) };
            }
        });
        limits
    }

    fn scalar_limits(&self, schema: SchemaRef<'_>, at: &Pointer) -> Limits {
        let mut limits = Limits::default();
        self.layers(schema, at, &mut |_, view| {
            if limits == Limits::default() {
                limits = view.limits.clone();
            }
        });
        limits
    }

    /// Looks at a schema and at those that it is, from the outside in.
    pub(in crate::lower) fn layers(
        &self,
        schema: SchemaRef<'_>,
        at: &Pointer,
        look: &mut dyn FnMut(&Schema, &View<'_>),
    ) {
        self.layers_within(schema, at, look, LAYERS);
    }

    fn layers_within(
        &self,
        schema: SchemaRef<'_>,
        at: &Pointer,
        look: &mut dyn FnMut(&Schema, &View<'_>),
        depth: usize,
    ) {
        let mut layer = |schema: &Schema, at: &Pointer| {
            let view = View::of(schema);
            look(schema, &view);
            let part = only_part(&view).map(|(index, part)| ("allOf", index, part));
            let inner =
                part.or_else(|| only_alternative(self.document, &view)).filter(|_| depth > 0);
            if let Some((keyword, index, inner)) = inner {
                self.layers_within(inner.into(), &at.child(keyword).index(index), look, depth - 1);
            } else if !view.all_of.is_empty() {
                // Each part narrows what the others allow.
                let parts = narrow::scalar_parts(self.document, schema, at);
                for (part, _) in parts.iter().flatten().skip(1) {
                    look(part, &View::of(part));
                }
            }
        };
        match schema {
            SchemaRef::Item(schema) => layer(schema, at),
            SchemaRef::Reference(reference) => {
                let item = ReferenceOr::ref_(reference);
                // What leads nowhere is reported where its type is made.
                if let Ok((schema, at)) = self.document.follow::<Schema>(&item, at) {
                    layer(&schema, &at);
                }
            }
        }
    }
}

/// The first paragraph of a text that is no heading. A long one is no summary: it would stand at each
/// property that refers to its schema.
fn paragraph(text: &str) -> Option<String> {
    let is_before = |line: &&str| line.trim().is_empty() || line.starts_with('#');
    let lines = text.lines().skip_while(is_before).take_while(|line| !line.trim().is_empty());
    let mut paragraph = String::new();
    for line in lines {
        if !paragraph.is_empty() {
            paragraph.push('\n');
        }
        paragraph.push_str(line);
        if paragraph.len() > SUMMARY {
            return None;
        }
    }
    Some(paragraph).filter(|paragraph| !paragraph.is_empty())
}

/// The part that a schema is, where its other parts say nothing of its type: the way to give a
/// `$ref` a description or a default of its own.
pub(in crate::lower) fn only_part<'s>(view: &View<'s>) -> Option<(usize, &'s ReferenceOr<Schema>)> {
    let is_silent = |part: &ReferenceOr<Schema>| match part {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(schema) => {
            let view = View::of(schema);
            view.ty.is_none()
                && view.enumeration.is_empty()
                && view.required.is_empty()
                && !has_parts(&view)
        }
    };
    let mut parts = view
        .all_of
        .iter()
        .enumerate()
        .filter(|(_, part)| view.all_of.len() == 1 || !is_silent(part));
    let only = parts.next().filter(|_| !says_properties(view))?;
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
    let only = alternatives.next().filter(|_| view.all_of.is_empty() && !says_properties(view))?;
    alternatives.next().is_none().then_some(only)
}

/// Whether a schema says by itself what properties there are.
pub(in crate::lower) fn says_properties(view: &View<'_>) -> bool {
    view.properties.is_some() || view.additional.is_some() || !view.required.is_empty()
}
