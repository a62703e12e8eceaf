//! Whether each JSON value of one type is one of another.

use std::collections::BTreeSet;

use crate::model::{Api, Field, Presence, Repr, Shape, Type, TypeDecl, TypeId};

/// Compares values of a type of one API with those of a type of another one.
#[derive(Debug)]
pub(super) struct Fit<'a> {
    from: &'a Api,
    to: &'a Api,
    /// Whether it is a generated type that reads them: enums and unions keep what they do not know.
    is_read: bool,
    /// What is looked at already: types may hold themselves.
    seen: BTreeSet<(TypeId, TypeId)>,
}

/// What stands in text.
fn is_text(api: &Api, ty: &Type) -> bool {
    let is_enum = |decl: &TypeDecl| matches!(decl.shape, Shape::Enum { repr: Repr::Text, .. });
    match ty {
        Type::Text
        | Type::Secret
        | Type::Timestamp
        | Type::Date
        | Type::Time
        | Type::DateTime
        | Type::Duration
        | Type::Decimal
        | Type::Uuid
        | Type::Base64 => true,
        Type::Named(id) => api.decl(*id).is_some_and(is_enum),
        _ => false,
    }
}

/// The least and the highest number of a type of integers.
fn range(name: &str) -> (i128, i128) {
    match name {
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "u8" => (0, u8::MAX.into()),
        "i16" => (i16::MIN.into(), i16::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" => (0, u64::MAX.into()),
        "i64" => (i64::MIN.into(), i64::MAX.into()),
        "u128" => (0, i128::MAX),
        _ => (i128::MIN, i128::MAX),
    }
}

impl<'a> Fit<'a> {
    /// Values of `from`, where a type of `to` is asked for; whether that is a type of the crate.
    pub(super) fn new(from: &'a Api, to: &'a Api, is_read: bool) -> Self {
        Self { from, to, is_read, seen: BTreeSet::new() }
    }

    /// Whether all values of `one` are values of `other`.
    pub(super) fn fits(&mut self, one: &Type, other: &Type) -> bool {
        let (one, other) = (self.from.resolved(one), self.to.resolved(other));
        match (one, other) {
            (Type::Boxed(one), other) => self.fits(&one.clone(), other),
            (one, Type::Boxed(other)) => self.fits(one, &other.clone()),
            (_, Type::Json) => true,
            (Type::Json, _) => false,
            (Type::Nullable(one), Type::Nullable(other)) => self.fits(&one.clone(), &other.clone()),
            (Type::Nullable(_), _) => false,
            (one, Type::Nullable(other)) => self.fits(one, &other.clone()),
            (Type::List(one), Type::List(other)) | (Type::Map(one), Type::Map(other)) => {
                self.fits(&one.clone(), &other.clone())
            }
            (Type::Integer(one), Type::Integer(other)) => {
                let (one, other) = (range(one), range(other));
                other.0 <= one.0 && one.1 <= other.1
            }
            (Type::Integer(_), Type::Float(_) | Type::DecimalNumber) => true,
            (Type::Float(_) | Type::DecimalNumber, Type::DecimalNumber | Type::Float("f64")) => {
                true
            }
            (Type::Named(one), Type::Named(other)) => self.named(*one, *other),
            (one, Type::Text | Type::Secret) if is_text(self.from, one) => true,
            (one, Type::Named(id)) => self.is_of(one, *id),
            (Type::Named(id), other) => self.all_are(*id, other),
            (Type::Text | Type::Secret, Type::Bytes) | (Type::Bytes, Type::Text) => true,
            (one, other) => one == other,
        }
    }

    fn named(&mut self, one: TypeId, other: TypeId) -> bool {
        if !self.seen.insert((one, other)) {
            return true;
        }
        let (Some(from), Some(to)) = (self.from.decl(one), self.to.decl(other)) else {
            return false;
        };
        match (&from.shape, &to.shape) {
            (Shape::Struct { fields, .. }, Shape::Struct { fields: others, .. }) => {
                self.fields(fields, others)
            }
            (
                Shape::Enum { values, repr, is_open, .. },
                Shape::Enum { values: others, repr: other, is_open: takes_all, unknown },
            ) => {
                let has = |wire: &String| others.iter().any(|value| value.name.wire == *wire);
                let is_known = !is_open && values.iter().all(|value| has(&value.name.wire));
                let is_kept = *takes_all || (self.is_read && unknown.is_some());
                repr == other && (is_kept || is_known)
            }
            (Shape::Newtype(one), _) => self.fits(one, &Type::Named(other)),
            (_, Shape::Newtype(inner)) => self.fits(&Type::Named(one), inner),
            (Shape::Union { arms, .. }, _) => {
                arms.iter().all(|arm| self.fits(arm.plain(), &Type::Named(other)))
            }
            (_, Shape::Union { .. }) => self.is_of(&Type::Named(one), other),
            _ => false,
        }
    }

    fn fields(&mut self, fields: &[Field], others: &[Field]) -> bool {
        others.iter().all(|other| {
            let found = fields.iter().find(|field| field.name.wire == other.name.wire);
            match found {
                Some(field) => {
                    (field.is_required() || !self.is_missed(other))
                        && self.fits(&field.ty, &other.ty)
                }
                None => !self.is_missed(other),
            }
        })
    }

    /// Whether a value without this property is none: what may be null is read as null.
    fn is_missed(&self, other: &Field) -> bool {
        match self.is_read {
            true => other.presence == Presence::Required,
            false => other.is_required(),
        }
    }

    /// Whether all values of a type are those of a declaration.
    fn is_of(&mut self, one: &Type, id: TypeId) -> bool {
        let Some(decl) = self.to.decl(id) else { return false };
        match &decl.shape {
            Shape::Union { arms, .. } => {
                self.is_read || arms.iter().any(|arm| self.fits(one, arm.plain()))
            }
            Shape::Newtype(inner) => self.fits(one, inner),
            Shape::Enum { repr: Repr::Text, is_open, unknown, .. } => {
                ((self.is_read && unknown.is_some()) || *is_open) && is_text(self.from, one)
            }
            Shape::Enum { repr: Repr::Integer, is_open, unknown, .. } => {
                ((self.is_read && unknown.is_some()) || *is_open) && matches!(one, Type::Integer(_))
            }
            _ => false,
        }
    }

    /// Whether all values of a declaration are those of a type.
    fn all_are(&mut self, id: TypeId, other: &Type) -> bool {
        let Some(decl) = self.from.decl(id) else { return false };
        match (&decl.shape, other) {
            (Shape::Newtype(inner), _) => self.fits(inner, other),
            (Shape::Union { arms, .. }, _) => arms.iter().all(|arm| self.fits(arm.plain(), other)),
            (Shape::Enum { repr: Repr::Integer, .. }, Type::Integer(_) | Type::Float(_)) => true,
            (Shape::Struct { fields, rest, .. }, Type::Map(inner)) => {
                let rest = rest.as_ref().map(|(_, ty)| ty);
                fields.iter().map(|field| &field.ty).chain(rest).all(|ty| self.fits(ty, inner))
            }
            _ => false,
        }
    }
}
