//! What the alternatives of a union are called.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use crate::document;
use crate::lower::place::schema_name;
use crate::lower::schemas::look::view::View;
use crate::name;

/// A way to find a name for an alternative.
type Way<'a> = &'a dyn Fn(&ReferenceOr<Schema>) -> Option<String>;

/// A name for each alternative: its schema's, its title, the schema that it adds something to, or what
/// its values alone have: a text, the text of a property, a property, or a kind of JSON.
pub(super) fn names(arms: &[(usize, ReferenceOr<Schema>)]) -> Vec<String> {
    let given: Vec<Option<String>> = arms.iter().map(|(_, arm)| given(arm)).collect();
    let unnamed = || arms.iter().zip(&given).filter(|(_, given)| given.is_none());
    let constants: Vec<_> = unnamed().flat_map(|((_, arm), _)| constants(arm)).collect();
    let tags = tags(&constants);
    let counts = count(unnamed().flat_map(|((_, arm), _)| properties(arm)));
    let parts = count(unnamed().flat_map(|((_, arm), _)| parts(arm)));
    let ways: [Way<'_>; 4] =
        [&|arm| extended(arm, &parts), &|arm| told(arm, &tags), &|arm| alone(arm, &counts), &kind];
    let mut names = given;
    for way in ways {
        let found: Vec<Option<String>> = arms
            .iter()
            .zip(&names)
            .map(|((_, arm), known)| known.is_none().then(|| way(arm)).flatten())
            .collect();
        let known: Vec<&str> = names.iter().chain(&found).flatten().map(String::as_str).collect();
        let told = name::apart_variants(&known);
        let uses = count(told.iter());
        let told: BTreeMap<&str, &String> = known.into_iter().zip(&told).collect();
        let is_one =
            |name: &String| told.get(name.as_str()).is_some_and(|told| uses.get(told) == Some(&1));
        let ones: Vec<bool> =
            found.iter().map(|found| found.as_ref().is_some_and(is_one)).collect();
        for ((name, found), is_one) in names.iter_mut().zip(found).zip(ones) {
            *name = name.take().or(found.filter(|_| is_one));
        }
    }
    let numbers = arms.iter().map(|(index, _)| format!("option {}", index + 1));
    let named: Vec<String> =
        numbers.zip(names).map(|(number, name)| name.unwrap_or(number)).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    name::apart_variants(&named)
}

fn count<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

/// The name that the document gives an alternative.
pub(super) fn given(arm: &ReferenceOr<Schema>) -> Option<String> {
    match arm {
        ReferenceOr::Reference { reference } => {
            document::target(reference).ok().and_then(|at| schema_name(&at))
        }
        ReferenceOr::Item(schema) => schema.schema_data.title.clone(),
    }
}

/// The properties that have another text in each alternative where they are constants, and their
/// ranks: those first that most alternatives have.
fn tags<'s>(constants: &[(&'s str, String)]) -> BTreeMap<&'s str, usize> {
    let mut texts: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for (name, text) in constants {
        texts.entry(name).or_default().push(text);
    }
    texts.retain(|_, texts| texts.iter().collect::<BTreeSet<_>>().len() == texts.len());
    texts.sort_by(|_, one, _, other| other.len().cmp(&one.len()));
    texts.into_keys().zip(0..).collect()
}

/// The properties that have one text only, those of inline parts included.
fn constants(arm: &ReferenceOr<Schema>) -> Vec<(&str, String)> {
    let ReferenceOr::Item(schema) = arm else { return Vec::new() };
    let view = View::of(schema);
    let properties = view.properties.into_iter().flatten();
    let own = properties.filter_map(|(name, property)| {
        Some((name.as_str(), only_text(&View::of(property.as_item()?))?))
    });
    let parts = view.all_of.iter().filter(|part| part.as_item().is_some());
    own.chain(parts.flat_map(constants)).collect()
}

/// What the values of an alternative have, and those of others have not.
fn told(arm: &ReferenceOr<Schema>, tags: &BTreeMap<&str, usize>) -> Option<String> {
    let ReferenceOr::Item(schema) = arm else { return None };
    let view = View::of(schema);
    if let Some(value) = only_text(&view).or_else(|| only_integer(&view)) {
        return Some(value);
    }
    let ranked =
        constants(arm).into_iter().filter_map(|(name, text)| Some((tags.get(name)?, text)));
    if let Some((_, text)) = ranked.min() {
        return Some(text);
    }
    None
}

/// The only schema that an alternative adds something to, or of several the only one that no other
/// alternative has.
fn extended(arm: &ReferenceOr<Schema>, counts: &BTreeMap<String, usize>) -> Option<String> {
    let all = parts(arm);
    let own: Vec<&String> = all.iter().filter(|name| counts.get(*name) == Some(&1)).collect();
    match (all.as_slice(), own.as_slice()) {
        ([only], _) => Some(only.clone()),
        (_, [only]) => Some((*only).clone()),
        _ => None,
    }
}

/// The schemas that an alternative has as its parts.
fn parts(arm: &ReferenceOr<Schema>) -> Vec<String> {
    let ReferenceOr::Item(schema) = arm else { return Vec::new() };
    let parts = View::of(schema).all_of.iter().filter(|part| part.as_item().is_none());
    parts.filter_map(given).collect()
}

/// A property that no other alternative has, rather one that is always there.
fn alone(arm: &ReferenceOr<Schema>, counts: &BTreeMap<&str, usize>) -> Option<String> {
    let ReferenceOr::Item(schema) = arm else { return None };
    let required = &View::of(schema).required;
    let own: Vec<&str> = properties(arm).filter(|name| counts.get(name) == Some(&1)).collect();
    let asked = own.iter().find(|name| required.iter().any(|asked| asked == *name));
    asked.or(own.first()).map(|name| (*name).to_owned())
}

/// The properties of an alternative.
fn properties(arm: &ReferenceOr<Schema>) -> impl Iterator<Item = &str> {
    let view = arm.as_item().map(View::of);
    let properties = view.and_then(|view| view.properties).into_iter();
    properties.flat_map(|properties| properties.keys().map(String::as_str))
}

/// The kind of JSON that it is, where that is no plain type, whose name is its own.
fn kind(arm: &ReferenceOr<Schema>) -> Option<String> {
    let ReferenceOr::Item(schema) = arm else { return None };
    let view = View::of(schema);
    let kind = match view.ty {
        Some("object") => "Object",
        None if view.properties.is_some() => "Object",
        Some("string") if view.texts().is_some() => "KnownText",
        Some("integer" | "number") if !view.enumeration.is_empty() => "KnownInteger",
        _ => return None,
    };
    Some(kind.to_owned())
}

/// The only integer of an alternative.
fn only_integer(view: &View<'_>) -> Option<String> {
    let [only] = view.enumeration.as_ref() else { return None };
    let number = only.as_i64()?;
    let sign = if number < 0 { "minus " } else { "" };
    Some(format!("value {sign}{}", number.unsigned_abs()))
}

fn only_text(view: &View<'_>) -> Option<String> {
    match view.texts()?.as_slice() {
        [only] => Some((*only).to_owned()),
        _ => None,
    }
}
