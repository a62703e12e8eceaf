//! Documents with an edit somewhere: none is silent.

use clientwright::Options;
use clientwright::analysis::diff::{Level, diff};
use clientwright::source::Source;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use super::programs::{Pair, judge};
use super::support::{fixtures, texts, told};

/// The places of a value, each as the steps to it.
fn places(value: &Value, at: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                at.push(key.clone());
                found.push(at.clone());
                places(member, at, found);
                at.pop();
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                at.push(index.to_string());
                found.push(at.clone());
                places(item, at, found);
                at.pop();
            }
        }
        _ => {}
    }
}

/// The value with another one at a place, or without it.
fn edited(value: &mut Value, steps: &[String], edit: &Edit) {
    let Some((first, rest)) = steps.split_first() else { return };
    if rest.is_empty() {
        match (value, edit) {
            (Value::Object(members), Edit::Remove) => {
                members.remove(first);
            }
            (Value::Array(items), Edit::Remove) => {
                items.remove(first.parse().unwrap());
            }
            (Value::Object(members), Edit::Replace(other)) => {
                members.insert(first.clone(), other.clone());
            }
            (Value::Array(items), Edit::Replace(other)) => {
                let index: usize = first.parse().unwrap();
                items[index] = other.clone();
            }
            (Value::Object(members), Edit::Twice) => {
                let copy = members[first].clone();
                members.insert(format!("{first}Too"), copy);
            }
            _ => {}
        }
        return;
    }
    match value {
        Value::Object(members) => edited(members.get_mut(first).unwrap(), rest, edit),
        Value::Array(items) => edited(&mut items[first.parse::<usize>().unwrap()], rest, edit),
        _ => {}
    }
}

/// What is done to a place.
#[derive(Debug, Clone)]
enum Edit {
    Remove,
    Replace(Value),
    Twice,
}

/// What stands somewhere in a document.
static WORDS: [&str; 10] =
    ["string", "integer", "boolean", "number", "query", "header", "name", "age", "int32", "7"];

fn edits() -> impl Strategy<Value = Edit> {
    prop_oneof![
        Just(Edit::Remove),
        Just(Edit::Twice),
        proptest::sample::select(&WORDS[..]).prop_map(|word| Edit::Replace(json!(word))),
        Just(Edit::Replace(json!(true))),
        Just(Edit::Replace(json!(false))),
        Just(Edit::Replace(json!(7))),
    ]
}

fn document(name: &str) -> Value {
    serde_yaml::from_str(&texts(name).1).unwrap()
}

/// A document, and the same with an edit somewhere, as JSON.
fn pairs() -> impl Strategy<Value = (String, String, String)> {
    let index = any::<proptest::sample::Index>;
    (index(), index(), edits()).prop_map(|(fixture, place, edit)| {
        let names = fixtures();
        let before = document(&names[fixture.index(names.len())]);
        let mut all = Vec::new();
        places(&before, &mut Vec::new(), &mut all);
        let steps = &all[place.index(all.len())];
        let mut after = before.clone();
        edited(&mut after, steps, &edit);
        (format!("{edit:?} at {steps:?}"), before.to_string(), after.to_string())
    })
}

/// How many pairs are compiled: some each time, as many as are asked for otherwise.
fn compiled() -> usize {
    std::env::var("DIFF_EDITS").map_or(8, |count| count.parse().unwrap())
}

/// Some documents with an edit each.
pub fn some() -> Vec<Pair> {
    let mut runner = TestRunner::default();
    let mut waiting = Vec::new();
    while waiting.len() < compiled() {
        let (edit, before, after) = pairs().new_tree(&mut runner).unwrap().current();
        if before != after {
            let [old, new] = [before, after].map(|text| Source::new("api.yaml", text));
            waiting.push(Pair { name: format!("{edit} of {}", old.text()), old, new });
        }
    }
    waiting
}

#[test]
fn programs_of_all_examples_break_after_an_edit_where_it_is_said() {
    let faults: Vec<String> = judge(some()).into_iter().flat_map(|one| one.faults).collect();
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_edit_is_silent_and_none_is_told_twice(
        (fixture, place, edit) in (any::<proptest::sample::Index>(), any::<proptest::sample::Index>(), edits()),
    ) {
        let names = fixtures();
        let before = document(&names[fixture.index(names.len())]);
        let mut all = Vec::new();
        places(&before, &mut Vec::new(), &mut all);
        let steps = &all[place.index(all.len())];
        let mut after = before.clone();
        edited(&mut after, steps, &edit);
        let source = |value: &Value| [Source::new("pets.json", value.to_string())];
        let (old, new) = (source(&before), source(&after));
        let options = Options::new("pets");
        // A document that is none any more has errors, and nothing to compare.
        if let Ok(found) = diff(&old, &new, &options) {
            prop_assert_eq!(found.changes.is_empty(), before == after, "{:?} at {:?} of {}", edit, steps, before);
            let mut told_of: Vec<_> = found
                .changes
                .iter()
                .map(|change| (change.kind, change.subject.clone(), change.what.clone(), change.old.clone(), change.new.clone()))
                .map(|change| format!("{change:?}"))
                .collect();
            told_of.sort();
            let count = told_of.len();
            told_of.dedup();
            prop_assert_eq!(count, told_of.len(), "{}", told(&found));
            // What breaks one way is there the other way, too, if not as a break.
            if let Ok(back) = diff(&new, &old, &options) {
                prop_assert_eq!(found.changes.is_empty(), back.changes.is_empty());
                let is_patch = |level: Option<Level>| level.is_none_or(|level| level == Level::Patch);
                // Code that loses nothing either way is the same code.
                let compiles = |found: &clientwright::analysis::diff::Diff| {
                    found.changes.iter().all(|change| change.answers.compiles)
                };
                if !compiles(&found) {
                    prop_assert!(!compiles(&back) || !is_patch(back.level()), "{}\n{}", told(&found), told(&back));
                }
            }
        }
    }
}
