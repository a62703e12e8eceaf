//! Structs by which what a type requires has names: five arguments in a row are easily mixed up.

use crate::lower::report::Report;
use crate::lower::schemas::TypeNames;
use crate::model::{Api, Field, Shape, Type, TypeDecl};
use crate::name::lock::{Key, Kind};

/// How many properties are asked for at least.
const MANY: usize = 5;

/// How many of one plain type.
const ALIKE: usize = 3;

/// Names them.
pub(super) fn settle(api: &mut Api, names: &mut TypeNames, report: &Report<'_>) {
    for index in 0..api.types.len() {
        let Some(decl) = api.types.get(index).filter(|decl| decl.sent && has_many(api, decl))
        else {
            continue;
        };
        let wanted = format!("{}Required", decl.name.rust);
        let key = Key::new(Kind::Type, report.held.owner_at(&decl.origin), wanted.as_str());
        let named = names.claim_free(report, &key, &decl.name.wire, &wanted, &decl.origin);
        if let Some(decl) = api.types.get_mut(index) {
            decl.named = named.map(|(name, _)| name.rust);
        }
    }
}

fn has_many(api: &Api, decl: &TypeDecl) -> bool {
    let Shape::Struct { fields, .. } = &decl.shape else { return false };
    let asked: Vec<&Field> = fields.iter().filter(|field| api.is_asked(field)).collect();
    let alike = |ty: &Type| asked.iter().filter(|field| api.resolved(&field.ty) == ty).count();
    let is_plain =
        |ty: &Type| matches!(ty, Type::Text | Type::Bool | Type::Integer(_) | Type::Float(_));
    let mut types = asked.iter().map(|field| api.resolved(&field.ty));
    asked.len() >= MANY || types.any(|ty| is_plain(ty) && alike(ty) >= ALIKE)
}
