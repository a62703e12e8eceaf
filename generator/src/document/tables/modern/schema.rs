//! Schemas: JSON Schema 2020-12 with the base vocabulary of OpenAPI (OpenAPI 3.1.0, "Schema
//! Object"). A `$ref` is a keyword among others.

use crate::document::shape::{Object, Shape};
use crate::document::tables::rows::{self, EXTERNAL_DOCS, extended, optional};

pub(super) static SCHEMA: Object = extended(
    "Schema",
    &rows::assertions(Shape::NumberOrBoolean),
    &[
        // JSON Schema 2020-12 Core, section 8.
        optional("$schema", Shape::Text),
        optional("$id", Shape::Text),
        optional("$ref", Shape::Text),
        optional("$anchor", Shape::Text),
        optional("$dynamicRef", Shape::Text),
        optional("$dynamicAnchor", Shape::Text),
        optional("$vocabulary", Shape::Map(&Shape::Boolean)),
        optional("$comment", Shape::Text),
        optional("$defs", Shape::Map(&Shape::AnySchema(&SCHEMA))),
        optional("definitions", Shape::Map(&Shape::AnySchema(&SCHEMA))),
        // Section 10.
        optional("allOf", Shape::List(&Shape::AnySchema(&SCHEMA))),
        optional("anyOf", Shape::List(&Shape::AnySchema(&SCHEMA))),
        optional("oneOf", Shape::List(&Shape::AnySchema(&SCHEMA))),
        optional("not", Shape::AnySchema(&SCHEMA)),
        optional("if", Shape::AnySchema(&SCHEMA)),
        optional("then", Shape::AnySchema(&SCHEMA)),
        optional("else", Shape::AnySchema(&SCHEMA)),
        optional("dependentSchemas", Shape::Map(&Shape::AnySchema(&SCHEMA))),
        optional("prefixItems", Shape::List(&Shape::AnySchema(&SCHEMA))),
        optional("items", Shape::SchemaOrBoolean(&Shape::AnySchema(&SCHEMA))),
        optional("contains", Shape::AnySchema(&SCHEMA)),
        optional("properties", Shape::Map(&Shape::AnySchema(&SCHEMA))),
        optional("patternProperties", Shape::Map(&Shape::AnySchema(&SCHEMA))),
        optional("additionalProperties", Shape::SchemaOrBoolean(&Shape::AnySchema(&SCHEMA))),
        optional("propertyNames", Shape::AnySchema(&SCHEMA)),
        // Section 11.
        optional("unevaluatedItems", Shape::SchemaOrBoolean(&Shape::AnySchema(&SCHEMA))),
        optional("unevaluatedProperties", Shape::SchemaOrBoolean(&Shape::AnySchema(&SCHEMA))),
        // JSON Schema 2020-12 Validation, section 6.
        optional("type", Shape::TextOrTexts),
        optional("const", Shape::Anything),
        optional("maxContains", Shape::Count),
        optional("minContains", Shape::Count),
        optional("dependentRequired", Shape::Map(&Shape::List(&Shape::Text))),
        // Sections 7 to 9.
        optional("format", Shape::Text),
        optional("contentEncoding", Shape::Text),
        optional("contentMediaType", Shape::Text),
        optional("contentSchema", Shape::AnySchema(&SCHEMA)),
        optional("title", Shape::Text),
        optional("description", Shape::Text),
        optional("default", Shape::Anything),
        optional("deprecated", Shape::Boolean),
        optional("readOnly", Shape::Boolean),
        optional("writeOnly", Shape::Boolean),
        optional("examples", Shape::List(&Shape::Anything)),
        // OpenAPI 3.1.0, "Schema Object".
        optional("discriminator", Shape::Object(&DISCRIMINATOR)),
        optional("xml", Shape::Object(&XML)),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("example", Shape::Anything),
        // OpenAPI 3.0, which real documents go on with.
        optional("nullable", Shape::Boolean),
    ],
);

static DISCRIMINATOR: Object =
    extended("Discriminator", rows::DISCRIMINATOR, &[optional("defaultMapping", Shape::Text)]);

static XML: Object = extended(
    "XML",
    rows::XML,
    &[optional("nodeType", Shape::OneOf(&["element", "attribute", "text", "cdata", "none"]))],
);
