//! Schemas that are two types, since what is sent of them is not what is received.
//!
//! That is so where a property is required and goes one way only (OpenAPI 3.0.3, "Schema
//! Object": `readOnly`, `writeOnly`), and where a type holds such a one. All others stay single.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::operations::Roots;
use crate::lower::report::Report;
use crate::lower::schemas::TypeNames;
use crate::model::{Access, Api, BodyFormat, Field, Shape, Twin, TypeDecl, TypeId};

/// Makes a second type of what is sent, where it differs, and sends that one.
pub(super) fn split(api: &mut Api, names: &mut TypeNames, roots: &mut Roots, report: &Report<'_>) {
    let differing = differing(api);
    let mut twins: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for id in &differing {
        let Some(decl) = api.decl(*id).filter(|decl| decl.received) else { continue };
        let mut second = decl.clone();
        let wanted = format!("{}Request", second.name.rust);
        let (wire, origin) = (second.name.wire.clone(), second.origin.clone());
        (second.name, second.module) = names.claim(report, &wire, &wanted, &origin);
        (second.sent, second.received) = (true, false);
        drop_fields(&mut second, Access::ReadOnly);
        twins.insert(*id, TypeId(api.types.len()));
        api.types.push(second);
    }
    let twin = |id: TypeId| twins.get(&id).copied();
    for id in &differing {
        let sent = twin(*id).unwrap_or(*id);
        let decl = api.types.get_mut(sent.0);
        decl.into_iter().flat_map(TypeDecl::types_mut).for_each(|ty| ty.replace(&twin));
    }
    for operation in api.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty);
        parameters.for_each(|ty| ty.replace(&twin));
        let Some(body) = &mut operation.body else { continue };
        let received = body.ty.clone();
        body.ty.replace(&twin);
        if let BodyFormat::Xml(index) = &mut body.format
            && body.ty != received
        {
            *index = roots.of_type(*index, &body.ty);
        }
    }
    for (id, second) in &twins {
        let has_all = has_all(api, *id, *second);
        if let Some(decl) = api.types.get_mut(id.0) {
            decl.sent = false;
            decl.twin = Some(Twin::Sent(*second));
            // Among all other properties, one that comes nevertheless would be no secret.
            if !matches!(decl.shape, Shape::Struct { rest: Some(_), .. }) {
                drop_fields(decl, Access::WriteOnly);
            }
        }
        if let Some(decl) = api.types.get_mut(second.0) {
            decl.twin = Some(Twin::Received { id: *id, has_all });
        }
    }
}
/// The types that are sent in another form than they are received, and those that are sent and
/// hold one.
fn differing(api: &Api) -> BTreeSet<TypeId> {
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    let mut waiting = Vec::new();
    let is_one_way = |field: &Field| field.access != Access::Both && field.is_required();
    for (index, decl) in api.types.iter().enumerate().filter(|(_, decl)| decl.sent) {
        let mut held = Vec::new();
        let types = decl.types_without(Access::ReadOnly);
        types.into_iter().for_each(|ty| ty.names(&mut held));
        for id in held {
            holders.entry(id).or_default().push(TypeId(index));
        }
        match &decl.shape {
            Shape::Struct { fields, .. } if decl.received && fields.iter().any(is_one_way) => {
                waiting.push(TypeId(index));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            waiting.extend(holders.get(&id).into_iter().flatten());
        }
    }
    found
}

fn drop_fields(decl: &mut TypeDecl, access: Access) {
    if let Shape::Struct { fields, .. } = &mut decl.shape {
        fields.retain(|field| field.access != access);
    }
}

/// Whether what is sent can be made of what was received, field by field: what differs deeper
/// down would need as much code as the types themselves.
fn has_all(api: &Api, received: TypeId, sent: TypeId) -> bool {
    let shape = |id: TypeId| api.decl(id).map(|decl| &decl.shape);
    let (
        Some(Shape::Struct { fields: received, rest: received_rest }),
        Some(Shape::Struct { fields, rest }),
    ) = (shape(received), shape(sent))
    else {
        return false;
    };
    let is_there = |field: &Field| match field.access {
        Access::WriteOnly => !field.is_required(),
        _ => received.iter().any(|other| other.name == field.name && other.ty == field.ty),
    };
    let has_any = rest.is_some() || fields.iter().any(|field| field.access != Access::WriteOnly);
    has_any && fields.iter().all(is_there) && rest == received_rest
}
