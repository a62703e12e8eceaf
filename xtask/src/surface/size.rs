//! How many bytes a value takes where it stands, as far as the model tells.

use clientwright::model::{Api, Presence, Shape, Type, TypeId};

/// The size from which clippy wants a variant on the heap (`large_enum_variant`), in bytes.
const LARGE: usize = 200;

/// How deep declarations are looked into: what is deeper holds itself, or is large.
const DEPTH: usize = 30;

/// Whether a type could stand in a variant of `holder` without a box.
pub(super) fn is_small(api: &Api, ty: &Type, holder: TypeId) -> bool {
    of(api, ty, holder, DEPTH).is_some_and(|size| size < LARGE)
}

/// The bytes of a type; none where it holds what `holder` is, or holds itself.
fn of(api: &Api, ty: &Type, holder: TypeId, depth: usize) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    Some(match ty {
        Type::Bool => 1,
        Type::Integer(name) | Type::Float(name) if name.ends_with("32") => 4,
        Type::Integer(_) | Type::Float(_) | Type::Boxed(_) | Type::Date => 8,
        Type::Text | Type::Secret | Type::Base64 | Type::List(_) | Type::Map(_) => 24,
        Type::Nullable(inner) => of(api, inner, holder, depth)?,
        Type::Named(id) if *id == holder => return None,
        Type::Named(id) => match &api.decl(*id)?.shape {
            Shape::Struct { fields, rest } => {
                let mut all = rest.as_ref().map_or(0, |_| 24);
                for field in fields {
                    let own = of(api, &field.ty, holder, depth)?;
                    // What has no value that could mean absent takes a word more.
                    let is_plain = matches!(field.ty, Type::Integer(_) | Type::Float(_));
                    let is_there = field.presence == Presence::Required || !is_plain;
                    all += own.next_multiple_of(8) + if is_there { 0 } else { 8 };
                }
                all
            }
            Shape::Enum { .. } => 24,
            Shape::Union { arms, .. } => {
                let mut most = 32;
                for arm in arms {
                    most = most.max(of(api, &arm.ty, holder, depth)? + 8);
                }
                most
            }
            Shape::Alias(ty) | Shape::Newtype(ty) => of(api, ty, holder, depth)?,
        },
        _ => 32,
    })
}
