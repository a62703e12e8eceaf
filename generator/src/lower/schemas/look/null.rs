//! Null among the values of a schema.

use openapiv3::{ReferenceOr, Schema};

use super::view::View;
use crate::document::{self, Document};

/// `enum: [null]`, the way of 3.0 to allow null, here or where a reference leads; or `nullable`
/// with nothing beside it.
pub(in crate::lower::schemas) fn is_null(document: &Document, arm: &ReferenceOr<Schema>) -> bool {
    match arm {
        ReferenceOr::Item(schema) => {
            document::is_null(schema)
                || (schema.schema_data.nullable && View::of(schema).says_nothing())
        }
        ReferenceOr::Reference { reference } => document.leads_to_null(reference),
    }
}

/// Whether null is a value of the schema by itself: by a mark, by its enum, or by one of its
/// alternatives.
pub(in crate::lower::schemas) fn is_nullable(
    document: &Document,
    schema: &Schema,
    view: &View<'_>,
) -> bool {
    let can_be_null =
        |schema: &Schema, view: &View<'_>| schema.schema_data.nullable || view.lists_null();
    let mut arms = view.one_of.iter().chain(view.any_of);
    can_be_null(schema, view)
        || arms.any(|arm| {
            let inline = arm.as_item();
            is_null(document, arm)
                || inline.is_some_and(|schema| can_be_null(schema, &View::of(schema)))
        })
}
