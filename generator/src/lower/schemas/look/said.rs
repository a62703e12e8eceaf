//! What a schema says of a value besides its type, gathered in one look through its layers.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::layers::{layers, only_part};
use super::null::Nulls;
use super::reference::SchemaRef;
use super::view::View;
use crate::document::Document;
use crate::model::Limits;
use crate::node;
use crate::source::Pointer;

/// The most bytes that are said of a property by the schema that it refers to.
const SUMMARY: usize = 1000;

/// What a schema says of its values.
#[derive(Default)]
pub(in crate::lower) struct Said {
    /// Whether null is one of them.
    pub(in crate::lower) is_nullable: bool,
    /// The only truth value among them.
    pub(in crate::lower) only_truth: Option<bool>,
    /// What is meant where a value is missing, as text. Null is no more than missing.
    pub(in crate::lower) default: Option<String>,
    /// What they may be: a list as a list, and its items by themselves; a map's values likewise.
    pub(in crate::lower) limits: Limits,
    /// What the schema that this one is says of itself, in its first paragraph; `None` where it is
    /// no other one, or says nothing in short. A reference stands for what it refers to (OpenAPI
    /// 3.0.3, "Reference Object").
    pub(in crate::lower) summary: Option<String>,
}

impl Said {
    /// What is said at a place.
    pub(in crate::lower) fn of(document: &Document, schema: SchemaRef<'_>, at: &Pointer) -> Self {
        Self::with(document, schema, at, &mut |_, _| {})
    }

    /// The same, while another one looks, too.
    pub(in crate::lower) fn with(
        document: &Document,
        schema: SchemaRef<'_>,
        at: &Pointer,
        look: &mut dyn FnMut(&Schema, &View<'_>),
    ) -> Self {
        let mut said = Self::default();
        let mut nulls = Nulls::default();
        let mut is_other = matches!(schema, SchemaRef::Reference(_));
        layers(document, schema, at, &mut |schema, view| {
            said.add(document, schema, view, at, is_other);
            said.is_nullable |= nulls.are_in(document, schema, view);
            look(schema, view);
            is_other = true;
        });
        // Null that is written wins over what is said within.
        let is_null = |written: &node::Node| written.value == node::Value::Null;
        let is_missing = || document.root().at(&at.child("default")).is_some_and(is_null);
        said.default = said.default.take().filter(|_| !is_missing());
        said
    }

    fn add(
        &mut self,
        document: &Document,
        schema: &Schema,
        view: &View<'_>,
        at: &Pointer,
        is_other: bool,
    ) {
        if self.only_truth.is_none() {
            self.only_truth = only_truth(view);
        }
        let of_part = |part: &ReferenceOr<Schema>| part.as_item().and_then(default_of);
        if self.default.is_none() {
            self.default = default_of(schema).or_else(|| view.all_of.iter().find_map(of_part));
        }
        if self.summary.is_none() {
            let own = |schema: &Schema| paragraph(schema.schema_data.description.as_ref()?);
            let of_part = |part: &ReferenceOr<Schema>| part.as_item().and_then(own);
            let parts = only_part(view).map_or(&[][..], |_| view.all_of);
            let said = is_other.then(|| own(schema)).flatten();
            self.summary = said.or_else(|| parts.iter().find_map(of_part));
        }
        self.limit(document, view, at);
    }

    fn limit(&mut self, document: &Document, view: &View<'_>, at: &Pointer) {
        let is_first = self.limits == Limits::default();
        // All that is said of a value holds.
        self.limits = std::mem::take(&mut self.limits).and(&view.limits);
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
            let Limits { min_items, max_items, .. } = self.limits;
            self.limits = Limits { min_items, max_items, ..of_item(document, inner, &at) };
        }
    }
}

/// What an item may be by itself: the limits that stand outermost.
fn of_item(document: &Document, schema: SchemaRef<'_>, at: &Pointer) -> Limits {
    let mut limits = Limits::default();
    layers(document, schema, at, &mut |_, view| {
        if limits == Limits::default() {
            limits = view.limits.clone();
        }
    });
    limits
}

fn only_truth(view: &View<'_>) -> Option<bool> {
    let mut values = view.enumeration.iter().filter(|value| !value.is_null());
    match (values.next(), values.next()) {
        (Some(Value::Bool(only)), None) => Some(*only),
        _ => None,
    }
}

fn default_of(schema: &Schema) -> Option<String> {
    match schema.schema_data.default.as_ref()? {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
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
