//! Types that hold themselves: where a box is needed, and where an alias cannot be.

mod circle;
mod size;

pub(super) use self::circle::circles_of;
use self::circle::cuts;
use self::size::Sizes;
use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::model::{Api, Shape, Type, TypeId};

/// Ends the circles of names and of alternatives that no type can be.
pub(super) fn end_circles(api: &mut Api, report: &Report<'_>) {
    name_lists_of_themselves(api);
    end_alias_circles(api, report);
    end_union_circles(api, report);
}

/// Adds the boxes without which a type would have no size.
pub(super) fn untie(api: &mut Api) {
    let is_struct = |api: &Api, id: TypeId| {
        matches!(api.decl(id).map(|decl| &decl.shape), Some(Shape::Struct { .. }))
    };
    let directly = |id: TypeId| {
        let types = api.decl(id).into_iter().flat_map(|decl| decl.types());
        types.filter_map(held).collect()
    };
    for cut in cuts(&ids(api), directly, |id| is_struct(api, id)) {
        let shape = api.types.get_mut(cut.id.0).map(|decl| &mut decl.shape);
        let Some(Shape::Struct { fields, .. }) = shape else { continue };
        for field in fields {
            if held(&field.ty).is_some_and(|held| cut.circle.contains(&held)) {
                field.ty = Type::Boxed(Box::new(std::mem::replace(&mut field.ty, Type::Json)));
            }
        }
    }
}

/// Takes alternatives off the heap that are small, and no circle needs to be there.
pub(super) fn unbox(api: &mut Api) {
    let is_union =
        |id: TypeId| matches!(api.decl(id).map(|decl| &decl.shape), Some(Shape::Union { .. }));
    // As if no alternative were on the heap.
    let directly = |id: TypeId| {
        let types = api.decl(id).into_iter().flat_map(|decl| decl.types());
        let inner = |ty| if is_union(id) { itself(ty) } else { held(ty) };
        types.filter_map(inner).collect()
    };
    let circles = circles_of(&ids(api), directly);
    let is_tied = |union: TypeId, id: TypeId| {
        circles.get(&union).is_some_and(|circle| circles.get(&id) == Some(circle))
    };
    let mut sizes = Sizes::default();
    for union in ids(api) {
        let Some(Shape::Union { arms, .. }) = api.decl(union).map(|decl| &decl.shape) else {
            continue;
        };
        let mut is_plain = |ty: &Type| match ty {
            Type::Boxed(inner) => {
                itself(inner).is_some_and(|id| !is_tied(union, id)) && sizes.is_small(api, inner)
            }
            _ => false,
        };
        let plain: Vec<bool> = arms.iter().map(|arm| is_plain(&arm.ty)).collect();
        if let Some(Shape::Union { arms, .. }) =
            api.types.get_mut(union.0).map(|decl| &mut decl.shape)
        {
            for (arm, _) in arms.iter_mut().zip(plain).filter(|(_, is_plain)| *is_plain) {
                if let Type::Boxed(inner) = &arm.ty {
                    arm.ty = (**inner).clone();
                }
            }
        }
    }
}

fn ids(api: &Api) -> Vec<TypeId> {
    (0..api.types.len()).map(TypeId).collect()
}

/// What an alias leads to.
fn aliased(api: &Api, id: TypeId) -> Vec<TypeId> {
    let mut found = Vec::new();
    if let Some(Shape::Alias(ty)) = api.decl(id).map(|decl| &decl.shape) {
        ty.names(&mut found);
    }
    found
}

/// `type Tree = Vec<Tree>` is no type, but `struct Tree(Vec<Tree>)` is. Of several lists and maps
/// on one circle, it is the first by name, whatever order the document has.
fn name_lists_of_themselves(api: &mut Api) {
    let mut ids = ids(api);
    ids.sort_by_key(|id| api.decl(*id).map(|decl| decl.name.rust.clone()));
    let is_list = |id: TypeId| {
        let shape = api.decl(id).map(|decl| &decl.shape);
        matches!(shape, Some(Shape::Alias(Type::List(_) | Type::Map(_))))
    };
    for cut in cuts(&ids, |id| aliased(api, id), is_list) {
        let Some(decl) = api.types.get_mut(cut.id.0) else { continue };
        if let Shape::Alias(ty) = &decl.shape {
            decl.shape = Shape::Newtype(ty.clone());
        }
    }
}

/// A name for itself alone is no type: it becomes JSON.
fn end_alias_circles(api: &mut Api, report: &Report<'_>) {
    for cut in cuts(&ids(api), |id| aliased(api, id), |_| true) {
        let Some(decl) = api.types.get_mut(cut.id.0) else { continue };
        let (origin, name) = (decl.origin.clone(), decl.name.wire.clone());
        decl.shape = Shape::Alias(Type::Json);
        let message = format!("`{name}` is another name for itself");
        report
            .warning(Code::RecursiveType, &origin, message)
            .then("its values are kept as JSON (`serde_json::Value`)")
            .help("say what its values are");
    }
}

/// A union that is one of its own alternatives would be read without end.
fn end_union_circles(api: &mut Api, report: &Report<'_>) {
    let is_union = |api: &Api, id: TypeId| {
        matches!(api.decl(id).map(|decl| &decl.shape), Some(Shape::Union { .. }))
    };
    for cut in cuts(&ids(api), |id| alternatives(api, id), |id| is_union(api, id)) {
        let Some(decl) = api.types.get_mut(cut.id.0) else { continue };
        let (origin, name) = (decl.origin.clone(), decl.name.wire.clone());
        if let Shape::Union { arms, .. } = &mut decl.shape {
            arms.retain(|arm| itself(&arm.ty).is_none_or(|id| !cut.circle.contains(&id)));
        }
        let message = format!("`{name}` is one of its own alternatives");
        report
            .warning(Code::RecursiveType, &origin, message)
            .then("that alternative is left out")
            .help("remove it: it adds no value");
    }
}

/// What a value of a type can be without anything in between.
fn alternatives(api: &Api, id: TypeId) -> Vec<TypeId> {
    match api.decl(id).map(|decl| &decl.shape) {
        Some(Shape::Alias(ty)) => itself(ty).into_iter().collect(),
        Some(Shape::Union { arms, .. }) => arms.iter().filter_map(|arm| itself(&arm.ty)).collect(),
        _ => Vec::new(),
    }
}

/// The declared type that a value of `ty` is, perhaps in a box.
fn itself(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Boxed(inner) | Type::Nullable(inner) => itself(inner),
        _ => None,
    }
}

/// The declared type that a value of `ty` holds directly, not behind a list, map or box.
fn held(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => held(inner),
        _ => None,
    }
}
