//! Values that are of several alternatives at once: `anyOf` allows it (JSON Schema 2020-12 core,
//! section 10.2.1.2), and what only one of the types has must not be lost.

use super::evidence;
use crate::lower::report::Report;
use crate::lower::schemas::TypeNames;
use crate::model::{Access, Api, Arm, Field, Presence, Several, Shape, Type, TypeDecl, TypeId};
use crate::name::Scope;

/// The most properties that are put together.
const FIELDS: usize = 60;

/// Adds to each union by `anyOf` of objects that can be several of them a type with the
/// properties of all.
pub(super) fn put_together(api: &mut Api, names: &mut TypeNames, report: &Report<'_>) {
    for id in (0..api.types.len()).map(TypeId) {
        let Some(decl) = api.decl(id) else { continue };
        let Shape::Union { is_any: true, arms, tag: None, unknown, .. } = &decl.shape else {
            continue;
        };
        let Some((fields, rest)) = all_fields(api, arms) else { continue };
        if evidence::tells(api, arms) {
            continue;
        }
        let mut scope = Scope::exact(&[unknown]);
        for arm in arms {
            scope.claim(&arm.name);
        }
        let (decl, variant) = (decl.clone(), scope.claim("Several"));
        let wanted = format!("{}{variant}", decl.name.rust);
        let (name, module) = names.claim(report, &decl.name.wire, &wanted, &decl.origin);
        let keeps_rest = rest.is_some();
        let together = TypeId(api.types.len());
        api.types.push(TypeDecl {
            name,
            module,
            shape: Shape::Struct { fields, rest },
            twin: None,
            docs: "The properties of all types that a value can be of at once.".to_owned(),
            ..decl
        });
        if let Some(Shape::Union { arms, .. }) = api.types.get_mut(id.0).map(|decl| &mut decl.shape)
        {
            let several = Some(Several { keeps_rest });
            arms.push(Arm { several, ..Arm::new(variant, Type::Named(together).boxed()) });
        }
    }
}
/// Fields, and where other properties are kept.
type Fields = (Vec<Field>, Option<(String, Type)>);

/// The properties of all alternatives that are objects, where there are two or more of them and
/// each property is of one type.
fn all_fields(api: &Api, arms: &[Arm]) -> Option<Fields> {
    let mut objects = 0;
    let mut all: Vec<Field> = Vec::new();
    let mut scope = Scope::default();
    let mut rest = None;
    for arm in arms {
        if let Type::Map(values) = api.resolved(&arm.ty) {
            rest = rest.or_else(|| Some(("additional_properties".to_owned(), (**values).clone())));
            objects += 1;
            continue;
        }
        let Type::Boxed(inner) = &arm.ty else { continue };
        let Type::Named(id) = api.resolved(inner) else { continue };
        let Shape::Struct { fields, rest: more } = &api.decl(*id)?.shape else {
            // A union within, or a list of its own.
            return None;
        };
        objects += 1;
        rest = rest.or_else(|| more.clone());
        for field in fields {
            let is_full = all.len() == FIELDS;
            match all.iter_mut().find(|known| known.name.wire == field.name.wire) {
                Some(known) if known.ty != field.ty || known.access != field.access => return None,
                Some(_) => {}
                None if is_full => return None,
                None => {
                    let mut field = field.clone();
                    field.name.rust = scope.claim(&field.name.rust);
                    all.push(field);
                }
            }
        }
    }
    for field in &mut all {
        field.presence = match field.presence {
            Presence::Required => Presence::Optional,
            Presence::Nullable => Presence::Maybe,
            presence => presence,
        };
        field.only = None;
    }
    let is_one_way = all.iter().any(|field| field.access != Access::Both);
    // Maps alone are told by what they hold.
    let is_it = objects > 1 && !all.is_empty() && !is_one_way;
    is_it.then(|| (all, rest.map(|(name, ty)| (scope.claim(&name), ty))))
}
