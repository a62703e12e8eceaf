//! What comparing two documents costs as they grow: a crate that is made anew is compared with the last commit.

use clientwright::Options;
use clientwright::analysis::diff::diff;
use clientwright::source::Source;
use serde_json::{Map, Value};

use super::shapes::{SHAPES, Shape};
use super::{ALONE, Cost, fault_of, metered};

/// The document with another name for each thing that is called by a number.
fn renamed(sources: Vec<Source>) -> Vec<Source> {
    let change = |source: &Source| match serde_json::from_str::<Value>(source.text()) {
        Ok(document) if source.document().is_none() => {
            Source::new(source.name(), other(&document).to_string())
        }
        _ => source.clone(),
    };
    sources.iter().map(change).collect()
}

fn other(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(other_name(text)),
        Value::Array(items) => Value::Array(items.iter().map(other).collect()),
        Value::Object(members) => {
            let members = members.iter().map(|(name, it)| (other_name(name), other(it)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        _ => value.clone(),
    }
}

/// A name with a number at its end, and no version or status.
fn other_name(name: &str) -> String {
    let is_number = |letter: char| letter.is_ascii_digit();
    let is_name = name.ends_with(is_number) && !name.starts_with(is_number);
    if is_name { format!("{name}x") } else { name.to_owned() }
}

fn cost(old: &[Source], new: &[Source]) -> Cost {
    metered(|| diff(old, new, &Options::new("grown")).map(|found| found.changes.len()).ok())
}

/// The sides of a comparison that grows with a number.
type Sides = fn(Shape, usize) -> (Vec<Source>, Vec<Source>);

const SIDES: [(&str, Sides); 3] = [
    ("removed", |shape, n| (shape(n), shape(1))),
    ("added", |shape, n| (shape(1), shape(n))),
    ("renamed", |shape, n| (shape(n), renamed(shape(n)))),
];

#[test]
fn comparing_twice_as_much_costs_twice_as_much() {
    let _alone = ALONE.lock().unwrap();
    let mut faults = Vec::new();
    for (name, few, shape) in SHAPES {
        for (way, sides) in SIDES {
            let costs = [1, 2, 4].map(|times| {
                let (old, new) = sides(*shape, few * times);
                cost(&old, &new)
            });
            faults.extend(fault_of(&format!("{name}, {way}"), *few, &costs));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
