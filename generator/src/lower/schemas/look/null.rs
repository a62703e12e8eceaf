//! Null among the values of a schema.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::view::View;
use crate::document::{self, Document};

/// The extension by which null is no value of a schema, whatever it says itself. That it is one has
/// become a keyword.
const NULLABLE: &str = "x-nullable";

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

/// Null among the values of a schema, while its layers are looked at from the outside in.
#[derive(Default)]
pub(in crate::lower::schemas) struct Nulls {
    /// Whether a layer took it out of what is said within.
    are_out: bool,
}

impl Nulls {
    /// Whether a layer has null among its values.
    pub(in crate::lower::schemas) fn are_in(
        &mut self,
        document: &Document,
        schema: &Schema,
        view: &View<'_>,
    ) -> bool {
        let mark = schema.schema_data.extensions.get(NULLABLE).and_then(Value::as_bool);
        self.are_out |= mark == Some(false);
        !self.are_out && is_nullable(document, schema, view)
    }
}

/// Whether null is a value of the schema by itself: by a mark, by its enum, or by one of its
/// alternatives.
fn is_nullable(document: &Document, schema: &Schema, view: &View<'_>) -> bool {
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
