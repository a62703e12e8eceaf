//! The property whose value tells the alternatives apart, and its values for each of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::range;
use super::set::{Values, field_type};
use crate::model::{Api, Arm, Constant, Constants, Evidence, Kind, Repr, Set, Shape, Type};

/// What tells alternatives apart.
pub(super) struct Told {
    /// The way to the property; empty where none tells.
    pub(super) path: Vec<String>,
    /// Its values, for each alternative.
    pub(super) tags: Vec<Constants>,
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
            drop_told(evidence, &[tag.to_owned()]);
        }
        drop_idle(all);
        return Told { path: vec![tag.to_owned()], tags: by_discriminator(api, tag, arms, values) };
    }
    drop_idle(all);
    let none = || Told { path: Vec::new(), tags: vec![Arc::default(); arms.len()] };
    let is_object = |(_, evidence): &(usize, &Evidence)| evidence.kind == Some(Kind::Object);
    let objects: Vec<usize> =
        all.iter().enumerate().filter(is_object).map(|(index, _)| index).collect();
    // A type that tells by itself can be any object.
    if objects.len() < 2 || all.iter().any(|evidence| evidence.kind.is_none()) {
        return none();
    }
    let Some(first) = objects.first().and_then(|index| all.get(*index)) else { return none() };
    let outer = first.sets.iter().map(|(path, _)| path.clone());
    let telling = |path: Vec<String>| {
        let sets = objects.iter().map(|index| values.at(api, &arms.get(*index)?.ty, &path));
        let sets = sets.collect::<Option<Vec<_>>>().filter(|sets| are_disjoint(sets))?;
        Some((path, sets))
    };
    let always = |path: &[String]| {
        let is_required = |index: &&usize| {
            let required = all.get(**index).map(|evidence| &evidence.required);
            required.is_some_and(|names| path.first().is_some_and(|name| names.contains(name)))
        };
        objects.iter().filter(is_required).count()
    };
    // The one that most alternatives always have; of equals, the first.
    let found = outer.filter_map(telling).min_by_key(|(path, _)| Reverse(always(path)));
    let inner = || {
        let arm = objects.first().and_then(|index| arms.get(*index))?;
        values.inner_paths(api, &arm.ty).into_iter().find_map(telling)
    };
    let Some((path, sets)) = found.or_else(inner) else { return none() };
    let mut tags = vec![Arc::default(); arms.len()];
    for (index, set) in objects.into_iter().zip(sets) {
        // What the tag says need not be said again.
        if let (Some(tags), Some(evidence)) = (tags.get_mut(index), all.get_mut(index)) {
            *tags = set;
            drop_told(evidence, &path);
        }
    }
    Told { path, tags }
}

/// Leaves out what tells nothing: values that are the same everywhere, several values of what
/// only one alternative has, and kinds and bounds that are no others elsewhere.
fn drop_idle(all: &mut [Evidence]) {
    range::drop_idle(all);
    let mut kinds: BTreeMap<&String, BTreeSet<Kind>> = BTreeMap::new();
    let mut sets: BTreeMap<&Vec<String>, (usize, BTreeSet<&[Constant]>)> = BTreeMap::new();
    for evidence in all.iter() {
        for (name, kind) in evidence.kinds.iter() {
            kinds.entry(name).or_default().insert(*kind);
        }
        for (path, values) in evidence.sets.iter() {
            let (count, distinct) = sets.entry(path).or_default();
            *count += 1;
            distinct.insert(values);
        }
    }
    let is_kind_told = |(name, _): &&(String, Kind)| kinds.get(name).is_some_and(|it| it.len() > 1);
    let is_set_told = |(path, values): &&Set| {
        sets.get(path).is_some_and(|(count, distinct)| {
            distinct.len() > 1 || (values.len() == 1 && *count < all.len())
        })
    };
    let told = all.iter().map(|evidence| {
        let kinds = evidence.kinds.iter().filter(is_kind_told).cloned().collect();
        (kinds, evidence.sets.iter().filter(is_set_told).cloned().collect())
    });
    let told: Vec<_> = told.collect();
    for (evidence, (kinds, sets)) in all.iter_mut().zip(told) {
        (evidence.kinds, evidence.sets) = (kinds, sets);
    }
}

/// Leaves out what is said of the property that tells.
fn drop_told(evidence: &mut Evidence, path: &[String]) {
    let others = evidence.sets.iter().filter(|(other, _)| other != path);
    evidence.sets = others.cloned().collect();
}

fn are_disjoint(sets: &[Constants]) -> bool {
    let mut owners: BTreeMap<&Constant, usize> = BTreeMap::new();
    sets.iter()
        .enumerate()
        .all(|(owner, set)| set.iter().all(|value| *owners.entry(value).or_insert(owner) == owner))
}

/// The values of a discriminator: those of the mapping, else those that the alternative's own
/// property can have, else the name of its schema.
fn by_discriminator(api: &Api, tag: &str, arms: &[Arm], values: &Values<'_>) -> Vec<Constants> {
    let path = [tag.to_owned()];
    let sets: Vec<Option<Constants>> =
        arms.iter().map(|arm| values.at(api, &arm.ty, &path)).collect();
    if !values.take(sets.iter().flatten().map(|set| set.len()).sum()) {
        return vec![Arc::default(); arms.len()];
    }
    let mut owners: BTreeMap<&Constant, usize> = BTreeMap::new();
    for value in sets.iter().flatten().flat_map(|set| set.iter()) {
        *owners.entry(value).or_default() += 1;
    }
    let is_own = |value: &Constant| owners.get(value).is_none_or(|count| *count == 1);
    let mut mapped: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, arm) in arms.iter().enumerate() {
        for tag in arm.tags.iter() {
            mapped.entry(tag.text()).or_default().insert(index);
        }
    }
    let mapped_to_others = |index: usize, value: &Constant| {
        mapped.get(&value.text()).is_some_and(|arms| arms.iter().any(|other| *other != index))
    };
    let of_arm = |(index, (arm, set)): (usize, (&Arm, &Option<Constants>))| {
        let ty = field_type(api, &arm.ty, tag);
        let mapped: Vec<Constant> = arm.tags.iter().map(|tag| typed(api, ty, tag)).collect();
        let implied = arm.implied.clone().map(Constant::Text);
        let Some(set) = set else {
            return if mapped.is_empty() { implied.into_iter().collect() } else { mapped.into() };
        };
        if mapped.is_empty() {
            // Each has all values, and is told by its name among them.
            let named = implied.filter(|name| set.contains(name) && !set.iter().all(is_own));
            return named.map_or_else(|| Arc::clone(set), |name| [name].into());
        }
        // What is sent is what the schema allows.
        let allowed: BTreeSet<&Constant> = set.iter().collect();
        let (valid, other): (Vec<_>, Vec<_>) =
            mapped.into_iter().partition(|value| allowed.contains(value));
        let sent: BTreeSet<&Constant> = valid.iter().collect();
        let own = |value: &&Constant| is_own(value) && !mapped_to_others(index, value);
        let own: Vec<Constant> =
            set.iter().filter(own).filter(|value| !sent.contains(value)).cloned().collect();
        [valid, own, other].concat().into()
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
