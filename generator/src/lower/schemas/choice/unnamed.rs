//! What alternatives are called that the document does not name: their names depend on the others beside
//! them, and so does their number. One that a crate has already is known by what its values have.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use super::arm::given;
use crate::lower::report::Held;
use crate::lower::schemas::look::view::View;
use crate::name::lock::{Key, Kind};

/// How deep lists within lists are looked into.
const DEPTH: usize = 4;

/// What stands between the parts of a key.
const BETWEEN: char = ',';

/// The names, where `fresh` are those without the ones that the crate has already. What is added to an
/// alternative does not make it another one.
pub(super) fn names(
    arms: &[(usize, ReferenceOr<Schema>)],
    fresh: Vec<String>,
    held: &Held<'_>,
    owner: &str,
) -> Vec<String> {
    let keys: Vec<BTreeSet<String>> = arms.iter().map(|(_, arm)| parts(arm)).collect();
    let mut known: Vec<(BTreeSet<String>, &str)> = held
        .all_of(Kind::Alternative, owner)
        .map(|(key, name)| (key.of.split(BETWEEN).map(str::to_owned).collect(), name))
        .collect();
    // What has most parts is told best.
    known.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    let mut names: Vec<Option<&str>> = vec![None; arms.len()];
    for is_exact in [true, false] {
        known.retain(|(old, name)| {
            let fits = |(now, of): (&BTreeSet<String>, &Option<&str>)| {
                of.is_none() && if is_exact { now == old } else { now.is_superset(old) }
            };
            let found = keys.iter().zip(&names).position(fits);
            let place = found.and_then(|index| names.get_mut(index));
            let is_left = place.is_none();
            place.into_iter().for_each(|place| *place = Some(name));
            is_left
        });
    }
    let held_names: BTreeSet<String> = names.iter().flatten().map(|name| (*name).into()).collect();
    let mut taken: BTreeSet<String> = held_names.iter().cloned().chain(fresh.clone()).collect();
    let mut told = Vec::new();
    for ((fresh, had), key) in fresh.into_iter().zip(names).zip(&keys) {
        let name = match had {
            Some(had) => had.to_owned(),
            // What another one has stays with it.
            None if held_names.contains(&fresh) => {
                let mut numbers = (1..).map(|number: u32| format!("Option{number}"));
                numbers.find(|name| taken.insert(name.clone())).unwrap_or(fresh.clone())
            }
            None => fresh.clone(),
        };
        if name != fresh {
            held.differs();
        }
        if !key.is_empty() {
            let key: Vec<&str> = key.iter().map(String::as_str).collect();
            let key = Key::new(Kind::Alternative, owner, key.join(&BETWEEN.to_string()));
            held.keep_one(key, &name, false);
        }
        told.push(name);
    }
    told
}

/// What the values of an alternative have; nothing where the document names it.
fn parts(arm: &ReferenceOr<Schema>) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    if given(arm).is_none() {
        gather(arm, "", DEPTH, &mut parts);
    }
    parts
}

fn gather(arm: &ReferenceOr<Schema>, before: &str, depth: usize, parts: &mut BTreeSet<String>) {
    // A comma is between the parts.
    let mut add = |part: &str| parts.insert(format!("{before}{}", part.replace(BETWEEN, ";")));
    let schema = match arm {
        ReferenceOr::Item(schema) => schema,
        ReferenceOr::Reference { .. } => {
            if let Some(name) = given(arm) {
                add(&format!("&{name}"));
            }
            return;
        }
    };
    let view = View::of(schema);
    for value in view.enumeration.iter() {
        add(&format!("={}", value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    }
    for (name, property) in view.properties.into_iter().flatten() {
        let only = property.as_item().and_then(|property| match View::of(property).texts() {
            Some(texts) if texts.len() == 1 => texts.first().map(|text| format!("={text}")),
            _ => None,
        });
        add(&format!("{name}{}", only.unwrap_or_default()));
    }
    let Some(depth) = depth.checked_sub(1) else { return };
    for part in view.all_of {
        gather(part, before, depth, parts);
    }
    if let Some(items) = view.items {
        let items = match items {
            ReferenceOr::Reference { reference } => ReferenceOr::ref_(reference),
            ReferenceOr::Item(items) => ReferenceOr::Item((**items).clone()),
        };
        gather(&items, &format!("{before}[]"), depth, parts);
    }
}
