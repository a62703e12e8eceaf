//! A property that an earlier part has as well, of which no single object is made.

use super::property::Property;
use crate::diagnostic::Code;
use crate::lower::schemas::types::Types;
use crate::model::{Limits, Type};

impl Types<'_> {
    /// What both parts say of a property: the narrower type.
    pub(super) fn again(&mut self, known: &mut Property, property: Property) {
        if property.ty == known.ty || is_wider(&property.ty, &known.ty) {
            known.only = property.only.or(known.only.take());
            known.is_nullable &= property.is_nullable || property.ty == Type::Json;
            if !property.docs.is_empty() {
                known.docs = property.docs;
            }
            if !property.summary.is_empty() {
                known.summary = property.summary;
            }
            known.deprecated |= property.deprecated;
            known.default = property.default.or(known.default.take());
            known.example = property.example.or(known.example.take());
            known.shown = property.shown.or(known.shown.take());
            if property.limits != Limits::default() {
                known.limits = property.limits;
            }
            return;
        }
        // A type of its own, such as an enum with one value, is the common case.
        let is_narrower =
            matches!(property.ty, Type::Named(_)) || is_wider(&known.ty, &property.ty);
        if !is_narrower {
            let message =
                format!("`{}` has another type in an earlier part of this object", property.wire);
            let earlier = self.document.span(&known.origin);
            self.report
                .warning(Code::UnsupportedSchema, &property.origin, message)
                .also(earlier, "the earlier type")
                .then("the later type is taken")
                .help("give it one type");
        }
        *known = property;
    }
}

/// Whether a type says less of its values than another one, and takes all that the other takes:
/// the arms of a choice beside the properties that they share, or a list of which nothing is said.
fn is_wider(wide: &Type, narrow: &Type) -> bool {
    let holds = |wide: &Type, narrow: &Type| wide == narrow || is_wider(wide, narrow);
    match (wide, narrow) {
        (Type::Json, _) => true,
        (Type::Text, narrow) => is_text(narrow),
        (Type::Float(_), Type::Integer(_) | Type::DecimalNumber) => true,
        (Type::Integer("i64"), Type::Integer(_)) => true,
        (Type::Map(values), Type::Named(_)) => **values == Type::Json,
        (Type::Map(wide), Type::Map(narrow))
        | (Type::List(wide), Type::List(narrow))
        | (Type::Nullable(wide), Type::Nullable(narrow)) => is_wider(wide, narrow),
        (Type::Nullable(wide), narrow) => holds(wide, narrow),
        _ => false,
    }
}

/// Whether the values of a type are text, or can be.
fn is_text(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Named(_)
            | Type::Secret
            | Type::Timestamp
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Duration
            | Type::Decimal
            | Type::Uuid
            | Type::Base64
    )
}
