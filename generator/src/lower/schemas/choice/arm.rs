//! What the alternatives of a union are called.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use crate::document;
use crate::lower::place::schema_name;
use crate::lower::schemas::look::view::View;
use crate::name;

/// A name for each alternative: its schema's, its title, or what its values alone have: a text, the
/// text of a property, or a single property.
pub(super) fn names(arms: &[(usize, ReferenceOr<Schema>)]) -> Vec<String> {
    let given: Vec<Option<String>> = arms.iter().map(|(_, arm)| given(arm)).collect();
    let unnamed = || arms.iter().zip(&given).filter(|(_, given)| given.is_none());
    let constants: Vec<_> = unnamed().flat_map(|((_, arm), _)| constants(arm)).collect();
    let tags = tags(&constants);
    let told: Vec<Option<String>> = arms.iter().map(|(_, arm)| told(arm, &tags)).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for own in told.iter().flatten() {
        *uses.entry(own).or_default() += 1;
    }
    let named = arms.iter().zip(given).zip(&told).map(|(((index, _), given), own)| {
        let own = own.clone().filter(|own| uses.get(own.as_str()) == Some(&1));
        let name = given.or(own).unwrap_or_else(|| format!("option {}", index + 1));
        name::variant_name(&name)
    });
    named.collect()
}

/// The name that the document gives an alternative.
fn given(arm: &ReferenceOr<Schema>) -> Option<String> {
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
    if let Some(text) = only_text(&view) {
        return Some(text);
    }
    let ranked =
        constants(arm).into_iter().filter_map(|(name, text)| Some((tags.get(name)?, text)));
    if let Some((_, text)) = ranked.min() {
        return Some(text);
    }
    let mut names = view.properties?.keys();
    let only = names.next().filter(|name| view.required.contains(name))?;
    names.next().is_none().then(|| only.clone())
}

fn only_text(view: &View<'_>) -> Option<String> {
    match view.texts()?.as_slice() {
        [only] => Some((*only).to_owned()),
        _ => None,
    }
}
