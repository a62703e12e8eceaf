//! Schemas whose only value is null: an alternative that is one makes its schema nullable.

use std::collections::BTreeSet;

use openapiv3::{OpenAPI, ReferenceOr, Schema, SchemaKind, Type};
use serde_json::Value;

use crate::limit::REFERENCES;
use crate::source::Pointer;

/// The references to such components, and to those that refer to them.
pub(in crate::document) fn references(openapi: &OpenAPI) -> BTreeSet<String> {
    let entries = || openapi.components.iter().flat_map(|components| &components.schemas);
    let at = Pointer::root().child("components").child("schemas");
    let reference = |name: &String| at.child(name).to_string();
    let mut found: BTreeSet<String> = entries()
        .filter(|(_, schema)| schema.as_item().is_some_and(is_null))
        .map(|(name, _)| reference(name))
        .collect();
    // What leads through more of them leads nowhere.
    for _ in 0..REFERENCES {
        let last = found.len();
        let leads = |schema: &ReferenceOr<Schema>| match schema {
            ReferenceOr::Reference { reference } => found.contains(reference),
            ReferenceOr::Item(_) => false,
        };
        let more: Vec<_> = entries()
            .filter(|(_, schema)| leads(schema))
            .map(|(name, _)| reference(name))
            .collect();
        found.extend(more);
        if found.len() == last {
            break;
        }
    }
    found
}

/// `enum: [null]`, the way of 3.0 to say it.
pub fn is_null(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(text)) => text.enumeration == [None],
        SchemaKind::Type(Type::Number(number)) => number.enumeration == [None],
        SchemaKind::Type(Type::Integer(integer)) => integer.enumeration == [None],
        SchemaKind::Type(Type::Boolean(truth)) => truth.enumeration == [None],
        SchemaKind::Any(any) => any.enumeration == [Value::Null],
        _ => false,
    }
}
