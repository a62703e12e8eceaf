//! Which types are sent and which are received, and what that means for their properties.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Access, Api, Presence, Shape, Type, TypeDecl, TypeId};
use crate::source::Pointer;

/// Marks the types by their direction.
pub(in crate::lower) fn mark(api: &mut Api) {
    let operations = || api.tags.iter().flat_map(|tag| &tag.operations);
    let bodies = operations().flat_map(|operation| operation.body.iter().map(|body| &body.ty));
    let sent: Vec<TypeId> = operations()
        .flat_map(|operation| operation.parameters.iter().map(|parameter| &parameter.ty))
        .chain(bodies)
        .flat_map(named)
        .collect();
    let received: Vec<TypeId> = operations()
        .flat_map(|operation| &operation.responses)
        .filter_map(|response| response.content.ty())
        .chain(
            operations()
                .flat_map(|operation| &operation.headers)
                .flat_map(|headers| headers.fields.iter().map(|header| &header.ty)),
        )
        .flat_map(named)
        .collect();
    spread(api, sent, Access::ReadOnly, |decl| &mut decl.sent);
    spread(api, received, Access::WriteOnly, |decl| &mut decl.received);
}

/// A property is not required of a type that goes the other way (OpenAPI 3.0.3, "Schema Object":
/// where `readOnly` or `writeOnly` meets `required`, it holds for the response or the request
/// only).
pub(super) fn relax(api: &mut Api) {
    for decl in &mut api.types {
        let (sent, received) = (decl.sent, decl.received);
        let Shape::Struct { fields, .. } = &mut decl.shape else { continue };
        for field in fields {
            let goes_missing = match field.access {
                Access::Both => field.is_undescribed && received,
                Access::ReadOnly | Access::MaybeSent => sent,
                Access::WriteOnly => received,
            };
            field.presence = match field.presence {
                Presence::Required if goes_missing => Presence::Optional,
                Presence::Nullable if goes_missing => Presence::Maybe,
                // What is missing and what is null differ for nobody who only reads.
                Presence::Maybe if !sent => Presence::Optional,
                presence => presence,
            };
        }
    }
}

/// The properties that can be null as well as missing.
pub(super) fn nulls(api: &Api) -> BTreeSet<Pointer> {
    let fields = api.types.iter().flat_map(|decl| match &decl.shape {
        Shape::Struct { fields, .. } => fields.as_slice(),
        _ => &[],
    });
    let nulls = fields.filter(|field| field.presence == Presence::Maybe);
    nulls.map(|field| field.origin.clone()).collect()
}

/// Lets all types go both ways: who serves an API sends what its clients receive. Names and types are
/// those that a client has. Only now that it is known which are the same, a property that can be null is
/// told from one that is missing wherever it goes, and one of which the document says no more than that
/// it is required need not be there.
pub(super) fn open(api: &mut Api, nulls: &BTreeSet<Pointer>) {
    let mut places: BTreeMap<TypeId, Vec<Pointer>> = BTreeMap::new();
    for alias in &api.aliases {
        places.entry(alias.ty).or_default().push(alias.origin.clone());
    }
    for (index, decl) in api.types.iter_mut().enumerate() {
        (decl.sent, decl.received) = (true, true);
        let places = places.get(&TypeId(index)).map(Vec::as_slice).unwrap_or_default();
        let Shape::Struct { fields, .. } = &mut decl.shape else { continue };
        for field in fields {
            // One type can stand for the schemas of several places.
            let other = |at: &Pointer| at.child("properties").child(&field.name.wire);
            let can_be_null =
                nulls.contains(&field.origin) || places.iter().any(|at| nulls.contains(&other(at)));
            field.presence = match field.presence {
                Presence::Optional if can_be_null => Presence::Maybe,
                Presence::Required if field.is_undescribed => Presence::Optional,
                Presence::Nullable if field.is_undescribed => Presence::Maybe,
                presence => presence,
            };
        }
    }
}

/// Marks the parameters whose values are secret, by whatever other name the type goes, and drops
/// their defaults and those of secret properties.
pub(super) fn hide(api: &mut Api) {
    let mut tags = std::mem::take(&mut api.tags);
    for operation in tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        for parameter in &mut operation.parameters {
            parameter.secret |= api.is_secret(&parameter.ty);
            parameter.default = parameter.default.take().filter(|_| !parameter.secret);
        }
    }
    api.tags = tags;
    for index in 0..api.types.len() {
        let Some(Shape::Struct { fields, .. }) = api.types.get(index).map(|decl| &decl.shape)
        else {
            continue;
        };
        let secrets: Vec<bool> = fields.iter().map(|field| api.is_secret(&field.ty)).collect();
        if let Some(Shape::Struct { fields, .. }) =
            api.types.get_mut(index).map(|decl| &mut decl.shape)
        {
            for (field, _) in fields.iter_mut().zip(secrets).filter(|(_, is_secret)| *is_secret) {
                field.default = None;
            }
        }
    }
}

fn named(ty: &Type) -> Vec<TypeId> {
    let mut ids = Vec::new();
    ty.names(&mut ids);
    ids
}

/// Sets a mark on the types and on all that they hold, but for properties that do not go there.
fn spread(
    api: &mut Api,
    mut waiting: Vec<TypeId>,
    but: Access,
    mark: fn(&mut TypeDecl) -> &mut bool,
) {
    while let Some(id) = waiting.pop() {
        let Some(decl) = api.types.get_mut(id.0) else { continue };
        if !std::mem::replace(mark(decl), true) {
            let held = decl.types_without(but);
            held.into_iter().for_each(|ty| ty.names(&mut waiting));
        }
    }
}
