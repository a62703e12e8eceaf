//! A cargo feature for each tag of a large crate, and what each of them needs.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Tag, Twin, TypeId};
use crate::name::lock::{Key, Kind, Lock, Names};
use crate::name::{self, Scope};

/// From how many operations and types on an API is large. Each of them costs the compiler 5 to
/// 10 milliseconds (measured by `cargo check` on GitHub's API, which has 8,600), so that a crate of
/// this size is checked in about four seconds, its dependencies aside. Below that, nobody waits for
/// what is not called, and features would only be more to know.
const LARGE: usize = 500;

/// How many features a crate can have on crates.io (The Cargo Book, "Features": 300), less those
/// that every generated crate has, and some for its author.
const MOST: usize = 270;

/// By how many tags a type is used that is always there: it would be so in most programs, and its
/// conditions would be longer than itself.
const FEW: usize = 8;

/// The features that every generated crate can have, as modules are called.
const RESERVED: [&str; 14] = [
    "default",
    "reqwest",
    "rustls",
    "native_tls",
    "gzip",
    "brotli",
    "deflate",
    "zstd",
    "blocking",
    "fs",
    "tower",
    "test_util",
    "tracing",
    "xml",
];

/// Whether tags are cargo features.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(not(target_family = "wasm"), derive(clap::ValueEnum))]
pub enum TagFeatures {
    /// In an API of 500 operations and types or more.
    #[default]
    Auto,
    /// In any API of more than one tag.
    Always,
    /// In none.
    Never,
}

/// Gives the tags features, and the types what they are needed by, if that is wanted: `held` has the
/// names of the crate. What comes back are those that do not follow from their tags, by the stems of the
/// documents.
pub fn features(
    apis: &mut [Api],
    wanted: TagFeatures,
    held: Option<&Lock>,
) -> Vec<(String, Key, String)> {
    let has_features = |api: &&mut Api| {
        let operations = api.tags.iter().map(|tag| tag.operations.len()).sum::<usize>();
        let is_wanted = match wanted {
            TagFeatures::Always => true,
            TagFeatures::Auto => api.types.len() + operations >= LARGE,
            TagFeatures::Never => false,
        };
        is_wanted && api.tags.len() > 1
    };
    let mut scope = Scope::new(&RESERVED);
    let has_several = apis.len() > 1;
    if has_several {
        // Each API is a feature then.
        apis.iter().for_each(|api| drop(scope.claim(&api.name.rust)));
    }
    let rest = MOST.saturating_sub(3 * apis.len());
    let short = |api: &str, wanted: &str| {
        let prefix = if has_several { format!("{api}_") } else { String::new() };
        name::short_name(&format!("{prefix}{}", wanted.trim_matches('_')))
    };
    let mut large: Vec<&mut Api> = apis.iter_mut().filter(has_features).collect();
    let mut others = Vec::new();
    for api in &mut large {
        let mut claim = |wanted| scope.claim(&short(&api.name.rust, wanted)).replace('_', "-");
        api.all_tags = Some(claim("all_tags"));
        others.push(claim("other_types"));
    }
    let of_all = large.iter_mut().flat_map(|api| {
        let names = held.and_then(|held| held.names.get(&api.name.wire));
        let (stem, module) = (&api.name.wire, &api.name.rust);
        api.tags.iter_mut().map(move |tag| (stem, module, names, tag))
    });
    let mut in_turn: Vec<_> = of_all.collect();
    in_turn.sort_by_key(|(_, _, names, tag)| turn(*names, tag));
    let mut kept = Vec::new();
    for (stem, module, names, tag) in in_turn.into_iter().take(rest) {
        let wanted = short(module, &name::file_name(&tag.name.rust));
        let had = had(names, tag).filter(|had| had.starts_with(&wanted) && scope.is_free(had));
        let name = scope.claim(had.unwrap_or(&wanted));
        tag.feature = Some(name.replace('_', "-"));
        if name != wanted {
            // A line has a name of Rust, which does not begin with a digit.
            let is_counted = name.starts_with(|letter: char| letter.is_ascii_digit());
            let name = if is_counted { format!("_{name}") } else { name };
            kept.push((stem.clone(), Key::new(Kind::Feature, "", tag.name.wire.clone()), name));
        }
    }
    for (api, others) in large.into_iter().zip(others) {
        settle(api, others);
    }
    kept
}

/// The feature that a tag had, where that does not follow from its name.
fn had<'l>(names: Option<&'l Names>, tag: &Tag) -> Option<&'l str> {
    let key = Key::new(Kind::Feature, "", tag.name.wire.as_str());
    Some(names?.kept.get(&key)?.trim_start_matches('_'))
}

/// When a tag gets its feature: after those that have a line for it, and those that had methods.
fn turn(names: Option<&Names>, tag: &Tag) -> u8 {
    let owners = [&name::value_name(&tag.name.wire), &tag.name.rust];
    let is_known = |names| owners.into_iter().any(|owner| has_methods(names, owner));
    match had(names, tag) {
        Some(_) => 0,
        None => 2 - u8::from(names.is_some_and(is_known)),
    }
}

fn has_methods(names: &Names, owner: &str) -> bool {
    let next = names.kept.range(Key::new(Kind::Method, owner, "")..).next();
    next.is_some_and(|(key, _)| key.kind == Kind::Method && key.owner == owner)
}

/// The lines for features of tags that are in a document, and are not selected now.
pub fn unselected_features(held: &Lock, now: &Lock, apis: &[Api]) -> Vec<(String, Key, String)> {
    let of_document = |(stem, names): (&String, &Names)| {
        let tags = apis.iter().filter(|api| api.name.wire == *stem).flat_map(|api| &api.tags);
        let selected: BTreeSet<&str> = tags.map(|tag| tag.name.wire.as_str()).collect();
        let now = now.names.get(stem);
        let is_there = |tag: &str| now.is_some_and(|now| has_methods(now, &name::value_name(tag)));
        let features = names.kept.iter().filter(|(key, _)| key.kind == Kind::Feature);
        let others = features.filter(|(key, _)| !selected.contains(&*key.of) && is_there(&key.of));
        others.map(|(key, name)| (stem.clone(), key.clone(), name.clone())).collect::<Vec<_>>()
    };
    held.names.iter().flat_map(of_document).collect()
}

/// Says of each type which features need it, by all ways there are to it.
fn settle(api: &mut Api, other_types: String) {
    let mut needed: BTreeMap<TypeId, BTreeSet<usize>> = BTreeMap::new();
    let tags: Vec<Option<String>> = api.tags.iter().map(|tag| tag.feature.clone()).collect();
    for (index, tag) in api.tags.iter().enumerate() {
        let mut start = Vec::new();
        let types = tag.operations.iter().flat_map(|operation| operation.types());
        types.for_each(|ty| ty.names(&mut start));
        for id in reached(api, start) {
            needed.entry(id).or_default().insert(index);
        }
    }
    // The types of webhooks, and others that no operation uses, are as a tag of their own.
    let ids = || (0..api.types.len()).map(TypeId);
    let unused: Vec<TypeId> = ids().filter(|id| !needed.contains_key(id)).collect();
    if !unused.is_empty() {
        for id in reached(api, unused) {
            needed.entry(id).or_default().insert(tags.len());
        }
        api.other_types = Some(other_types.clone());
    }
    let all = tags.len() + usize::from(api.other_types.is_some());
    let names: Vec<Option<String>> = tags.into_iter().chain([Some(other_types)]).collect();
    for (index, decl) in api.types.iter_mut().enumerate() {
        let Some(needed) = needed.get(&TypeId(index)) else { continue };
        // What a type holds is needed by all that need the type, and perhaps by more: it is there
        // wherever the type is. That is so as well where a type is always there.
        if needed.len() < all && needed.len() <= FEW {
            let of_tag = |index: &usize| names.get(*index).cloned().flatten();
            // A tag without a feature is always there, and so is what it needs.
            decl.features = needed.iter().map(of_tag).collect::<Option<_>>().unwrap_or_default();
        }
    }
}

/// The types that are reached from some, those included. A type and its twin name each other.
fn reached(api: &Api, mut waiting: Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut reached = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let Some(decl) = api.decl(id).filter(|_| reached.insert(id)) else { continue };
        decl.types().into_iter().for_each(|ty| ty.names(&mut waiting));
        waiting.extend(decl.twin.map(|twin| match twin {
            Twin::Sent(id) | Twin::Received { id, .. } => id,
        }));
    }
    reached
}
