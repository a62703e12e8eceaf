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

/// Adds the first value that does not survive.
fn check<T: Serialize + for<'de> Deserialize<'de>>(
    lost: &mut Vec<String>,
    name: &str,
    values: &[Value],
) {
    let fault = values.iter().find_map(|value| match T::deserialize(value) {
        Err(error) => Some(format!("{name}: {error}: {value}")),
        Ok(read) => {
            let written = serde_json::to_value(&read).unwrap();
            (!is_same(value, &written)).then(|| format!("{name}: {value} becomes {written}"))
        }
    });
    lost.extend(fault);
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
