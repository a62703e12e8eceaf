//! Which operations share a declaration, and what it is called.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Shared, Success, Tag};

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
}

/// A declaration, and the operations that share it.
pub(super) struct Group {
    pub(super) shared: Shared,
    pub(super) members: Vec<Place>,
}

/// The declarations that are shared; and the names that tags have for those of the API: the tag, the
/// name, and that of the API.
pub(super) fn groups(
    api: &Api,
    places: &[Place],
    end: &str,
) -> (Vec<Group>, Vec<(usize, String, String)>) {
    let mut contents: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    let mut of_tag: BTreeMap<usize, usize> = BTreeMap::new();
    for place in places {
        contents.entry(&place.content).or_default().push(place);
        *of_tag.entry(place.tag).or_default() += 1;
    }
    let (mut groups, mut aliases) = (Vec::new(), Vec::new());
    for members in contents.into_values() {
        let mut by_tag: BTreeMap<usize, Vec<&Place>> = BTreeMap::new();
        members.iter().for_each(|place| by_tag.entry(place.tag).or_default().push(place));
        let is_usual = by_tag.len() > 1 && 2 * members.len() > places.len();
        let common = format!("Common{end}");
        for (tag, own) in by_tag.iter().filter(|(_, own)| own.len() > 1) {
            let all = of_tag.get(tag).copied().unwrap_or_default();
            let by_tag = api.tags.get(*tag).filter(|_| 2 * own.len() > all);
            let by_tag = by_tag.and_then(|tag| free(tag, end));
            if is_usual {
                aliases.extend(by_tag.map(|name| (*tag, name, common.clone())));
            } else if let Some(first) = own.iter().map(|place| &place.own).min() {
                let name = by_tag.unwrap_or_else(|| first.clone());
                groups.push(group(name, false, own));
            }
        }
        if is_usual {
            groups.push(group(common, true, &members));
        }
    }
    (groups, aliases)
}

fn group(name: String, is_of_api: bool, members: &[&Place]) -> Group {
    let members = members.iter().map(|place| (*place).clone()).collect();
    Group { shared: Shared { name, is_of_api }, members }
}

/// The name by the tag, unless an operation has it for something of its own.
fn free(tag: &Tag, end: &str) -> Option<String> {
    let name = format!("{}{end}", tag.handle);
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
    (!taken.contains(&name.to_lowercase())).then_some(name)
}
