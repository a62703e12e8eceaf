//! How the properties of values that are sent are made, now that all types are known.

use crate::lower::schemas::{Facts, Shown};
use crate::model::{Api, Constant, Field, Initial, Making, Presence, Shape, Type};

/// Says it of each property.
pub(in crate::lower::passes) fn settle(api: &mut Api) {
    for index in 0..api.types.len() {
        let decl = api.types.get(index).filter(|decl| decl.sent);
        let Some(Shape::Struct { fields, .. }) = decl.map(|decl| &decl.shape) else { continue };
        let made: Vec<(Making, Option<String>)> =
            fields.iter().map(|field| (making(api, field), example(api, field))).collect();
        if let Some(Shape::Struct { fields, .. }) =
            api.types.get_mut(index).map(|decl| &mut decl.shape)
        {
            for (field, made) in fields.iter_mut().zip(made) {
                (field.making, field.example) = made;
            }
        }
    }
}

fn making(api: &Api, field: &Field) -> Making {
    let initial = initial(api, field);
    let is_settable = !field.is_required() || initial.is_some();
    let setter = is_settable.then(|| setter(field));
    Making { setter, initial, ..Making::default() }
}

/// The method that sets a property.
pub(super) fn setter(field: &Field) -> String {
    format!("with_{}", field.name.rust.trim_start_matches('_'))
}

/// A value to show that is within the limits.
fn example(api: &Api, field: &Field) -> Option<String> {
    let mut ty = api.plain(&field.ty);
    while let Type::List(inner) | Type::Map(inner) = ty {
        ty = api.plain(inner);
    }
    Facts::of(field.example.clone()).sample(&Shown {
        name: &field.name.wire,
        ty,
        limits: &field.limits,
        place: None,
        is_secret: *ty == Type::Secret,
        default: field.default.as_ref(),
    })
}

/// The default of a required property, if it is a value of its type: nobody has to say it.
pub(super) fn initial(api: &Api, field: &Field) -> Option<Initial> {
    if field.presence != Presence::Required || field.only.is_some() {
        return None;
    }
    let default = field.default.as_deref()?;
    match api.resolved(&field.ty) {
        Type::Text => Some(Initial::Constant(Constant::Text(default.to_owned()))),
        Type::Bool => Some(Initial::Constant(Constant::Bool(default.parse().ok()?))),
        Type::Integer(name) => {
            let number: i64 = default.parse().ok()?;
            fits(name, number).then_some(Initial::Constant(Constant::Integer(number)))
        }
        Type::Float(_) => {
            default.parse().ok().filter(|it: &f64| it.is_finite()).map(Initial::Float)
        }
        Type::Named(id) => match &api.decl(*id)?.shape {
            Shape::Enum { values, .. } => {
                let value = values.iter().find(|value| value.name.wire == default)?;
                Some(Initial::Variant(value.name.rust.clone()))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a number is one of a type of whole numbers.
pub(super) fn fits(ty: &str, number: i64) -> bool {
    match ty {
        "i32" => i32::try_from(number).is_ok(),
        "i64" | "i128" => true,
        "u32" => u32::try_from(number).is_ok(),
        "u64" => u64::try_from(number).is_ok(),
        _ => false,
    }
}
