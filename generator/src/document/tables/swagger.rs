//! The objects of Swagger 2.0, which fields they have and of which shape: the OpenAPI
//! Specification 2.0, section "Schema", object by object.
//!
//! What real documents write against the rules and the conversion can mend has the shape
//! [`Shape::Anything`] here: the conversion says what it makes of it.

use super::super::shape::{Cases, Field, Names, Object, Otherwise, Shape};
use crate::document::tables::rows::{
    EXTERNAL_DOCS, REQUIREMENTS, by_case, formal, keyed, object, optional, required,
};
use crate::document::tables::v3_0::{INFO, TAG, XML};

const TEXTS: Shape = Shape::List(&Shape::Text);

pub(in super::super) static SWAGGER: Object = object(
    "Swagger",
    &[
        required("swagger", Shape::Text),
        formal("info", Shape::Object(&INFO)),
        optional("host", Shape::Text),
        optional("basePath", Shape::Text),
        optional("schemes", TEXTS),
        optional("consumes", TEXTS),
        optional("produces", TEXTS),
        required("paths", Shape::Object(&PATHS)),
        optional("definitions", Shape::Map(&Shape::RefOr(&SCHEMA))),
        optional("parameters", Shape::Map(&Shape::RefOr(&PARAMETER))),
        optional("responses", Shape::Map(&Shape::RefOr(&RESPONSE))),
        optional("securityDefinitions", Shape::Map(&Shape::RefOr(&SECURITY_SCHEME))),
        optional("security", REQUIREMENTS),
        optional("tags", Shape::List(&Shape::Object(&TAG))),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ],
);

static PATHS: Object = keyed("Paths", Names::Paths, &Shape::RefOr(&PATH_ITEM));

static PATH_ITEM: Object = object(
    "Path Item",
    &[
        optional("$ref", Shape::Text),
        optional("get", Shape::Object(&OPERATION)),
        optional("put", Shape::Object(&OPERATION)),
        optional("post", Shape::Object(&OPERATION)),
        optional("delete", Shape::Object(&OPERATION)),
        optional("options", Shape::Object(&OPERATION)),
        optional("head", Shape::Object(&OPERATION)),
        optional("patch", Shape::Object(&OPERATION)),
        // Of OpenAPI 3.0.
        optional("trace", Shape::Object(&OPERATION)),
        optional("parameters", Shape::List(&Shape::RefOr(&PARAMETER))),
    ],
);

static OPERATION: Object = object(
    "Operation",
    &[
        optional("tags", TEXTS),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("operationId", Shape::Text),
        optional("consumes", TEXTS),
        optional("produces", TEXTS),
        optional("parameters", Shape::List(&Shape::RefOr(&PARAMETER))),
        formal("responses", Shape::Object(&RESPONSES)),
        optional("schemes", TEXTS),
        optional("deprecated", Shape::Boolean),
        optional("security", REQUIREMENTS),
    ],
);

const TYPE: Field = optional("type", Shape::Anything);
const FORMAT: Field = optional("format", Shape::Text);
const COLLECTION_FORMAT: Field = optional("collectionFormat", Shape::Text);
const DEFAULT: Field = optional("default", Shape::Anything);
const MAXIMUM: Field = optional("maximum", Shape::Number);
const EXCLUSIVE_MAXIMUM: Field = optional("exclusiveMaximum", Shape::Boolean);
const MINIMUM: Field = optional("minimum", Shape::Number);
const EXCLUSIVE_MINIMUM: Field = optional("exclusiveMinimum", Shape::Boolean);
const MAX_LENGTH: Field = optional("maxLength", Shape::Count);
const MIN_LENGTH: Field = optional("minLength", Shape::Count);
const PATTERN: Field = optional("pattern", Shape::Text);
const MAX_ITEMS: Field = optional("maxItems", Shape::Count);
const MIN_ITEMS: Field = optional("minItems", Shape::Count);
const UNIQUE_ITEMS: Field = optional("uniqueItems", Shape::Boolean);
const ENUM: Field = optional("enum", Shape::List(&Shape::Anything));
const MULTIPLE_OF: Field = optional("multipleOf", Shape::Number);

static PARAMETER: Object = by_case(
    object(
        "Parameter",
        &[
            required("name", Shape::Text),
            required("in", Shape::OneOf(&["query", "header", "path", "formData", "body"])),
            optional("description", Shape::Text),
            optional("required", Shape::Boolean),
            optional("schema", Shape::RefOr(&SCHEMA)),
            TYPE,
            FORMAT,
            optional("allowEmptyValue", Shape::Boolean),
            optional("items", Shape::RefOr(&ITEMS)),
            COLLECTION_FORMAT,
            DEFAULT,
            MAXIMUM,
            EXCLUSIVE_MAXIMUM,
            MINIMUM,
            EXCLUSIVE_MINIMUM,
            MAX_LENGTH,
            MIN_LENGTH,
            PATTERN,
            MAX_ITEMS,
            MIN_ITEMS,
            UNIQUE_ITEMS,
            ENUM,
            MULTIPLE_OF,
            // Of OpenAPI 3.0.
            optional("example", Shape::Anything),
            optional("deprecated", Shape::Boolean),
            optional("nullable", Shape::Boolean),
        ],
    ),
    &PLACES,
);

/// A parameter of no known place is left out, if it need not be sent.
static PLACES: Cases = Cases {
    field: "in",
    fields: &[("query", &[]), ("header", &[]), ("path", &[]), ("formData", &[]), ("body", &[])],
    otherwise: Otherwise::LeftOutIfOptional,
};

/// Real documents refer to a schema here, although the specification has no `$ref` for it.
static ITEMS: Object = object(
    "Items",
    &[
        TYPE,
        FORMAT,
        optional("items", Shape::RefOr(&ITEMS)),
        COLLECTION_FORMAT,
        DEFAULT,
        MAXIMUM,
        EXCLUSIVE_MAXIMUM,
        MINIMUM,
        EXCLUSIVE_MINIMUM,
        MAX_LENGTH,
        MIN_LENGTH,
        PATTERN,
        MAX_ITEMS,
        MIN_ITEMS,
        UNIQUE_ITEMS,
        ENUM,
        MULTIPLE_OF,
        optional("description", Shape::Text),
        optional("example", Shape::Anything),
        optional("nullable", Shape::Boolean),
    ],
);

static RESPONSES: Object = keyed("Responses", Names::Statuses, &Shape::RefOr(&RESPONSE));

static RESPONSE: Object = object(
    "Response",
    &[
        formal("description", Shape::Text),
        optional("schema", Shape::RefOr(&SCHEMA)),
        optional("headers", Shape::Map(&Shape::Object(&HEADER))),
        optional("examples", Shape::Map(&Shape::Anything)),
    ],
);

static HEADER: Object = object(
    "Header",
    &[
        optional("description", Shape::Text),
        TYPE,
        FORMAT,
        optional("items", Shape::RefOr(&ITEMS)),
        COLLECTION_FORMAT,
        DEFAULT,
        MAXIMUM,
        EXCLUSIVE_MAXIMUM,
        MINIMUM,
        EXCLUSIVE_MINIMUM,
        MAX_LENGTH,
        MIN_LENGTH,
        PATTERN,
        MAX_ITEMS,
        MIN_ITEMS,
        UNIQUE_ITEMS,
        ENUM,
        MULTIPLE_OF,
        // Of OpenAPI 3.0.
        optional("schema", Shape::RefOr(&SCHEMA)),
        optional("example", Shape::Anything),
    ],
);

static SCHEMA: Object = object(
    "Schema",
    &[
        FORMAT,
        optional("title", Shape::Text),
        optional("description", Shape::Text),
        DEFAULT,
        MULTIPLE_OF,
        MAXIMUM,
        EXCLUSIVE_MAXIMUM,
        MINIMUM,
        EXCLUSIVE_MINIMUM,
        MAX_LENGTH,
        MIN_LENGTH,
        PATTERN,
        MAX_ITEMS,
        MIN_ITEMS,
        UNIQUE_ITEMS,
        optional("maxProperties", Shape::Count),
        optional("minProperties", Shape::Count),
        optional("required", Shape::Anything),
        ENUM,
        TYPE,
        optional("items", Shape::RefOr(&SCHEMA)),
        optional("allOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("properties", Shape::Map(&Shape::RefOr(&SCHEMA))),
        optional("additionalProperties", Shape::SchemaOrBoolean(&Shape::RefOr(&SCHEMA))),
        optional("discriminator", Shape::Anything),
        optional("readOnly", Shape::Boolean),
        optional("xml", Shape::Object(&XML)),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("example", Shape::Anything),
        // Of OpenAPI 3.0, under its own name and under those that tools gave it before.
        optional("nullable", Shape::Boolean),
        optional("writeOnly", Shape::Boolean),
        optional("deprecated", Shape::Boolean),
        optional("oneOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("anyOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("not", Shape::RefOr(&SCHEMA)),
        optional("x-oneOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("x-anyOf", Shape::List(&Shape::RefOr(&SCHEMA))),
    ],
);

static SECURITY_SCHEME: Object = by_case(
    object(
        "Security Scheme",
        &[
            required("type", Shape::OneOf(&["basic", "apiKey", "oauth2"])),
            optional("description", Shape::Text),
            optional("name", Shape::Text),
            optional("in", Shape::Text),
            optional("flow", Shape::Text),
            optional("authorizationUrl", Shape::Text),
            optional("tokenUrl", Shape::Text),
            optional("scopes", Shape::Map(&Shape::Text)),
            // Of OpenAPI 3.0.
            optional("scheme", Shape::Text),
            optional("bearerFormat", Shape::Text),
        ],
    ),
    &TYPES,
);

/// What each type asks for.
static TYPES: Cases = Cases {
    field: "type",
    fields: &[
        ("basic", &[]),
        (
            "apiKey",
            &[required("name", Shape::Text), required("in", Shape::OneOf(&["query", "header"]))],
        ),
        (
            "oauth2",
            &[required(
                "flow",
                Shape::OneOf(&["implicit", "password", "application", "accessCode"]),
            )],
        ),
        // Of OpenAPI 3.0: the only way to say `bearer`.
        ("http", &[required("type", Shape::OneOf(&["http"])), required("scheme", Shape::Text)]),
    ],
    otherwise: Otherwise::LeftOut,
};
