//! Which type of NEW is which type of OLD.
//!
//! First by the name: with the names that the crate has, a type that is still there has its own. Then by the
//! place: what stands where a type stood that has no other is that type with another name.

use std::collections::{BTreeMap, BTreeSet};

use super::sides::{Pairs, by_name};
use crate::model::{Api, Content, Operation, Shape, Type, TypeDecl, TypeId};

/// Pairs all types; `operations` are those that are in both.
pub(super) fn pairs(old: &Api, new: &Api, operations: &[(&Operation, &Operation)]) -> Pairs {
    let mut pairing = Pairing { old, new, pairs: Pairs::default() };
    let mut waiting = Vec::new();
    let named: BTreeMap<&str, TypeId> =
        ids(new).map(|(id, decl)| (decl.name.rust.as_str(), id)).collect();
    for (id, decl) in ids(old) {
        if let Some(other) = named.get(decl.name.rust.as_str()) {
            pairing.pairs.join(id, *other);
            waiting.push((id, *other));
        }
    }
    for (one, other) in operations {
        pairing.operation(one, other, &mut waiting);
    }
    while let Some((one, other)) = waiting.pop() {
        pairing.inside(one, other, &mut waiting);
    }
    pairing.pairs
}

/// All declarations with their ids.
pub(super) fn ids(api: &Api) -> impl Iterator<Item = (TypeId, &TypeDecl)> {
    api.types.iter().enumerate().map(|(id, decl)| (TypeId(id), decl))
}

struct Pairing<'a> {
    old: &'a Api,
    new: &'a Api,
    pairs: Pairs,
}

impl Pairing<'_> {
    fn operation(&mut self, old: &Operation, new: &Operation, waiting: &mut Vec<(TypeId, TypeId)>) {
        let named = by_name(&new.parameters, |one| one.name.wire.as_str());
        for one in &old.parameters {
            if let Some(other) = named.get(one.name.wire.as_str()) {
                self.meet(&one.ty, &other.ty, waiting);
            }
        }
        if let (Some(one), Some(other)) = (&old.body, &new.body) {
            self.meet(&one.ty, &other.ty, waiting);
        }
        for one in &old.responses {
            let other = new.responses.iter().find(|other| other.status == one.status);
            let other = other.and_then(|other| other.content.ty());
            if let (Some(one), Some(other)) = (Content::ty(&one.content), other) {
                self.meet(one, other, waiting);
            }
        }
    }

    fn meet(&mut self, old: &Type, new: &Type, waiting: &mut Vec<(TypeId, TypeId)>) {
        match (old, new) {
            (Type::Named(one), Type::Named(other)) => {
                let is_new = self.is_alike(*one, *other) && self.pairs.join(*one, *other);
                waiting.extend(is_new.then_some((*one, *other)));
            }
            (
                Type::List(one) | Type::Map(one) | Type::Nullable(one) | Type::Boxed(one),
                Type::List(other) | Type::Map(other) | Type::Nullable(other) | Type::Boxed(other),
            ) => self.meet(one, other, waiting),
            (Type::Boxed(one) | Type::Nullable(one), other) => self.meet(one, other, waiting),
            (one, Type::Boxed(other) | Type::Nullable(other)) => self.meet(one, other, waiting),
            _ => {}
        }
    }

    /// Whether one may be the other with another name: it is of the same kind, and has half of what it had.
    fn is_alike(&self, one: TypeId, other: TypeId) -> bool {
        let (Some(old), Some(new)) = (self.old.decl(one), self.new.decl(other)) else {
            return false;
        };
        fn names(decl: &TypeDecl) -> Vec<&str> {
            match &decl.shape {
                Shape::Struct { fields, .. } => {
                    fields.iter().map(|field| field.name.wire.as_str()).collect()
                }
                Shape::Enum { values, .. } => {
                    values.iter().map(|value| value.name.wire.as_str()).collect()
                }
                Shape::Union { arms, .. } => arms.iter().map(|arm| arm.name.as_str()).collect(),
                Shape::Alias(_) | Shape::Newtype(_) => Vec::new(),
            }
        }
        let (was, is) = (names(old), names(new).into_iter().collect::<BTreeSet<_>>());
        let kept = was.iter().filter(|name| is.contains(*name)).count();
        std::mem::discriminant(&old.shape) == std::mem::discriminant(&new.shape)
            && kept * 2 >= was.len()
    }

    fn inside(&mut self, old: TypeId, new: TypeId, waiting: &mut Vec<(TypeId, TypeId)>) {
        let (Some(old), Some(new)) = (self.old.decl(old), self.new.decl(new)) else { return };
        match (&old.shape, &new.shape) {
            (
                Shape::Struct { fields, rest },
                Shape::Struct { fields: others, rest: other_rest },
            ) => {
                let named = by_name(others, |field| field.name.wire.as_str());
                for field in fields {
                    if let Some(other) = named.get(field.name.wire.as_str()) {
                        self.meet(&field.ty, &other.ty, waiting);
                    }
                }
                if let (Some((_, one)), Some((_, other))) = (rest, other_rest) {
                    self.meet(one, other, waiting);
                }
            }
            (Shape::Union { arms, .. }, Shape::Union { arms: others, .. }) => {
                let named = by_name(others, |arm| arm.name.as_str());
                for arm in arms {
                    if let Some(other) = named.get(arm.name.as_str()) {
                        self.meet(&arm.ty, &other.ty, waiting);
                    }
                }
            }
            (
                Shape::Alias(one) | Shape::Newtype(one),
                Shape::Alias(other) | Shape::Newtype(other),
            ) => self.meet(one, other, waiting),
            _ => {}
        }
    }
}
