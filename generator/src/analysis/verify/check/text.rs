//! Texts of parameters, headers and forms as the values that they mean.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fault::{Outcome, Spot};
use super::layers::{Layer, layers};
use super::value::Walker;
use crate::node::Node;
use crate::source::Pointer;

/// What a schema makes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Single,
    List,
    Object,
}

/// What a schema makes of a text: alternatives count as their first one that is more than a single
/// value.
pub(super) fn form(walker: &Walker<'_, '_>, schema: &Pointer) -> Form {
    form_of(walker, schema, 8, &mut BTreeSet::new())
}

/// The same; `met` are those that are known to be single values, by how deep they were looked into.
fn form_of(
    walker: &Walker<'_, '_>,
    schema: &Pointer,
    depth: usize,
    met: &mut BTreeSet<(Pointer, usize)>,
) -> Form {
    let layers = layers(walker.tree(), schema, &Value::Null);
    let is = |layer: &Layer<'_>, ty: &str, key: &str| {
        layer.get("type").and_then(Node::as_str) == Some(ty) || layer.get(key).is_some()
    };
    if layers.iter().any(|layer| is(layer, "array", "items")) {
        return Form::List;
    }
    if layers.iter().any(|layer| is(layer, "object", "properties")) {
        return Form::Object;
    }
    let arms =
        layers.iter().flat_map(|layer| layer.arms("oneOf").into_iter().chain(layer.arms("anyOf")));
    let forms = arms.filter(|_| depth > 0).map(|arm| match walker.tree().resolve(&arm) {
        Some((at, _)) if met.insert((at.clone(), depth)) => form_of(walker, &at, depth - 1, met),
        _ => Form::Single,
    });
    forms.into_iter().find(|form| *form != Form::Single).unwrap_or(Form::Single)
}

/// The value that a text means: the first that fits.
pub(super) fn single(walker: &mut Walker<'_, '_>, text: &str, schema: &Pointer) -> Value {
    let mut candidates = vec![Value::from(text)];
    candidates.extend(
        serde_json::from_str(text)
            .ok()
            .filter(|value: &Value| value.is_number() || value.is_boolean() || value.is_null()),
    );
    let fits = candidates.iter().find(|value| {
        let mut out = Outcome::default();
        walker.walk(value, schema, &Spot::default(), &mut out);
        out.faults.is_empty()
    });
    if let Some(value) = fits {
        return value.clone();
    }
    // A number that is out of its bounds is a number still.
    let is_text = layers(walker.tree(), schema, &Value::Null)
        .iter()
        .any(|layer| layer.get("type").and_then(Node::as_str) == Some("string"));
    match candidates.pop() {
        Some(value) if !is_text => value,
        _ => Value::from(text),
    }
}

/// The value of texts that are the items of a list.
pub(super) fn list(walker: &mut Walker<'_, '_>, texts: &[String], schema: &Pointer) -> Value {
    let layers = layers(walker.tree(), schema, &Value::Null);
    let items = layers.iter().find(|layer| layer.get("items").is_some());
    let items = items.map(|layer| layer.at.child("items"));
    let item = |text: &String| match &items {
        Some(items) => single(walker, text, items),
        None => Value::from(text.as_str()),
    };
    texts.iter().map(item).collect()
}

/// The value of names and texts that are the properties of an object. A name that stands more than
/// once is a list.
pub(super) fn object(
    walker: &mut Walker<'_, '_>,
    fields: &[(String, String)],
    schema: &Pointer,
) -> Value {
    let layers = layers(walker.tree(), schema, &Value::Null);
    let mut members = serde_json::Map::new();
    for (name, _) in fields {
        if members.contains_key(name) {
            continue;
        }
        let texts: Vec<String> =
            fields.iter().filter(|(own, _)| own == name).map(|(_, text)| text.clone()).collect();
        let property = layers.iter().find(|layer| {
            layer.get("properties").is_some_and(|properties| properties.get(name).is_some())
        });
        let property = property.map(|layer| layer.at.child("properties").child(name));
        let value = match (&property, texts.as_slice()) {
            (Some(at), texts) if form(walker, at) == Form::List => list(walker, texts, at),
            (Some(at), [text]) if form(walker, at) == Form::Object => {
                serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str()))
            }
            (Some(at), [text]) => single(walker, text, at),
            (None, [text]) => Value::from(text.as_str()),
            (_, texts) => texts.iter().map(String::as_str).collect(),
        };
        members.insert(name.clone(), value);
    }
    Value::Object(members)
}
