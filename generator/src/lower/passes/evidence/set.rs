//! The values that the document names for a property.

use crate::model::{Api, Constant, Field, Repr, Shape, Type};

/// How many types are looked through on the way to a property.
const STEPS: usize = 8;

/// The values of a property, where the document names them all.
pub(super) fn of_field(api: &Api, field: &Field) -> Option<Vec<Constant>> {
    field.only.clone().map(|only| vec![only]).or_else(|| of_type(api, &field.ty, 0))
}

/// The values of a type, where the document names them all.
fn of_type(api: &Api, ty: &Type, depth: usize) -> Option<Vec<Constant>> {
    match &api.decl(api.plain(ty).named()?)?.shape {
        Shape::Enum { values, repr, is_open: false, .. } => {
            let constant = |wire: &String| match repr {
                Repr::Text => Some(Constant::Text(wire.clone())),
                Repr::Integer => wire.parse().ok().map(Constant::Integer),
            };
            values.iter().map(|value| constant(&value.name.wire)).collect()
        }
        // Enums of several kinds beside each other.
        Shape::Union { arms, .. } if depth < STEPS => {
            let of_arms = arms.iter().map(|arm| of_type(api, &arm.ty, depth + 1));
            of_arms.collect::<Option<Vec<_>>>().map(|all| all.concat())
        }
        _ => None,
    }
}

/// What the values of a type can have at the end of a path, where the document names all of it.
pub(super) fn at(api: &Api, ty: &Type, path: &[String], depth: usize) -> Option<Vec<Constant>> {
    let (first, rest) = path.split_first()?;
    match &api.decl(api.plain(ty).named()?)?.shape {
        Shape::Struct { fields, .. } => {
            let field = fields.iter().find(|field| field.name.wire == *first)?;
            match rest {
                [] => of_field(api, field),
                _ if depth < STEPS => at(api, &field.ty, rest, depth + 1),
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
                let found = at(api, &arm.ty, path, depth + 1);
                if is_tag { found.or_else(named) } else { found }
            });
            of_arms.collect::<Option<Vec<_>>>().map(|all| all.concat())
        }
        _ => None,
    }
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
