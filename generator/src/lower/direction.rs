//! Which types are sent and which are received, and what that means for their properties.

use super::recursion;
use crate::model::{Access, Api, Content, Presence, Shape, Type, TypeDecl, TypeId};

/// Marks the types by their direction. A property that goes one way only is not required of a
/// type that goes both ways (OpenAPI 3.0.3, "Schema Object": where `readOnly` or `writeOnly`
/// meets `required`, it holds for the response or the request only).
pub(super) fn mark(api: &mut Api) {
    let operations = || api.tags.iter().flat_map(|tag| &tag.operations);
    let bodies = operations().flat_map(|operation| operation.body.iter().map(|body| &body.ty));
    let sent: Vec<TypeId> = operations()
        .flat_map(|operation| operation.parameters.iter().map(|parameter| &parameter.ty))
        .chain(bodies)
        .flat_map(named)
        .collect();
    let received: Vec<TypeId> = operations()
        .flat_map(|operation| &operation.answers)
        .filter_map(|answer| match &answer.content {
            Content::Value(_, ty) => Some(ty),
            Content::Empty => None,
        })
        .chain(
            operations()
                .flat_map(|operation| &operation.headers)
                .flat_map(|headers| headers.fields.iter().map(|header| &header.ty)),
        )
        .flat_map(named)
        .collect();
    hide(api);
    spread(api, sent, |decl| &mut decl.sent);
    spread(api, received, |decl| &mut decl.received);
    for decl in &mut api.types {
        let (sent, received) = (decl.sent, decl.received);
        if let Shape::Struct { fields, .. } = &mut decl.shape {
            for field in fields {
                let goes_missing = match field.access {
                    Access::Both => false,
                    Access::ReadOnly => sent,
                    Access::WriteOnly => received,
                };
                field.presence = match field.presence {
                    Presence::Required if goes_missing => Presence::Optional,
                    Presence::Nullable if goes_missing => Presence::Maybe,
                    presence => presence,
                };
            }
        }
    }
}

/// Marks the parameters whose values are secret, by whatever other name the type goes.
fn hide(api: &mut Api) {
    let mut tags = std::mem::take(&mut api.tags);
    for operation in tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        for parameter in &mut operation.parameters {
            parameter.secret |= api.is_secret(&parameter.ty);
        }
    }
    api.tags = tags;
}

fn named(ty: &Type) -> Vec<TypeId> {
    let mut ids = Vec::new();
    recursion::named(ty, &mut ids);
    ids
}

/// Sets a mark on the types and on all that they hold.
fn spread(api: &mut Api, mut waiting: Vec<TypeId>, mark: fn(&mut TypeDecl) -> &mut bool) {
    while let Some(id) = waiting.pop() {
        let Some(decl) = api.types.get_mut(id.0) else { continue };
        if !std::mem::replace(mark(decl), true) {
            decl.types().into_iter().for_each(|ty| recursion::named(ty, &mut waiting));
        }
    }
}
