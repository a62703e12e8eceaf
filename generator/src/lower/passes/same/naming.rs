//! What the one type is called that stands for several places.
//!
//! The content that more than half of the places of one word have is called by that word alone.
//! Every other one is called by its owner, that of the place whose name sorts first. The names that
//! the places would have had stay as other names. So a name depends on the places of its own word,
//! and never on their order.

use std::collections::BTreeMap;

use super::class::Classes;
use super::word::Word;
use crate::lower::report::Report;
use crate::lower::schemas::TypeNames;
use crate::model::{Api, TypeAlias, TypeDecl, TypeId};
use crate::name::Name;
use crate::name::lock::{Key, Kind};

/// A name, and the module of the type that has it.
pub(super) struct Chosen {
    pub(super) name: Name,
    pub(super) module: String,
}

/// The names of the types that stand for several places, by the first member of each class.
pub(super) struct Naming(BTreeMap<TypeId, Chosen>);

impl Naming {
    /// Decides them.
    pub(super) fn of(
        api: &Api,
        classes: &Classes,
        words: &[Option<Word>],
        extracted: &BTreeMap<TypeId, TypeId>,
        (names, report): (&mut TypeNames, &Report<'_>),
    ) -> Self {
        let word = |id: TypeId| words.get(id.0).and_then(Option::as_ref);
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for word in classes.members().flatten().filter_map(|id| word(*id)) {
            *places.entry(&word.rust).or_default() += 1;
        }
        let mut all = BTreeMap::new();
        // Of classes that were one, that has its name which has the first of its keys.
        let mut classes: Vec<_> =
            classes.members().map(|members| (had_by(api, members, report), members)).collect();
        classes.sort_by(|(one, _), (other, _)| match (one, other) {
            (Some(one), Some(other)) => one.cmp(other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        // What is a component's by now is still a place of its word, so that its going renames nothing.
        for (key, members) in classes {
            let had = key.as_ref().and_then(|key| report.held.get(key)).map(str::to_owned);
            if members.len() < 2 && had.is_none() {
                continue;
            }
            let places_of_it = members.len();
            let members = Self::remaining(members, extracted);
            let members = members.as_slice();
            let (Some(id), Some(first)) = (members.first(), first_of(api, members)) else {
                continue;
            };
            let is_usual = |word: &&Word| {
                places.get(word.rust.as_str()).is_some_and(|all| 2 * places_of_it > *all)
            };
            let held = had.and_then(|rust| {
                let wire = word_of(members, &word)?.wire.clone();
                Some(Word { rust, wire })
            });
            let usual = word_of(members, &word).filter(is_usual);
            let key = key.unwrap_or_else(|| key_of(first));
            let mut by_word =
                |word: &Word| claim(api, members, (first, &key), word, (names, report));
            let by_word =
                held.as_ref().and_then(&mut by_word).or_else(|| usual.and_then(&mut by_word));
            let (name, module) =
                by_word.unwrap_or_else(|| (first.name.clone(), first.module.clone()));
            keep(api, members, &name, report);
            all.insert(*id, Chosen { name, module });
        }
        Self(all)
    }

    /// The members of a class that are not those of a component.
    pub(super) fn remaining(
        members: &[TypeId],
        extracted: &BTreeMap<TypeId, TypeId>,
    ) -> Vec<TypeId> {
        members.iter().filter(|id| !extracted.contains_key(id)).copied().collect()
    }

    /// The name of the type that stands for a class, by its first member.
    pub(super) fn chosen(&self, first: TypeId) -> Option<&Chosen> {
        self.0.get(&first)
    }

    /// All other names of the type that stands for a class.
    pub(super) fn aliases(&self, api: &Api, members: &[TypeId]) -> Vec<TypeAlias> {
        let first = members.first().and_then(|id| Some((*id, self.chosen(*id)?)));
        let Some((first, chosen)) = first else { return Vec::new() };
        let decls = members.iter().filter_map(|id| api.decl(*id));
        let others = decls.filter(|decl| decl.name.rust != chosen.name.rust);
        let alias = |decl: &TypeDecl| TypeAlias {
            name: decl.name.clone(),
            ty: first,
            docs: decl.docs.clone(),
            origin: decl.origin.clone(),
        };
        others.map(alias).collect()
    }
}

/// The member of a class whose name sorts first.
fn first_of<'a>(api: &'a Api, members: &[TypeId]) -> Option<&'a TypeDecl> {
    members.iter().filter_map(|id| api.decl(*id)).min_by_key(|decl| &decl.name.rust)
}

/// A word as a name, and its module, unless another type is called that.
fn claim(
    api: &Api,
    members: &[TypeId],
    (first, key): (&TypeDecl, &Key),
    word: &Word,
    (names, report): (&mut TypeNames, &Report<'_>),
) -> Option<(Name, String)> {
    let mut decls = members.iter().filter_map(|id| api.decl(*id));
    if let Some(own) = decls.find(|decl| decl.name.rust == word.rust) {
        return Some((own.name.clone(), own.module.clone()));
    }
    names.claim_free(report, key, &word.wire, &word.rust, &first.origin)
}

/// What the name of a class is kept by, one for each member.
fn key_of(member: &TypeDecl) -> Key {
    Key::new(Kind::Shared, "", member.name.rust.as_str())
}

/// Keeps the name of a class for whichever of its members stay.
fn keep(api: &Api, members: &[TypeId], name: &Name, report: &Report<'_>) {
    let others = members.iter().filter_map(|id| api.decl(*id));
    for member in others.filter(|member| member.name.rust != name.rust) {
        report.held.keep_one(key_of(member), &name.rust, false);
    }
}

/// The word of most of its members.
fn word_of<'w>(members: &[TypeId], word: &impl Fn(TypeId) -> Option<&'w Word>) -> Option<&'w Word> {
    members.iter().filter_map(|id| word(*id)).min()
}

/// The first of what the name of a class was kept by.
fn had_by(api: &Api, members: &[TypeId], report: &Report<'_>) -> Option<Key> {
    let keys = members.iter().filter_map(|id| api.decl(*id)).map(key_of);
    keys.filter(|key| report.held.get(key).is_some()).min()
}
