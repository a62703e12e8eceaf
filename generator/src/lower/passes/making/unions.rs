//! The methods of unions: one for each variant, and one for each property that all of them have.

use crate::model::{Api, Arm, Field, Getter, Presence, Shape, Type, TypeId};
use crate::name::{self, Scope};

/// What a union has of its own.
const OWN: [&str; 1] = ["sample"];

/// The most properties that get a method.
const SHARED: usize = 12;

/// Names them.
pub(in crate::lower::passes) fn settle(api: &mut Api) {
    for id in (0..api.types.len()).map(TypeId) {
        let Some(Shape::Union { arms, .. }) = api.decl(id).map(|decl| &decl.shape) else {
            continue;
        };
        let mut scope = Scope::new(&OWN);
        let names: Vec<String> = arms
            .iter()
            .map(|arm| {
                scope.claim(&name::value_name(&format!("as {}", name::value_name(&arm.name))))
            })
            .collect();
        let fields: Vec<Field> = shared(api, arms).into_iter().cloned().collect();
        let getters =
            fields.into_iter().map(|field| Getter { name: scope.claim(&field.name.rust), field });
        let getters: Vec<Getter> = getters.take(SHARED).collect();
        if let Some(Shape::Union { arms, shared, .. }) =
            api.types.get_mut(id.0).map(|decl| &mut decl.shape)
        {
            *shared = getters;
            for (arm, getter) in arms.iter_mut().zip(names) {
                arm.getter = getter;
            }
        }
    }
}

/// The properties that all variants have in the same form, where all are objects. What tells the variants
/// apart needs no method: it is in their names.
fn shared<'a>(api: &'a Api, arms: &'a [Arm]) -> Vec<&'a Field> {
    let fields: Option<Vec<&[Field]>> = arms.iter().map(|arm| fields(api, arm)).collect();
    let Some([first, others @ ..]) = fields.as_deref().filter(|all| all.len() > 1) else {
        return Vec::new();
    };
    let is_there = |field: &&Field| {
        let is_it = |other: &Field| {
            other.name == field.name
                && other.presence == field.presence
                && api.resolved(&other.ty) == api.resolved(&field.ty)
                && other.only.is_none()
        };
        is_it(field) && others.iter().all(|fields| fields.iter().any(is_it))
    };
    first.iter().filter(|field| field.presence != Presence::Maybe).filter(is_there).collect()
}

fn fields<'a>(api: &'a Api, arm: &'a Arm) -> Option<&'a [Field]> {
    let Type::Named(id) = api.resolved(arm.plain()) else { return None };
    match &api.decl(*id)?.shape {
        Shape::Struct { fields, .. } => Some(fields),
        _ => None,
    }
}
