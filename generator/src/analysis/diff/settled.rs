//! What compiles: the items that are lost decide, whatever the rules say at worst.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Subject};
use super::rules::{Kind, Way};
use super::sides::{Finder, Spot, Topic, code};
use super::surface::{Surface, is_of, owner};
use crate::model::TypeId;
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
    let breaking = finder.changes.iter().filter(|change| !change.answers.compiles);
    let claims: Vec<Claim> = breaking.clone().map(Claim::of).collect();
    let spared: Vec<bool> = finder
        .changes
        .iter()
        .map(|change| {
            let is_lost = |path: &&str| {
                let is_its = change.owned.iter().any(|owner| is_of(path, owner));
                is_its && Claim::of(change).is_about(path, &claims)
            };
            !change.answers.compiles && !APART.contains(&change.kind) && !lost.iter().any(is_lost)
        })
        .collect();
    for (change, _) in finder.changes.iter_mut().zip(spared).filter(|(_, is_spared)| *is_spared) {
        change.answers.compiles = true;
    }
    // What is gone, and a method that is another one, is named by one change at least.
    let gone: BTreeSet<&str> = old.gone_in(new).into_iter().collect();
    for path in &lost {
        let is_of_it = |change: &&mut Change| {
            let is_its =
                |owner: &String| owner == path || gone.contains(path) && is_of(path, owner);
            !change.answers.compiles && change.owned.iter().any(is_its)
        };
        let mut of_it: Vec<&mut Change> = finder.changes.iter_mut().filter(is_of_it).collect();
        let is_named = of_it.iter().any(|change| change.items.iter().any(|item| item == path));
        let is_about = |change: &&mut &mut Change| Claim::of(change).is_about(path, &claims);
        let first = of_it.iter_mut().find(is_about);
        if let Some(first) = first.filter(|_| !is_named) {
            first.items.push((*path).to_owned());
        }
    }
    let is_told = |path: &&str| {
        finder.changes.iter().any(|change| {
            !change.answers.compiles && change.owned.iter().any(|owner| is_of(path, owner))
        })
    };
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in lost.iter().copied().filter(|path| !is_told(path)) {
        others.entry(owner(path)).or_default().push(path.to_owned());
    }
    let root = Pointer::root();
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
        let origin = |api: &crate::model::Api| {
            let name = owner.strip_prefix("types::")?;
            Some(api.types.iter().find(|decl| decl.name.rust == name)?.origin.clone())
        };
        let before = origin(finder.old.api).unwrap_or_else(|| root.clone());
        let after = origin(finder.new.api).unwrap_or_else(|| root.clone());
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

/// What a change says is lost: the members of its items, where it names them.
struct Claim {
    owned: Vec<String>,
    members: Vec<String>,
    is_of_traits: bool,
}

impl Claim {
    fn of(change: &Change) -> Self {
        let members = change.items.iter().filter_map(|item| member(item, &change.owned));
        Self {
            owned: change.owned.clone(),
            members: members.map(str::to_owned).collect(),
            is_of_traits: change.kind == Kind::TraitLost,
        }
    }

    /// Whether a lost item of its subject is what this is about, and not what another one alone is about.
    fn is_about(&self, path: &str, claims: &[Self]) -> bool {
        let is_of_it = |claim: &&Self| claim.owned.iter().any(|owner| is_of(path, owner));
        let mut others = claims.iter().filter(is_of_it);
        match member(path, &self.owned) {
            // What is asked for in it follows of all of its properties.
            Some("new") => true,
            Some(name) => {
                let has = |claim: &Self| claim.members.iter().any(|own| own == name);
                has(self) || !others.any(has)
            }
            None if path.contains(" as ") => self.is_of_traits || !others.any(|it| it.is_of_traits),
            None => true,
        }
    }
}

/// The name of a field, of its setter, or of a variant, in the items that these own.
fn member<'p>(path: &'p str, owned: &[String]) -> Option<&'p str> {
    let mut rest = owned.iter().filter_map(|owner| path.strip_prefix(owner.as_str()));
    let name = rest.find(|rest| rest.starts_with([':', '.']))?.trim_start_matches([':', '.']);
    let is_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '#');
    let name = Some(name).filter(|name| name.chars().all(is_name))?;
    Some(name.strip_prefix("with_").unwrap_or(name))
}
