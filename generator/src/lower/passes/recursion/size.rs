//! About how large values are, so that large ones are put on the heap.

use std::collections::BTreeMap;

use crate::model::{Api, Presence, Shape, Type, TypeId};

/// The most bytes that a variant of an enum has in it. Clippy's `large_enum_variant` asks for a box where
/// one is 200 larger than all others.
const SMALL: usize = 192;

/// How deep types are looked into: no small value is deeper.
const DEPTH: usize = 16;

/// The sizes that are known, by the type and how deep it was looked into: what several types hold is looked
/// into once for all of them. Whether an alternative is on the heap is no matter.
#[derive(Debug, Default)]
pub(super) struct Sizes(BTreeMap<(TypeId, usize), usize>);

impl Sizes {
    /// Whether a value of the type has no more than [`SMALL`] bytes, by what a machine of 64 bits takes.
    pub(super) fn is_small(&mut self, api: &Api, ty: &Type) -> bool {
        self.size(api, ty, DEPTH) <= SMALL
    }

    /// The bytes of a value, or more than [`SMALL`].
    fn size(&mut self, api: &Api, ty: &Type, depth: usize) -> usize {
        match ty {
            Type::Bool => 1,
            Type::Integer("i128") => 16,
            Type::Integer(_) | Type::Float(_) | Type::Date | Type::Boxed(_) => 8,
            Type::Uuid | Type::DateTime | Type::Decimal | Type::DecimalNumber => 16,
            Type::Text | Type::Secret | Type::Base64 | Type::List(_) | Type::Map(_) => 24,
            Type::Bytes | Type::Json => 32,
            Type::Timestamp | Type::Time => 40,
            Type::Duration => 64,
            Type::File | Type::Event | Type::ByUser(_) => SMALL + 1,
            Type::Nullable(inner) => self.size(api, inner, depth),
            Type::Named(id) => {
                let Some(depth) = depth.checked_sub(1) else { return SMALL + 1 };
                if let Some(known) = self.0.get(&(*id, depth)) {
                    return *known;
                }
                let size = self.of_decl(api, *id, depth);
                self.0.insert((*id, depth), size);
                size
            }
        }
    }

    fn of_decl(&mut self, api: &Api, id: TypeId, depth: usize) -> usize {
        match api.decl(id).map(|decl| &decl.shape) {
            Some(Shape::Struct { fields, rest }) => {
                let mut all = if rest.is_some() { 24 } else { 0 };
                for field in fields {
                    let marks = if field.presence == Presence::Required { 0 } else { 8 };
                    // An integer or a number has no room for a mark.
                    let is_whole = matches!(field.ty, Type::Integer(_) | Type::Float(_));
                    all += self.size(api, &field.ty, depth) + if is_whole { marks } else { 0 };
                    if all > SMALL {
                        break;
                    }
                }
                all
            }
            Some(Shape::Enum { unknown: None, .. }) => 1,
            Some(Shape::Enum { .. }) => 24,
            Some(Shape::Union { arms, .. }) => {
                let sizes = arms.iter().map(|arm| {
                    // Those that are large will be on the heap, whether they already are or not.
                    let plain = if let Type::Boxed(inner) = &arm.ty { inner } else { &arm.ty };
                    let size = self.size(api, plain, depth);
                    Some(size).filter(|size| *size <= SMALL).unwrap_or(8)
                });
                let largest = sizes.max().unwrap_or_default().max(32);
                largest + 8
            }
            Some(Shape::Alias(ty) | Shape::Newtype(ty)) => self.size(api, ty, depth),
            None => 0,
        }
    }
}
