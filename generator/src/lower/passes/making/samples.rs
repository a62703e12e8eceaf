//! The values that tests begin with: what is required and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::super::recursion::circles_of;
use super::fields;
use crate::model::{
    Api, Arm, Constant, Field, Initial, Limits, Presence, Sample, Shape, Type, TypeDecl, TypeId,
};

/// How long a text of a sample can become.
const LONGEST: usize = 4096;

/// Says which types have a sample, and what is in it.
pub(in crate::lower::passes) fn settle(api: &mut Api) {
    let wanted = wanted(api);
    let (rounds, tags) = (rounds(api, &wanted), tags(api));
    let circles = circles_of(&Vec::from_iter(wanted.iter().copied()), |id| needed(api, id));
    for id in wanted {
        let Some(decl) = api.decl(id).filter(|decl| decl.is_new()) else { continue };
        let sample = match &decl.shape {
            _ if rounds.get(id.0) == Some(&None) => None,
            Shape::Union { arms, .. } => arm(api, id, arms, (&rounds, &circles)).map(Sample::Arm),
            _ => Some(Sample::Plain),
        };
        let fields: Vec<(Option<Initial>, Option<String>)> = match &decl.shape {
            Shape::Struct { fields, .. } => {
                let tag = |field: &Field| tags.get(&(id, field.name.wire.clone()));
                fields.iter().map(|field| making(api, field, tag(field))).collect()
            }
            _ => Vec::new(),
        };
        let Some(decl) = api.types.get_mut(id.0) else { continue };
        decl.sample = sample;
        if let Shape::Struct { fields: all, .. } = &mut decl.shape {
            for (field, (sample, setter)) in all.iter_mut().zip(fields) {
                field.making.sample = sample;
                field.making.sample_setter = setter;
            }
        }
    }
}

/// The types that tests need values of: what is received or comes to a program in another way, such
/// as the types of webhooks, and all that these hold.
fn wanted(api: &Api) -> BTreeSet<TypeId> {
    let comes = |id: &TypeId| api.decl(*id).is_some_and(|decl| decl.received || !decl.sent);
    let mut waiting: Vec<TypeId> = (0..api.types.len()).map(TypeId).filter(comes).collect();
    let mut wanted = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if wanted.insert(id) {
            let held = api.decl(id).into_iter().flat_map(TypeDecl::types);
            held.for_each(|ty| ty.names(&mut waiting));
        }
    }
    wanted
}

/// The values of the properties by which the alternatives of a union are told apart.
fn tags(api: &Api) -> BTreeMap<(TypeId, String), Constant> {
    let mut tags = BTreeMap::new();
    for decl in &api.types {
        let Shape::Union { told_by, arms, .. } = &decl.shape else { continue };
        let [property] = told_by.as_slice() else { continue };
        for arm in arms {
            let named = api.resolved(arm.plain()).named();
            if let Some((id, tag)) = named.zip(arm.tags.first()) {
                tags.entry((id, property.clone())).or_insert_with(|| tag.clone());
            }
        }
    }
    tags
}

/// After how many others the sample of a type can be made, for each type; none of a type that has
/// no value which ends. A type is looked at when one that it needs can be made, and not each time.
fn rounds(api: &Api, wanted: &BTreeSet<TypeId>) -> Vec<Option<usize>> {
    let mut rounds = vec![None; api.types.len()];
    let mut users: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    // How many of the types that it needs cannot be made yet.
    let mut missing: BTreeMap<TypeId, usize> = BTreeMap::new();
    let mut new = BTreeSet::new();
    for (id, decl) in wanted.iter().filter_map(|id| Some((*id, api.decl(*id)?))) {
        let of_all = |all: Vec<&Type>| -> Vec<Option<TypeId>> {
            let open = all.into_iter().filter(|ty| after(api, ty, &rounds).is_none());
            open.map(|ty| held(api, ty)).collect()
        };
        let (open, count) = match &decl.shape {
            Shape::Struct { fields, .. } => {
                let required = fields.iter().filter(|field| is_there(field));
                let open = of_all(required.map(|field| &field.ty).collect());
                let count = open.len();
                (open, count)
            }
            Shape::Union { arms, .. } => {
                let open = of_all(arms.iter().map(|arm| &arm.ty).collect());
                let count = usize::from(open.len() == arms.len());
                (open, count)
            }
            Shape::Enum { .. } | Shape::Newtype(_) => (Vec::new(), 0),
            Shape::Alias(_) => continue,
        };
        open.into_iter().flatten().for_each(|held| users.entry(held).or_default().push(id));
        missing.insert(id, count);
        new.extend((count == 0).then_some(id));
    }
    for round in 1.. {
        for id in &new {
            rounds.get_mut(id.0).into_iter().for_each(|it| *it = Some(round));
        }
        let made = std::mem::take(&mut new);
        for user in made.iter().filter_map(|id| users.get(id)).flatten() {
            let Some(count) = missing.get_mut(user).filter(|count| **count > 0) else { continue };
            *count -= 1;
            new.extend((*count == 0).then_some(*user));
        }
        if new.is_empty() {
            break;
        }
    }
    rounds
}

/// The declared type that a value of a type is.
fn held(api: &Api, ty: &Type) -> Option<TypeId> {
    match api.resolved(ty) {
        Type::Named(id) => Some(*id),
        Type::Boxed(inner) => held(api, inner),
        _ => None,
    }
}

fn is_there(field: &Field) -> bool {
    field.presence == Presence::Required
}

/// After how many others a value of a type can be made, if it can be.
fn after(api: &Api, ty: &Type, rounds: &[Option<usize>]) -> Option<usize> {
    match api.resolved(ty) {
        Type::Named(id) => *rounds.get(id.0)?,
        Type::Boxed(inner) => after(api, inner, rounds),
        // The one is sent only, of the other nothing is known.
        Type::File | Type::ByUser(_) => None,
        _ => Some(0),
    }
}

/// The first alternative that does not need the union itself; where each does, the one that ends
/// first.
fn arm(
    api: &Api,
    union: TypeId,
    arms: &[Arm],
    (rounds, circles): (&[Option<usize>], &BTreeMap<TypeId, usize>),
) -> Option<usize> {
    let made = || {
        arms.iter()
            .enumerate()
            .filter_map(|(index, arm)| Some((index, arm, after(api, &arm.ty, rounds)?)))
    };
    let needs_it = |arm: &Arm| {
        let held = held(api, &arm.ty);
        held.is_some_and(|id| {
            id == union
                || circles.get(&union).is_some_and(|circle| circles.get(&id) == Some(circle))
        })
    };
    let first = made().find(|(_, arm, _)| !needs_it(arm));
    let first = first.or_else(|| made().min_by_key(|(_, _, round)| *round));
    first.map(|(index, ..)| index)
}

/// The types whose samples can be in the sample of a type, without those that are in these.
fn needed(api: &Api, id: TypeId) -> Vec<TypeId> {
    let held = |ty| held(api, ty);
    match api.decl(id).map(|decl| &decl.shape) {
        Some(Shape::Struct { fields, .. }) => {
            fields.iter().filter(|it| is_there(it)).filter_map(|it| held(&it.ty)).collect()
        }
        Some(Shape::Union { arms, .. }) => arms.iter().filter_map(|it| held(&it.ty)).collect(),
        _ => Vec::new(),
    }
}

/// What a property is in a sample, and the method that sets it.
fn making(api: &Api, field: &Field, tag: Option<&Constant>) -> (Option<Initial>, Option<String>) {
    let setter = field.making.setter.is_none().then(|| fields::setter(field));
    let sample = is_there(field).then(|| {
        let told = tag.and_then(|tag| told(api, &field.ty, tag));
        let default = told.or_else(|| fields::initial(api, field));
        default.or_else(|| within(api.resolved(&field.ty), field))
    });
    (sample.flatten(), setter)
}

/// The value of a property by which its type is told from others.
fn told(api: &Api, ty: &Type, tag: &Constant) -> Option<Initial> {
    match (api.resolved(ty), tag) {
        (Type::Text, Constant::Text(_))
        | (Type::Integer(_), Constant::Integer(_))
        | (Type::Bool, Constant::Bool(_)) => Some(Initial::Constant(tag.clone())),
        (Type::Named(id), _) => match &api.decl(*id)?.shape {
            Shape::Enum { values, .. } => {
                let value = values.iter().find(|value| value.name.wire == tag.text())?;
                Some(Initial::Variant(value.name.rust.clone()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// A value within the limits: a text is called as its property, since an empty one is refused in a
/// path; of all else, where the plain value of the type is out of them.
fn within(ty: &Type, field: &Field) -> Option<Initial> {
    let limits = &field.limits;
    match ty {
        Type::Text => Some(Initial::Constant(Constant::Text(text(&field.name.wire, limits)))),
        Type::Integer(name) => {
            let number = number(limits, 1.0)?;
            // Beyond that, not every whole number is a float.
            let is_exact = number.abs() < 9e15 && number.fract() == 0.0;
            let number = is_exact.then_some(number as i64)?;
            fields::fits(name, number).then_some(Initial::Constant(Constant::Integer(number)))
        }
        Type::Float(_) => number(limits, 0.5).map(Initial::Float),
        _ => None,
    }
}

fn text(name: &str, limits: &Limits) -> String {
    let least = limits.min_length.unwrap_or(0).min(LONGEST);
    let most = limits.max_length.unwrap_or(LONGEST);
    let longer = name.chars().count().max(least).min(most);
    name.chars().chain(std::iter::repeat('a')).take(longer).collect()
}

/// The number nearest to 0, where that is out of the limits.
fn number(limits: &Limits, step: f64) -> Option<f64> {
    let is_within = |number: f64| {
        limits.minimum.is_none_or(|least| number >= least)
            && limits.above.is_none_or(|least| number > least)
            && limits.maximum.is_none_or(|most| number <= most)
            && limits.below.is_none_or(|most| number < most)
    };
    let around = [
        limits.minimum.map(f64::ceil),
        limits.above.map(|least| least.floor() + step),
        limits.maximum.map(f64::floor),
        limits.below.map(|most| most.ceil() - step),
        limits.minimum,
        limits.maximum,
    ];
    let number = around.into_iter().flatten().find(|number| is_within(*number));
    number.filter(|_| !is_within(0.0))
}
