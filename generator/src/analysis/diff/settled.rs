//! What compiles: the items that are lost decide, whatever the rules say at worst.

use std::collections::BTreeMap;

use super::change::Subject;
use super::rules::{Kind, Way};
use super::sides::{Finder, Spot, Topic, code};
use super::surface::{Surface, is_of};
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
    for change in &mut finder.changes {
        let is_lost =
            || lost.iter().any(|path| change.owned.iter().any(|owner| is_of(path, owner)));
        if !change.answers.compiles && !APART.contains(&change.kind) && !is_lost() {
            change.answers.compiles = true;
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

/// The type or the handle that a path is of.
fn owner(path: &str) -> String {
    let plain = path.split([' ', '.']).next().unwrap_or_default();
    plain.split("::").take(2).collect::<Vec<_>>().join("::")
}
