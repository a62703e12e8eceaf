//! The values that the document names for a property.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Constant, Field, Repr, Shape, Type, TypeId};

/// How many types are looked through on the way to a property.
const STEPS: usize = 8;

/// The values of a property, where the document names them all.
pub(super) fn of_field(api: &Api, field: &Field) -> Option<Vec<Constant>> {
    let only = field.only.clone().map(|only| vec![only]);
    only.or_else(|| of_type(api, &field.ty, 0, &mut BTreeMap::new()))
}

/// What is known of types on the way: what several unions have is looked at once.
type Known = BTreeMap<(TypeId, usize), Option<Vec<Constant>>>;

/// The values of a type, where the document names them all.
fn of_type(api: &Api, ty: &Type, depth: usize, known: &mut Known) -> Option<Vec<Constant>> {
    let id = api.plain(ty).named()?;
    if let Some(known) = known.get(&(id, depth)) {
        return known.clone();
    }
    let found = match &api.decl(id)?.shape {
        Shape::Enum { values, repr, is_open: false, .. } => {
            let constant = |wire: &String| match repr {
                Repr::Text => Some(Constant::Text(wire.clone())),
                Repr::Integer => wire.parse().ok().map(Constant::Integer),
            };
            values.iter().map(|value| constant(&value.name.wire)).collect()
        }
        // Enums of several kinds beside each other.
        Shape::Union { arms, .. } if depth < STEPS => {
            let of_arms = arms.iter().map(|arm| of_type(api, &arm.ty, depth + 1, known));
            of_arms.collect::<Option<Vec<_>>>().map(together)
        }
        _ => None,
    };
    known.insert((id, depth), found.clone());
    found
}

/// The values of several, each once.
fn together(all: Vec<Vec<Constant>>) -> Vec<Constant> {
    let mut met = BTreeSet::new();
    all.into_iter().flatten().filter(|value| met.insert(value.clone())).collect()
}

/// What the values of a type can have at the end of a path, where the document names all of it.
pub(super) fn at(api: &Api, ty: &Type, path: &[String]) -> Option<Vec<Constant>> {
    at_depth(api, ty, path, 0, &mut BTreeMap::new())
}

fn at_depth(
    api: &Api,
    ty: &Type,
    path: &[String],
    depth: usize,
    known: &mut BTreeMap<(TypeId, usize, usize), Option<Vec<Constant>>>,
) -> Option<Vec<Constant>> {
    let (first, rest) = path.split_first()?;
    let id = api.plain(ty).named()?;
    let key = (id, path.len(), depth);
    if let Some(known) = known.get(&key) {
        return known.clone();
    }
    let found = match &api.decl(id)?.shape {
        Shape::Struct { fields, .. } => {
            let field = fields.iter().find(|field| field.name.wire == *first)?;
            match rest {
                [] => of_field(api, field),
                _ if depth < STEPS => at_depth(api, &field.ty, rest, depth + 1, known),
                _ => None,
            }
        }
        Shape::Union { arms, tag, .. } if depth < STEPS => {
            let of_arms = arms.iter().map(|arm| {
                let is_tag = rest.is_empty() && tag.as_ref() == Some(first);
                let named = || {
                    let mapped = Some(arm.tags.clone()).filter(|tags| !tags.is_empty());
                    mapped.or_else(|| Some(vec![Constant::Text(arm.implied.clone()?)]))
                };
                let found = at_depth(api, &arm.ty, path, depth + 1, known);
                if is_tag { found.or_else(named) } else { found }
            });
            of_arms.collect::<Option<Vec<_>>>().map(together)
        }
        _ => None,
    };
    known.insert(key, found.clone());
    found
}

/// The type of a property.
pub(super) fn field_type<'a>(api: &'a Api, ty: &'a Type, name: &str) -> Option<&'a Type> {
    fields(api, ty).iter().find(|field| field.name.wire == name).map(|field| &field.ty)
}

/// The ways to what has some values only, within the properties of an object that are objects.
pub(super) fn inner_paths(api: &Api, ty: &Type) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for outer in fields(api, ty) {
        for inner in fields(api, &outer.ty) {
            if of_field(api, inner).is_some() {
                paths.push(vec![outer.name.wire.clone(), inner.name.wire.clone()]);
            }
        }
    }
    paths
}

fn fields<'a>(api: &'a Api, ty: &'a Type) -> &'a [Field] {
    let decl = api.plain(ty).named().and_then(|id| api.decl(id));
    match decl.map(|decl| &decl.shape) {
        Some(Shape::Struct { fields, .. }) => fields,
        _ => &[],
    }
}
