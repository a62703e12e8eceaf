//! Which bodies and fields are asked for, now that all types are known.

use std::collections::BTreeMap;

use crate::model::{Api, Field, Parameter, Place, Preset, Shape, Type, TypeId};

/// Asks for each body that has to hold something, where the document does not say whether a call
/// needs it: most documents forget to, and a call without it compiles and is refused. Methods
/// that mostly have no body, such as that of a search, make sense without. A field of a form that
/// has one value only is not asked for, and a parameter with a default goes with that unless it is set.
pub(super) fn settle(api: &mut Api) {
    let mut tags = std::mem::take(&mut api.tags);
    for operation in tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        let is_sent = matches!(operation.method.as_str(), "POST" | "PUT" | "PATCH");
        if let Some(body) = &mut operation.body
            && operation.needs_body.is_none()
            && is_sent
        {
            body.required |= requires(api, &body.ty, ARMS, &mut BTreeMap::new());
        }
        for field in &mut operation.parameters {
            let only = api.only_value(&field.ty).map(|value| value.name.wire.clone());
            let is_field = matches!(field.place, Place::Form | Place::Part);
            if let (Some(only), true) = (only, is_field && field.required) {
                (field.required, field.preset) = (false, Some(Preset::Only));
                field.default = Some(only);
            }
            if let Some(default) = default(api, field).filter(|_| field.required) {
                (field.required, field.preset) = (false, Some(Preset::Text(default)));
            }
        }
    }
    api.tags = tags;
}

/// The default of a parameter that is one text on the wire. In a path, a default is no more than an
/// example: it would name a thing that the caller did not.
fn default(api: &Api, parameter: &Parameter) -> Option<String> {
    let default = parameter.default.as_ref().filter(|_| parameter.part.is_none())?;
    let is_value = match api.resolved(&parameter.ty) {
        Type::Text | Type::Bool | Type::Integer(_) | Type::Float(_) => true,
        Type::Named(id) => match api.decl(*id).map(|decl| &decl.shape) {
            Some(Shape::Enum { values, .. }) => {
                values.iter().any(|value| value.name.wire == *default)
            }
            _ => false,
        },
        _ => false,
    };
    (is_value && !parameter.secret && parameter.place != Place::Path).then(|| default.clone())
}

/// How deep unions of unions are looked into.
const ARMS: usize = 4;

/// Whether no value of the type goes without a property.
fn requires(
    api: &Api,
    ty: &Type,
    depth: usize,
    known: &mut BTreeMap<(TypeId, usize), bool>,
) -> bool {
    let mut ty = api.resolved(ty);
    while let Type::Boxed(inner) = ty {
        ty = api.resolved(inner);
    }
    let Type::Named(id) = ty else { return false };
    if let Some(known) = known.get(&(*id, depth)) {
        return *known;
    }
    let requires = match api.decl(*id).map(|decl| &decl.shape) {
        Some(Shape::Struct { fields, .. }) => fields.iter().any(Field::is_required),
        Some(Shape::Union { arms, .. }) if depth > 0 => {
            arms.iter().all(|arm| requires(api, &arm.ty, depth - 1, known))
        }
        _ => false,
    };
    known.insert((*id, depth), requires);
    requires
}
