//! What types can do because all that they hold can.

use crate::model::{Api, Derives, Field, Shape, Type, TypeId};

/// Decides what each type derives.
///
/// A type that holds itself is `Eq` unless something else in it is not: all are taken to be,
/// and what is wrong is taken back, from the floats, and from what others wrote, to all that hold them.
pub(super) fn derive(api: &mut Api) {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); api.types.len()];
    let mut waiting = Vec::new();
    for (index, decl) in api.types.iter().enumerate() {
        let mut is_partial = false;
        for ty in decl.types() {
            ty.any(&mut |part| {
                match part {
                    Type::Named(TypeId(held)) => {
                        holders.get_mut(*held).into_iter().for_each(|of| of.push(index));
                    }
                    Type::Float(_) | Type::ByUser(_) => is_partial = true,
                    _ => {}
                }
                false
            });
        }
        if is_partial {
            waiting.push(index);
        }
    }
    for decl in &mut api.types {
        let default = match &decl.shape {
            Shape::Struct { fields, .. } => !fields.iter().any(Field::is_required),
            Shape::Newtype(_) => true,
            Shape::Enum { .. } | Shape::Union { .. } | Shape::Alias(_) => false,
        };
        decl.derives = Derives { eq: true, default };
    }
    while let Some(index) = waiting.pop() {
        let Some(decl) = api.types.get_mut(index) else { continue };
        if std::mem::replace(&mut decl.derives.eq, false) {
            waiting.extend(holders.get(index).into_iter().flatten());
        }
    }
}
