//! How the properties of values that are sent are made, now that all types are known.

use crate::model::{Api, Field, Making, Presence, Shape, Type};

/// Says it of each property.
pub(super) fn settle(api: &mut Api) {
    for index in 0..api.types.len() {
        let decl = api.types.get(index).filter(|decl| decl.sent);
        let Some(Shape::Struct { fields, .. }) = decl.map(|decl| &decl.shape) else { continue };
        let made: Vec<Making> = fields.iter().map(|field| making(api, field)).collect();
        if let Some(Shape::Struct { fields, .. }) =
            api.types.get_mut(index).map(|decl| &mut decl.shape)
        {
            for (field, making) in fields.iter_mut().zip(made) {
                field.making = making;
            }
        }
    }
}

fn making(api: &Api, field: &Field) -> Making {
    let name = || format!("with_{}", field.name.rust.trim_start_matches('_'));
    let is_plain = matches!(field.presence, Presence::Required | Presence::Optional);
    Making {
        setter: (!field.is_required()).then(name),
        is_instant: is_plain && *api.resolved(&field.ty) == Type::Timestamp,
    }
}
