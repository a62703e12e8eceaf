//! The property whose value tells the alternatives apart, and its values for each of them.

use std::collections::{BTreeMap, BTreeSet};

use super::range;
use super::set::{Values, field_type};
use crate::model::{Api, Arm, Constant, Evidence, Kind, Repr, Shape, Type};

/// What tells alternatives apart.
#[derive(Default)]
pub(super) struct Told {
    /// The way to the property; empty where none tells.
    pub(super) path: Vec<String>,
    /// Its values, for each alternative.
    pub(super) tags: Vec<Vec<Constant>>,
}

/// The property that tells the alternatives apart: the discriminator, or one that has other
/// values in each of them.
pub(super) fn told(
    api: &Api,
    tag: Option<&str>,
    arms: &[Arm],
    all: &mut [Evidence],
    values: &Values<'_>,
) -> Told {
    if let Some(tag) = tag {
        for evidence in all.iter_mut() {
            evidence.sets.retain(|(path, _)| path.as_slice() != [tag]);
        }
        drop_idle(all);
        return Told { path: vec![tag.to_owned()], tags: by_discriminator(api, tag, arms, values) };
    }
    drop_idle(all);
    let none = || Told { path: Vec::new(), tags: vec![Vec::new(); arms.len()] };
    let is_object = |(_, evidence): &(usize, &Evidence)| evidence.kind == Some(Kind::Object);
    let objects: Vec<usize> =
        all.iter().enumerate().filter(is_object).map(|(index, _)| index).collect();
    // A type that tells by itself can be any object.
    if objects.len() < 2 || all.iter().any(|evidence| evidence.kind.is_none()) {
        return none();
    }
    let Some(first) = objects.first().and_then(|index| all.get(*index)) else { return none() };
    let outer: Vec<Vec<String>> = first.sets.iter().map(|(path, _)| path.clone()).collect();
    let inner = || {
        let first = objects.first().and_then(|index| arms.get(*index));
        first.map_or_else(Vec::new, |arm| values.inner_paths(api, &arm.ty))
    };
    let telling = |path: &Vec<String>| {
        let sets = objects.iter().map(|index| values.at(api, &arms.get(*index)?.ty, path));
        sets.collect::<Option<Vec<_>>>().filter(|sets| are_disjoint(sets))
    };
    let always = |path: &&Vec<String>| {
        let is_required = |index: &&usize| {
            let required = all.get(**index).map(|evidence| &evidence.required);
            required.is_some_and(|names| path.first().is_some_and(|name| names.contains(name)))
        };
        objects.iter().filter(is_required).count()
    };
    let mut paths: Vec<&Vec<String>> =
        outer.iter().filter(|path| telling(path).is_some()).collect();
    // The one that most alternatives always have; of equals, the first.
    paths.sort_by_key(|path| std::cmp::Reverse(always(path)));
    let nested = if paths.is_empty() { inner() } else { Vec::new() };
    let found = paths.into_iter().chain(&nested).find_map(|path| Some((path, telling(path)?)));
    let Some((path, sets)) = found else { return none() };
    let mut tags = vec![Vec::new(); arms.len()];
    for (index, set) in objects.into_iter().zip(sets) {
        // What the tag says need not be said again.
        if let (Some(tags), Some(evidence)) = (tags.get_mut(index), all.get_mut(index)) {
            *tags = set;
            evidence.sets.retain(|(own, _)| own != path);
        }
    }
    Told { path: path.clone(), tags }
}

/// Leaves out what tells nothing: values that are the same everywhere, several values of what
/// only one alternative has, and kinds and bounds that are no others elsewhere.
fn drop_idle(all: &mut [Evidence]) {
    range::drop_idle(all);
    let mut kinds: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
    let mut sets: BTreeMap<Vec<String>, (usize, BTreeSet<Vec<Constant>>)> = BTreeMap::new();
    for evidence in all.iter() {
        for (name, kind) in &evidence.kinds {
            let known = kinds.entry(name.clone()).or_default();
            if !known.contains(kind) {
                known.push(*kind);
            }
        }
        for (path, values) in &evidence.sets {
            let (count, distinct) = sets.entry(path.clone()).or_default();
            *count += 1;
            distinct.insert(values.clone());
        }
    }
    let everywhere = all.len();
    for evidence in all.iter_mut() {
        evidence.kinds.retain(|(name, _)| kinds.get(name).is_some_and(|kinds| kinds.len() > 1));
        evidence.sets.retain(|(path, values)| {
            let differs = |distinct: &BTreeSet<_>| distinct.len() > 1;
            sets.get(path).is_some_and(|(count, distinct)| {
                differs(distinct) || (values.len() == 1 && *count < everywhere)
            })
        });
    }
}

fn are_disjoint(sets: &[Vec<Constant>]) -> bool {
    let mut owners: BTreeMap<&Constant, usize> = BTreeMap::new();
    sets.iter()
        .enumerate()
        .all(|(owner, set)| set.iter().all(|value| *owners.entry(value).or_insert(owner) == owner))
}

/// The values of a discriminator: those of the mapping, else those that the alternative's own
/// property can have, else the name of its schema.
fn by_discriminator(api: &Api, tag: &str, arms: &[Arm], values: &Values<'_>) -> Vec<Vec<Constant>> {
    let path = [tag.to_owned()];
    let sets: Vec<Option<Vec<Constant>>> =
        arms.iter().map(|arm| values.at(api, &arm.ty, &path)).collect();
    if !values.take(sets.iter().flatten().map(Vec::len).sum()) {
        return vec![Vec::new(); arms.len()];
    }
    let mut owners: BTreeMap<&Constant, usize> = BTreeMap::new();
    for value in sets.iter().flatten().flatten() {
        *owners.entry(value).or_default() += 1;
    }
    let is_own = |value: &Constant| owners.get(value).is_none_or(|count| *count == 1);
    let mut mapped: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, arm) in arms.iter().enumerate() {
        for tag in &arm.tags {
            mapped.entry(tag.text()).or_default().insert(index);
        }
    }
    let mapped_to_others = |index: usize, value: &Constant| {
        mapped.get(&value.text()).is_some_and(|arms| arms.iter().any(|other| *other != index))
    };
    let of_arm = |(index, (arm, set)): (usize, (&Arm, &Option<Vec<Constant>>))| {
        let ty = field_type(api, &arm.ty, tag);
        let mapped: Vec<Constant> = arm.tags.iter().map(|tag| typed(api, ty, tag)).collect();
        let implied = arm.implied.clone().map(Constant::Text);
        let Some(set) = set else {
            return if mapped.is_empty() { implied.into_iter().collect() } else { mapped };
        };
        if mapped.is_empty() {
            // Each has all values, and is told by its name among them.
            let named = implied.filter(|name| set.contains(name) && !set.iter().all(is_own));
            return named.map_or_else(|| set.clone(), |name| vec![name]);
        }
        // What is sent is what the schema allows.
        let allowed: BTreeSet<&Constant> = set.iter().collect();
        let (valid, other): (Vec<_>, Vec<_>) =
            mapped.into_iter().partition(|value| allowed.contains(value));
        let sent: BTreeSet<&Constant> = valid.iter().collect();
        let own = |value: &&Constant| is_own(value) && !mapped_to_others(index, value);
        let own: Vec<Constant> =
            set.iter().filter(own).filter(|value| !sent.contains(value)).cloned().collect();
        [valid, own, other].concat()
    };
    arms.iter().zip(&sets).enumerate().map(of_arm).collect()
}

/// A value of a mapping, which are all text, as the kind that the property is of.
fn typed(api: &Api, ty: Option<&Type>, tag: &Constant) -> Constant {
    let text = tag.text();
    let read = match ty.map(|ty| api.resolved(ty)) {
        Some(Type::Bool) => text.parse().ok().map(Constant::Bool),
        Some(Type::Integer(_)) => text.parse().ok().map(Constant::Integer),
        Some(Type::Named(id)) => match api.decl(*id).map(|decl| &decl.shape) {
            Some(Shape::Enum { repr: Repr::Integer, .. }) => {
                text.parse().ok().map(Constant::Integer)
            }
            _ => None,
        },
        _ => None,
    };
    read.unwrap_or(Constant::Text(text))
}
