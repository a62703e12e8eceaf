//! Schemas: JSON Schema 2020-12 with the base vocabulary of OpenAPI (OpenAPI 3.1.0, "Schema
//! Object"). A `$ref` is a keyword among others.

use crate::document::shape::{Object, Shape};
use crate::document::tables::rows::{EXTERNAL_DOCS, object, optional, required};

pub(super) static SCHEMA: Object = object(
    "Schema",
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
        optional("enum", Shape::List(&Shape::Anything)),
        optional("const", Shape::Anything),
        optional("multipleOf", Shape::Number),
        optional("maximum", Shape::Number),
        optional("exclusiveMaximum", Shape::NumberOrBoolean),
        optional("minimum", Shape::Number),
        optional("exclusiveMinimum", Shape::NumberOrBoolean),
        optional("maxLength", Shape::Count),
        optional("minLength", Shape::Count),
        optional("pattern", Shape::Text),
        optional("maxItems", Shape::Count),
        optional("minItems", Shape::Count),
        optional("uniqueItems", Shape::Boolean),
        optional("maxContains", Shape::Count),
        optional("minContains", Shape::Count),
        optional("maxProperties", Shape::Count),
        optional("minProperties", Shape::Count),
        optional("required", Shape::List(&Shape::Text)),
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

static DISCRIMINATOR: Object = object(
    "Discriminator",
    &[
        required("propertyName", Shape::Text),
        optional("mapping", Shape::Map(&Shape::Text)),
        optional("defaultMapping", Shape::Text),
    ],
);

static XML: Object = object(
    "XML",
    &[
        optional("nodeType", Shape::OneOf(&["element", "attribute", "text", "cdata", "none"])),
        optional("name", Shape::Text),
        optional("namespace", Shape::Text),
        optional("prefix", Shape::Text),
        optional("attribute", Shape::Boolean),
        optional("wrapped", Shape::Boolean),
    ],
);
