//! What the text of a value stands for, where a place has room for text alone.

use crate::model::{Api, Repr, Scalar, Shape, Type};

/// What the text of a value stands for; `None` for what is no single text.
pub(super) fn scalar(api: &Api, ty: &Type) -> Option<Scalar> {
    match api.plain(ty) {
        Type::Bool => Some(Scalar::Bool),
        Type::Integer(_) | Type::Float(_) => Some(Scalar::Number),
        Type::Text | Type::Secret | Type::Base64 | Type::Json => Some(Scalar::Text),
        Type::List(_) | Type::Map(_) | Type::Bytes | Type::File | Type::Event => None,
        Type::Nullable(_) | Type::Boxed(_) => None,
        Type::Named(id) => match &api.decl(*id)?.shape {
            Shape::Enum { repr: Repr::Text, .. } => Some(Scalar::Text),
            Shape::Enum { repr: Repr::Integer, .. } => Some(Scalar::Number),
            _ => None,
        },
        // Times and the like: formats of text.
        _ => Some(Scalar::Word),
    }
}
