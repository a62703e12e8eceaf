//! Values of each schema survive being read into its type and written back.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[test]
fn values_of_each_schema_survive_their_type() {
    let values: Vec<Vec<Value>> = serde_json::from_str(include_str!("instances.json")).unwrap();
    let mut lost = Vec::new();
    // CHECKS
    assert!(lost.is_empty(), "{} types:\n{}", lost.len(), lost.join("\n"));
}

/// Adds the first value that does not survive. In a type that is only received, a property that is null
/// and one that is missing are one.
fn check<T: Serialize + for<'de> Deserialize<'de>>(
    lost: &mut Vec<String>,
    (name, is_received): (&str, bool),
    values: &[Value],
) {
    let fault = values.iter().find_map(|value| match T::deserialize(value) {
        Err(error) => Some(format!("{name}: {error}: {value}")),
        Ok(read) => {
            let written = serde_json::to_value(&read).unwrap();
            let kept = if is_received { without_lost(value, &written) } else { value.clone() };
            (!is_same(&kept, &written)).then(|| format!("{name}: {value} becomes {written}"))
        }
    });
    lost.extend(fault);
}

/// A value without those of its properties that are null, and missing in the other one.
fn without_lost(one: &Value, other: &Value) -> Value {
    match (one, other) {
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            items.iter().zip(others).map(|(item, other)| without_lost(item, other)).collect()
        }
        (Value::Object(entries), Value::Object(others)) => {
            let kept = entries.iter().filter(|(name, value)| !value.is_null() || others.contains_key(*name));
            let kept = kept.map(|(name, value)| {
                let other = others.get(name).unwrap_or(&Value::Null);
                (name.clone(), without_lost(value, other))
            });
            Value::Object(kept.collect())
        }
        _ => one.clone(),
    }
}

/// Whether both are the same JSON, in which 1 and 1.0 are one number.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64() && (one.is_f64() || other.is_f64())
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| {
                    other.get(key).is_some_and(|other| is_same(value, other))
                })
        }
        _ => one == other,
    }
}
