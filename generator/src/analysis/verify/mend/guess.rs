//! The schema of values that were seen.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::document::Dialect;
use crate::lower::is_secret_name;

/// How deep it looks.
const DEPTH: usize = 8;

/// A schema of some values, in the words of a version. Nothing in it is required, and no value is
/// in it.
pub(super) fn schema(values: &[Value], dialect: Dialect) -> Value {
    let values: Vec<&Value> = values.iter().collect();
    of(&values, dialect, DEPTH)
}

fn of(values: &[&Value], dialect: Dialect, depth: usize) -> Value {
    let is_null = values.iter().any(|value| value.is_null());
    let mut types: BTreeSet<&str> = values.iter().filter_map(|value| word(value)).collect();
    if types.contains("number") {
        types.remove("integer");
    }
    let mut schema = Map::new();
    let types: Vec<&str> = types.into_iter().collect();
    let is_modern = matches!(dialect, Dialect::V3_1 | Dialect::V3_2);
    match types.as_slice() {
        [] if is_null && is_modern => drop(schema.insert("type".to_owned(), json!("null"))),
        [] => {}
        [one] if is_null && is_modern => {
            schema.insert("type".to_owned(), json!([one, "null"]));
        }
        [one] => drop(schema.insert("type".to_owned(), json!(one))),
        several if is_modern => {
            let null = is_null.then_some("null");
            let all: Vec<&str> = several.iter().copied().chain(null).collect();
            schema.insert("type".to_owned(), json!(all));
        }
        // Any value.
        _ => return json!({}),
    }
    if is_null && !is_modern && !types.is_empty() {
        let key = if dialect == Dialect::Swagger2 { "x-nullable" } else { "nullable" };
        schema.insert(key.to_owned(), json!(true));
    }
    if types.contains(&"array") {
        let items: Vec<&Value> =
            values.iter().filter_map(|value| value.as_array()).flatten().collect();
        let items = if depth > 0 { of(&items, dialect, depth - 1) } else { json!({}) };
        schema.insert("items".to_owned(), items);
    }
    if types.contains(&"object") && depth > 0 {
        let mut members: BTreeMap<&String, Vec<&Value>> = BTreeMap::new();
        for (name, member) in values.iter().filter_map(|value| value.as_object()).flatten() {
            members.entry(name).or_default().push(member);
        }
        let property = |(name, values): (&String, Vec<&Value>)| {
            let schema = of(&values, dialect, depth - 1);
            let is_text = schema.get("type") == Some(&json!("string"));
            let schema = match is_text && is_secret_name(name) {
                true => json!({"type": "string", "format": "password"}),
                false => schema,
            };
            (name.clone(), schema)
        };
        let properties: Map<String, Value> = members.into_iter().map(property).collect();
        schema.insert("properties".to_owned(), Value::Object(properties));
    }
    Value::Object(schema)
}

fn word(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::String(_) => Some("string"),
        Value::Array(_) => Some("array"),
        Value::Object(_) => Some("object"),
    }
}
