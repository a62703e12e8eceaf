//! Documents, by the part of them that grows.

use clientwright::source::Source;
use serde_json::{Map, Value, json};

/// A document of its paths and components.
pub(crate) fn document(paths: Value, components: Value) -> Value {
    json!({
        "openapi": "3.0.3", "info": {"title": "Grown", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": paths, "components": components,
    })
}

pub(crate) fn one(document: &Value) -> Vec<Source> {
    vec![Source::new("grown.json", document.to_string())]
}

pub(crate) fn yaml(text: String) -> Vec<Source> {
    vec![Source::new("grown.yaml", text)]
}

/// An object of so many members.
pub(crate) fn object(count: usize, member: impl Fn(usize) -> (String, Value)) -> Value {
    Value::Object((0..count).map(member).collect::<Map<_, _>>())
}

pub(crate) fn list(count: usize, item: impl Fn(usize) -> Value) -> Value {
    Value::Array((0..count).map(item).collect())
}

pub(crate) fn text() -> Value {
    json!({"type": "string"})
}

pub(crate) fn refer(name: impl std::fmt::Display) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// An operation that responds with a schema.
pub(crate) fn operation(id: &str, schema: &Value) -> Value {
    json!({"operationId": id, "responses": {"200": {"description": "Done",
        "content": {"application/json": {"schema": schema}}}}})
}

/// One operation that is given members beside the usual ones.
pub(crate) fn with(path: &str, key: &str, value: Value) -> Vec<Source> {
    let mut operation = operation("grown", &text());
    operation[key] = value;
    one(&document(json!({path: {"post": operation}}), json!({})))
}

/// One operation whose response has this schema, beside others.
pub(crate) fn responding(schema: Value, mut others: Value) -> Vec<Source> {
    others["Grown"] = schema;
    let paths = json!({"/a": {"get": operation("grown", &refer("Grown"))}});
    one(&document(paths, json!({"schemas": others})))
}

/// A schema of twice as many properties, and an overlay with an action for each of the first half.
pub(crate) fn overlay(count: usize, action: impl Fn(usize) -> Value) -> Vec<Source> {
    let members = object(2 * count, |i| (format!("a{i}"), text()));
    let mut sources = responding(json!({"type": "object", "properties": members}), json!({}));
    let name = sources[0].name().to_owned();
    let overlay = json!({"overlay": "1.0.0", "info": {"title": "a", "version": "1"},
        "actions": list(count, action)});
    sources.push(Source::overlay(&name, "overlay.json".to_owned(), overlay.to_string()));
    sources
}

/// A document of schemas within each other.
pub(crate) fn nested(levels: usize, level: fn(Value) -> Value) -> Vec<Source> {
    responding((0..levels).fold(text(), |inner, _| level(inner)), json!({}))
}

/// A document whose description is a text.
pub(crate) fn described(text: String) -> Vec<Source> {
    let mut document =
        document(json!({"/a": {"get": operation("grown", &self::text())}}), json!({}));
    document["info"]["description"] = Value::String(text);
    one(&document)
}
