//! What tells a value of one alternative from those of the others.

use std::collections::BTreeMap;

use crate::model::{Api, Evidence, Kind, Presence, Repr, Shape, Type, TypeId};

/// Fills in the evidence, once all declarations are there.
pub(super) fn gather(api: &mut Api) {
    let mut found: BTreeMap<(usize, usize), Evidence> = BTreeMap::new();
    for (decl_index, decl) in api.types.iter().enumerate() {
        if let Shape::Union { arms, .. } = &decl.shape {
            for (index, arm) in arms.iter().enumerate() {
                found.insert((decl_index, index), evidence(api, &arm.ty));
            }
        }
    }
    for ((decl_index, index), evidence) in found {
        if let Some(Shape::Union { arms, .. }) =
            api.types.get_mut(decl_index).map(|decl| &mut decl.shape)
            && let Some(arm) = arms.get_mut(index)
        {
            arm.evidence = evidence;
        }
    }
}

fn of_kind(kind: Kind) -> Evidence {
    Evidence { kind: Some(kind), ..Evidence::default() }
}

fn evidence(api: &Api, ty: &Type) -> Evidence {
    match api.resolved(ty) {
        Type::Bool => of_kind(Kind::Bool),
        Type::Integer(_) => of_kind(Kind::Integer),
        Type::Float(_) => of_kind(Kind::Number),
        Type::Text
        | Type::Secret
        | Type::Timestamp
        | Type::Date
        | Type::Time
        | Type::DateTime
        | Type::Duration
        | Type::Decimal
        | Type::Uuid
        | Type::Base64
        | Type::Bytes
        | Type::File => of_kind(Kind::Text),
        Type::Event => of_kind(Kind::Object),
        Type::List(_) => of_kind(Kind::List),
        Type::Map(_) => of_kind(Kind::Object),
        Type::Json => Evidence::default(),
        Type::Nullable(inner) | Type::Boxed(inner) => evidence(api, inner),
        Type::Named(id) => declared(api, *id),
    }
}

fn declared(api: &Api, id: TypeId) -> Evidence {
    match api.decl(id).map(|decl| &decl.shape) {
        Some(Shape::Enum { values, repr, .. }) => Evidence {
            values: values.iter().map(|value| value.name.wire.clone()).collect(),
            ..of_kind(match repr {
                Repr::Text => Kind::Text,
                Repr::Integer => Kind::Integer,
            })
        },
        Some(Shape::Struct { fields, .. }) => {
            let required = fields.iter().filter(|field| field.presence == Presence::Required);
            Evidence {
                required: required.map(|field| field.name.wire.clone()).collect(),
                known: fields.iter().map(|field| field.name.wire.clone()).collect(),
                constants: fields
                    .iter()
                    .filter_map(|field| constant(api, &field.name.wire, &field.ty))
                    .collect(),
                ..of_kind(Kind::Object)
            }
        }
        Some(Shape::Newtype(ty)) => evidence(api, ty),
        Some(Shape::Union { .. } | Shape::Alias(_)) | None => Evidence::default(),
    }
}

/// A property whose enum has a single value.
fn constant(api: &Api, wire: &str, ty: &Type) -> Option<(String, String)> {
    let (repr, only) = api.only_value(ty)?;
    (repr == Repr::Text).then(|| (wire.to_owned(), only.name.wire.clone()))
}
