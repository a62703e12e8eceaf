//! Which operations share a declaration, and what it is called.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::report::Held;
use crate::model::{Api, Shared, Success, Tag};
use crate::name::lock::{Key, Kind};

/// An operation that has something to share.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) tag: usize,
    /// The method.
    pub(super) method: String,
    /// The name that the operation has for it.
    pub(super) own: String,
    /// What it is, as text that is the same for two that are the same.
    pub(super) content: String,
    /// The same, as it stands in the lock.
    pub(super) told: String,
}

/// What the names of shared declarations end in, and what they are.
pub(super) struct Ending {
    pub(super) kind: Kind,
    pub(super) word: &'static str,
}

/// A declaration, and the operations that share it.
pub(super) struct Group {
    pub(super) shared: Shared,
    pub(super) members: Vec<Place>,
}

/// The names that a crate has for what its operations share, by what that is: an operation that comes,
/// goes or changes takes none of them away from what is as it was.
struct Known<'h> {
    held: &'h Held<'h>,
    kind: Kind,
    /// What is there now: by the tag, or none for the API.
    there: BTreeSet<Key>,
}

impl<'h> Known<'h> {
    fn of(api: &Api, places: &[Place], kind: Kind, held: &'h Held<'_>) -> Self {
        let of = |place: &Place| [api.tags.get(place.tag), None].map(|tag| key(kind, tag, place));
        Self { held, kind, there: places.iter().flat_map(of).collect() }
    }

    /// The name that something had, which may not be there any more.
    fn get(&self, tag: Option<&Tag>, place: &Place) -> Option<String> {
        self.held.get(&key(self.kind, tag, place)).map(str::to_owned)
    }

    /// Whether something else that is there has this name.
    fn has(&self, tag: Option<&Tag>, name: &str) -> bool {
        let mut all = self.there.iter().filter(|key| key.owner == wire(tag));
        all.any(|key| self.held.get(key) == Some(name))
    }
}

fn key(kind: Kind, tag: Option<&Tag>, place: &Place) -> Key {
    Key::new(kind, wire(tag), place.told.as_str())
}

fn wire(tag: Option<&Tag>) -> &str {
    tag.map_or("", |tag| &tag.name.wire)
}

/// The declarations that are shared; and the names that tags have for those of the API: the tag, the
/// name, and that of the API.
pub(super) fn groups(
    api: &Api,
    places: &[Place],
    ending: &Ending,
    held: &Held<'_>,
) -> (Vec<Group>, Vec<(usize, String, String)>) {
    let known = Known::of(api, places, ending.kind, held);
    let mut contents: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    let mut of_tag: BTreeMap<usize, usize> = BTreeMap::new();
    for place in places {
        contents.entry(&place.content).or_default().push(place);
        *of_tag.entry(place.tag).or_default() += 1;
    }
    let mut taken: BTreeSet<(String, String)> = BTreeSet::new();
    // Two can be told alike: the first has the name.
    let mut take = |tag: Option<&Tag>, name: &str, place: &Place| {
        let is_new = taken.insert((wire(tag).to_owned(), name.to_owned()));
        if is_new {
            held.keep_one(key(ending.kind, tag, place), name, false);
        }
        is_new
    };
    let (mut groups, mut aliases) = (Vec::new(), Vec::new());
    for members in contents.into_values() {
        let Some(any) = members.first() else { continue };
        let mut by_tag: BTreeMap<usize, Vec<&Place>> = BTreeMap::new();
        members.iter().for_each(|place| by_tag.entry(place.tag).or_default().push(place));
        let is_most = by_tag.len() > 1 && 2 * members.len() > places.len();
        let common = format!("Common{}", ending.word);
        let fresh = Some(common).filter(|name| is_most && !known.has(None, name));
        let common = known.get(None, any).or(fresh).filter(|name| take(None, name, any));
        for (tag, own) in &by_tag {
            let Some(of) = api.tags.get(*tag) else { continue };
            let had = known.get(Some(of), any).filter(|name| is_free(of, name));
            if own.len() < 2 && had.is_none() {
                continue;
            }
            let all = of_tag.get(tag).copied().unwrap_or_default();
            let fresh =
                Some(format!("{}{}", of.handle, ending.word)).filter(|_| 2 * own.len() > all);
            let fresh = fresh.filter(|name| is_free(of, name) && !known.has(Some(of), name));
            let by_tag = had.or(fresh).filter(|name| take(Some(of), name, any));
            if let Some(common) = &common {
                aliases.extend(by_tag.map(|name| (*tag, name, common.clone())));
            } else if let Some(first) = own.iter().map(|place| &place.own).min() {
                let name = by_tag.unwrap_or_else(|| first.clone());
                if own.len() > 1 || name != *first {
                    groups.push(group(name, false, own));
                }
            }
        }
        groups.extend(common.map(|name| group(name, true, &members)));
    }
    (groups, aliases)
}

fn group(name: String, is_of_api: bool, members: &[&Place]) -> Group {
    let members = members.iter().map(|place| (*place).clone()).collect();
    Group { shared: Shared { name, is_of_api }, members }
}

/// Whether no operation has a name for something of its own.
fn is_free(tag: &Tag, name: &str) -> bool {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for one in &tag.operations {
        let ends = ["", "Error", "Success", "Headers"];
        taken.extend(ends.map(|end| format!("{}{end}", one.type_name).to_lowercase()));
        taken.insert(one.error_name.to_lowercase());
        taken.extend(one.headers.iter().map(|headers| headers.name.to_lowercase()));
        if let Success::Many { name, .. } = &one.success {
            taken.insert(name.to_lowercase());
        }
    }
    !taken.contains(&name.to_lowercase())
}
