//! What compiles: the items that are lost decide, whatever the rules say at worst.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Subject};
use super::rules::{Kind, Way};
use super::sides::{Finder, Spot, Topic, code};
use super::surface::{Surface, is_of, owner};
use crate::model::{Api, TypeId};
use crate::source::Pointer;

/// Those of whom the items say nothing: features, arguments of one type in another order, and enums whose
/// values a `match` can name all.
const APART: [Kind; 5] = [
    Kind::FeatureRemoved,
    Kind::ArgumentsReordered,
    Kind::ConstructorReordered,
    Kind::EnumClosed,
    Kind::ClosedEnumValueAdded,
];

/// Changes of which no item is lost compile; items that no change tells of are told by themselves.
pub(super) fn settle(finder: &mut Finder<'_>, old: &Surface, new: &Surface) {
    let renamed = |(one, other): (&TypeId, &TypeId)| {
        let (one, other) = (finder.old.api.decl(*one)?, finder.new.api.decl(*other)?);
        let is_other = one.name.rust != other.name.rust;
        is_other.then(|| (one.name.rust.clone(), other.name.rust.clone()))
    };
    let renamed: BTreeMap<String, String> = finder.pairs.new.iter().filter_map(renamed).collect();
    let lost = old.lost_in(new, &renamed);
    let mut claims = Claims::of(&finder.changes);
    for path in &lost {
        claims.lose(path);
    }
    for (index, change) in finder.changes.iter_mut().enumerate() {
        if !APART.contains(&change.kind) && !claims.has_lost(index, &change.owned) {
            change.answers.compiles = true;
        }
    }
    let owners = breaking_by(&finder.changes, |change| &change.owned);
    let named = breaking_by(&finder.changes, |change| &change.items);
    // What is gone, and a method that is another one, is named by one change at least.
    let gone: BTreeSet<&str> = old.gone_in(new).into_iter().collect();
    for path in &lost {
        let is_gone = gone.contains(path);
        let is_its = |owner: &String| owner == path || is_gone && is_of(path, owner);
        let has = |index: &usize| {
            let change = finder.changes.get(*index);
            change.is_some_and(|change| change.owned.iter().any(is_its))
        };
        if named.get(*path).is_some_and(|changes| changes.iter().any(has)) {
            continue;
        }
        let about = whole(path).filter(|owner| is_gone || owner == path);
        let about = about.filter_map(|owner| claims.first_about(path, owner, owners.get(owner)?));
        if let Some(first) = about.min().and_then(|index| finder.changes.get_mut(index)) {
            first.items.push((*path).to_owned());
        }
    }
    let is_told = |path: &&str| whole(path).any(|owner| owners.contains_key(owner));
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in lost.iter().copied().filter(|path| !is_told(path)) {
        others.entry(owner(path)).or_default().push(path.to_owned());
    }
    let root = Pointer::root();
    let (were, are) = (places(finder.old.api), places(finder.new.api));
    for (owner, items) in others {
        let subject = match owner.strip_prefix("types::") {
            Some(name) => Subject::Type(name.to_owned()),
            None => Subject::Api,
        };
        let topic = Topic {
            subject,
            owned: vec![owner.clone()],
            way: Way { received: false, sent: false },
        };
        let origin = |places: &BTreeMap<&str, &Pointer>| {
            let found = owner.strip_prefix("types::").and_then(|name| places.get(name));
            found.map_or_else(|| root.clone(), |place| (*place).clone())
        };
        let (before, after) = (origin(&were), origin(&are));
        let what = match items.as_slice() {
            [only] => format!("{} is another one, or gone", code(only)),
            items => format!("{} items of {} are others, or gone", items.len(), code(&owner)),
        };
        finder.tell(Kind::RustItemChanged, &topic, Spot::Both(&before, &after), "", what);
        if let Some(change) = finder.changes.last_mut() {
            change.items = items;
        }
    }
}

/// Where each type stands in its document.
fn places(api: &Api) -> BTreeMap<&str, &Pointer> {
    api.types.iter().map(|decl| (decl.name.rust.as_str(), &decl.origin)).collect()
}

/// An item and all that it may be a part of.
fn whole(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices([':', '.', ' ']).map(|(end, _)| end).chain([path.len()]);
    ends.filter_map(|end| path.get(..end))
}

/// The numbers of the breaking changes, by what they have of these.
fn breaking_by(changes: &[Change], of: fn(&Change) -> &[String]) -> BTreeMap<String, Vec<usize>> {
    let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate().filter(|(_, it)| !it.answers.compiles) {
        for item in of(change) {
            out.entry(item.clone()).or_default().push(index);
        }
    }
    out
}

/// What is said to be lost of one item, by the numbers of the changes.
#[derive(Default)]
struct Claim {
    /// Those that name a member of it.
    members: BTreeMap<String, Vec<usize>>,
    of_traits: Vec<usize>,
    /// Whether something is lost that all of them are about.
    is_lost: bool,
}

/// What the changes say is lost, by the items that they are about.
struct Claims {
    by_item: BTreeMap<String, Claim>,
    /// The changes that are about something that is lost.
    lost: BTreeSet<usize>,
}

impl Claims {
    fn of(changes: &[Change]) -> Self {
        let mut by_item: BTreeMap<String, Claim> = BTreeMap::new();
        for (index, change) in changes.iter().enumerate() {
            for owner in change.owned.iter().filter(|_| !change.answers.compiles) {
                let claim = by_item.entry(owner.clone()).or_default();
                for item in &change.items {
                    let name = change.owned.iter().find_map(|owner| member(item, owner));
                    let Some(name) = name else { continue };
                    claim.members.entry(name.to_owned()).or_default().push(index);
                }
                if change.kind == Kind::TraitLost {
                    claim.of_traits.push(index);
                }
            }
        }
        Self { by_item, lost: BTreeSet::new() }
    }

    /// Those of the changes about an item that name what is lost of it; none where no change names it, and
    /// all of them are about it.
    fn naming(&self, path: &str, owner: &str) -> Option<&[usize]> {
        let part = Part::of(path, owner);
        let is_named = whole(path).any(|owner| !self.of_part(owner, &part).is_empty());
        is_named.then(|| self.of_part(owner, &part))
    }

    fn of_part(&self, owner: &str, part: &Part<'_>) -> &[usize] {
        let Some(claim) = self.by_item.get(owner) else { return &[] };
        match part {
            Part::Member(name) => claim.members.get(*name).map(Vec::as_slice).unwrap_or_default(),
            Part::Trait => &claim.of_traits,
            Part::Whole => &[],
        }
    }

    fn lose(&mut self, path: &str) {
        for owner in whole(path) {
            match self.naming(path, owner).map(<[usize]>::to_vec) {
                Some(named) => self.lost.extend(named),
                None => {
                    if let Some(claim) = self.by_item.get_mut(owner) {
                        claim.is_lost = true;
                    }
                }
            }
        }
    }

    /// The first of these changes, which are about an item, that is about what is lost of it.
    fn first_about(&self, path: &str, owner: &str, changes: &[usize]) -> Option<usize> {
        let Some(named) = self.naming(path, owner) else { return changes.first().copied() };
        named.iter().copied().find(|index| changes.binary_search(index).is_ok())
    }

    /// Whether a change is about something that is lost.
    fn has_lost(&self, index: usize, owned: &[String]) -> bool {
        let is_lost = |owner: &String| self.by_item.get(owner).is_some_and(|claim| claim.is_lost);
        self.lost.contains(&index) || owned.iter().any(is_lost)
    }
}

/// What is lost of an item.
enum Part<'p> {
    Member(&'p str),
    Trait,
    /// It, or what follows of all of its properties, as what is asked for in its constructor.
    Whole,
}

impl<'p> Part<'p> {
    fn of(path: &'p str, owner: &str) -> Self {
        match member(path, owner) {
            Some("new") => Self::Whole,
            Some(name) => Self::Member(name),
            None if path.contains(" as ") => Self::Trait,
            None => Self::Whole,
        }
    }
}

/// The name of a field, of its setter, or of a variant, in an item that this one has.
fn member<'p>(path: &'p str, owner: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(owner).filter(|rest| rest.starts_with([':', '.']))?;
    let name = rest.trim_start_matches([':', '.']);
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '#');
    let name = Some(name).filter(|name| name.chars().all(is_name))?;
    Some(name.strip_prefix("with_").unwrap_or(name))
}
