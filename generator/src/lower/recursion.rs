//! Types that hold themselves: where a box is needed, and where an alias cannot be.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::model::{Api, Shape, Type, TypeId};

/// Ends the circles of names and of alternatives that no type can be.
pub(super) fn end_circles(api: &mut Api, document: &Document, diagnostics: &mut Diagnostics) {
    name_lists_of_themselves(api);
    end_alias_circles(api, document, diagnostics);
    end_union_circles(api, document, diagnostics);
}

/// Adds the boxes without which a type would have no size.
pub(super) fn untie(api: &mut Api) {
    let ids: Vec<TypeId> = (0..api.types.len()).map(TypeId).collect();
    for id in ids {
        let Some(decl) = api.types.get(id.0) else {
            continue;
        };
        let Shape::Struct { fields, .. } = &decl.shape else {
            continue;
        };
        let circular: Vec<usize> = fields
            .iter()
            .enumerate()
            .filter(|(_, field)| held(&field.ty).is_some_and(|held| reaches(api, held, id)))
            .map(|(index, _)| index)
            .collect();
        let Some(Shape::Struct { fields, .. }) =
            api.types.get_mut(id.0).map(|decl| &mut decl.shape)
        else {
            continue;
        };
        for index in circular {
            if let Some(field) = fields.get_mut(index) {
                field.ty = Type::Boxed(Box::new(std::mem::replace(&mut field.ty, Type::Json)));
            }
        }
    }
}

/// `type Tree = Vec<Tree>` is no type, but `struct Tree(Vec<Tree>)` is. Of several lists and maps
/// on one circle, it is the first by name, whatever order the document has.
fn name_lists_of_themselves(api: &mut Api) {
    let mut ids: Vec<TypeId> = (0..api.types.len()).map(TypeId).collect();
    ids.sort_by_key(|id| api.decl(*id).map(|decl| decl.name.rust.clone()));
    for id in ids {
        let is_circular = aliases_reach(api, id);
        let Some(decl) = api.types.get_mut(id.0).filter(|_| is_circular) else { continue };
        if let Shape::Alias(ty @ (Type::List(_) | Type::Map(_))) = &decl.shape {
            decl.shape = Shape::Newtype(ty.clone());
        }
    }
}

/// A name for itself alone is no type: it becomes JSON.
fn end_alias_circles(api: &mut Api, document: &Document, diagnostics: &mut Diagnostics) {
    for index in 0..api.types.len() {
        let id = TypeId(index);
        if !aliases_reach(api, id) {
            continue;
        }
        let Some(decl) = api.types.get_mut(index) else {
            continue;
        };
        let (origin, name) = (decl.origin.clone(), decl.name.wire.clone());
        decl.shape = Shape::Alias(Type::Json);
        let message = format!("`{name}` is another name for itself");
        let diagnostic = Diagnostic::warning(
            Code::RecursiveType,
            origin.clone(),
            document.span(&origin),
            message,
        )
        .consequence("its values are kept as JSON (`serde_json::Value`)")
        .help("say what its values are");
        diagnostics.push(diagnostic);
    }
}

/// A union that is one of its own alternatives would be read without end.
fn end_union_circles(api: &mut Api, document: &Document, diagnostics: &mut Diagnostics) {
    for index in 0..api.types.len() {
        let Some(Shape::Union { arms, .. }) = api.types.get(index).map(|decl| &decl.shape) else {
            continue;
        };
        let circular: Vec<bool> =
            arms.iter().map(|arm| is_alternative(api, &arm.ty, TypeId(index))).collect();
        let Some(decl) = api.types.get_mut(index).filter(|_| circular.contains(&true)) else {
            continue;
        };
        let (origin, name) = (decl.origin.clone(), decl.name.wire.clone());
        if let Shape::Union { arms, .. } = &mut decl.shape {
            let mut keeps = circular.into_iter().map(|is_circular| !is_circular);
            arms.retain(|_| keeps.next().unwrap_or(true));
        }
        let message = format!("`{name}` is one of its own alternatives");
        let diagnostic = Diagnostic::warning(
            Code::RecursiveType,
            origin.clone(),
            document.span(&origin),
            message,
        )
        .consequence("that alternative is left out")
        .help("remove it: it adds no value");
        diagnostics.push(diagnostic);
    }
}

/// Whether a value of `ty` can be one of `goal` without anything in between.
fn is_alternative(api: &Api, ty: &Type, goal: TypeId) -> bool {
    let mut waiting = vec![ty];
    let mut seen = BTreeSet::new();
    while let Some(ty) = waiting.pop() {
        match ty {
            Type::Named(id) if *id == goal => return true,
            Type::Named(id) if seen.insert(*id) => match api.decl(*id).map(|decl| &decl.shape) {
                Some(Shape::Alias(ty)) => waiting.push(ty),
                Some(Shape::Union { arms, .. }) => waiting.extend(arms.iter().map(|arm| &arm.ty)),
                _ => {}
            },
            Type::Boxed(inner) | Type::Nullable(inner) => waiting.push(inner),
            _ => {}
        }
    }
    false
}

/// Whether an alias leads back to itself through aliases only.
fn aliases_reach(api: &Api, start: TypeId) -> bool {
    let mut waiting = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let Some(Shape::Alias(ty)) = api.decl(id).map(|decl| &decl.shape) else {
            continue;
        };
        let mut next = Vec::new();
        named(ty, &mut next);
        if next.contains(&start) {
            return true;
        }
        waiting.extend(next.into_iter().filter(|id| seen.insert(*id)));
    }
    false
}

/// The declared type that a value of `ty` holds directly, not behind a list, map or box.
fn held(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => held(inner),
        _ => None,
    }
}

/// Whether a value of `start` holds one of `goal` directly.
fn reaches(api: &Api, start: TypeId, goal: TypeId) -> bool {
    let mut waiting = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if id == goal {
            return true;
        }
        if !seen.insert(id) {
            continue;
        }
        if let Some(decl) = api.decl(id) {
            waiting.extend(decl.types().into_iter().filter_map(held));
        }
    }
    false
}

/// The declared types that `ty` names, anywhere in it.
pub(super) fn named(ty: &Type, out: &mut Vec<TypeId>) {
    ty.any(&mut |part| {
        if let Type::Named(id) = part {
            out.push(*id);
        }
        false
    });
}
