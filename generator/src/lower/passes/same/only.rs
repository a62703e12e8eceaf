//! A property of which the document names one value needs no type for it: it holds that value, or
//! what came in its place.

use crate::lower::moved;
use crate::lower::operations::Roots;
use crate::model::{Added, Api, Constant, Field, Presence, Repr, Shape, Type, TypeId};

/// Makes such properties plain, and leaves out the types that were for them alone.
pub(super) fn fill_in(api: &mut Api, roots: &mut Roots, inline: &[bool]) {
    let is_inline = |id: TypeId| inline.get(id.0).is_some_and(|it| *it);
    let only = |id: TypeId| if is_inline(id) { only_value(api, id) } else { None };
    let only: Vec<_> = (0..api.types.len()).map(|index| only(TypeId(index))).collect();
    for decl in &mut api.types {
        let Shape::Struct { fields, .. } = &mut decl.shape else { continue };
        for field in fields {
            let value = field.ty.named().and_then(|id| only.get(id.0)?.clone());
            if let Some((ty, value)) = value.filter(|_| can_be_plain(field)) {
                (field.ty, field.only) = (ty, Some(value));
            }
        }
    }
    drop_idle(api, roots, &only.iter().map(Option::is_some).collect::<Vec<_>>());
}

/// The only value that the document names for an enum, and the type that it has as it is.
fn only_value(api: &Api, id: TypeId) -> Option<(Type, Constant)> {
    let ty = Type::Named(id);
    if api.decl(id)?.added != Added::default() {
        // What it has besides is for somebody.
        return None;
    }
    let wire = &api.only_value(&ty)?.name.wire;
    match api.decl(id)?.shape {
        // What came in its place would be an error.
        Shape::Enum { unknown: None, .. } => None,
        Shape::Enum { repr: Repr::Integer, .. } => {
            Some((Type::Integer("i64"), Constant::Integer(wire.parse().ok()?)))
        }
        _ => Some((Type::Text, Constant::Text(wire.clone()))),
    }
}

/// Where null is a value too, there are two.
fn can_be_plain(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Optional)
}

/// Leaves out those of the types that nothing names any more.
fn drop_idle(api: &mut Api, roots: &mut Roots, candidates: &[bool]) {
    let mut named = vec![false; api.types.len()];
    let mut mark = |ty: &Type| {
        ty.any(&mut |part| {
            let named = part.named().and_then(|id| named.get_mut(id.0));
            named.into_iter().for_each(|named| *named = true);
            false
        });
    };
    api.types.iter().flat_map(|decl| decl.types()).for_each(&mut mark);
    let operations = api.tags.iter().flat_map(|tag| &tag.operations);
    operations.flat_map(|operation| operation.types()).for_each(&mut mark);
    let kept: Vec<bool> =
        named.iter().zip(candidates).map(|(named, candidate)| *named || !candidate).collect();
    let moved = moved::places(&kept);
    roots.replace(&|id| moved.get(id.0).copied().flatten());
    moved::move_types(api, &kept, &moved);
}
