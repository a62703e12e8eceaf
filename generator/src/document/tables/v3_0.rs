//! The objects of OpenAPI 3.0: section 4.7 of the OpenAPI Specification 3.0.3, object by object.

use super::rows::{
    CONTACT, EXTERNAL_DOCS, QUERY_STYLES, REQUIREMENTS, SERVER_VARIABLE, by_case, described,
    formal, keyed, object, optional, required,
};
use super::security::SECURITY_SCHEME;
use crate::document::shape::{Cases, Names, Object, Otherwise, Shape};

/// The object of a kind that a `$ref` can lead to.
pub(in crate::document) fn referable(name: &str) -> Option<&'static Object> {
    [&SCHEMA, &RESPONSE, &PARAMETER, &REQUEST_BODY, &HEADER, &SECURITY_SCHEME, &PATH_ITEM]
        .into_iter()
        .find(|object| object.name == name)
}

pub(in crate::document) static OPENAPI: Object = object(
    "OpenAPI",
    &[
        required("openapi", Shape::Text),
        formal("info", Shape::Object(&INFO)),
        optional("servers", Shape::List(&Shape::Object(&SERVER))),
        required("paths", Shape::Object(&PATHS)),
        optional("components", Shape::Object(&COMPONENTS)),
        optional("security", REQUIREMENTS),
        optional("tags", Shape::List(&Shape::Object(&TAG))),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ],
);

pub(super) static INFO: Object = object(
    "Info",
    &[
        formal("title", Shape::Text),
        optional("description", Shape::Text),
        optional("termsOfService", Shape::Text),
        optional("contact", Shape::Object(&CONTACT)),
        optional("license", Shape::Object(&LICENSE)),
        formal("version", Shape::Text),
    ],
);

static LICENSE: Object =
    object("License", &[formal("name", Shape::Text), optional("url", Shape::Text)]);

static SERVER: Object = object(
    "Server",
    &[
        required("url", Shape::Text),
        optional("description", Shape::Text),
        optional("variables", Shape::Map(&Shape::Object(&SERVER_VARIABLE))),
    ],
);

pub(super) static TAG: Object = object(
    "Tag",
    &[
        required("name", Shape::Text),
        optional("description", Shape::Text),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ],
);

static COMPONENTS: Object = object(
    "Components",
    &[
        optional("schemas", Shape::Map(&Shape::RefOr(&SCHEMA))),
        optional("responses", Shape::Map(&Shape::RefOr(&RESPONSE))),
        optional("parameters", Shape::Map(&Shape::RefOr(&PARAMETER))),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("requestBodies", Shape::Map(&Shape::RefOr(&REQUEST_BODY))),
        optional("headers", Shape::Map(&Shape::RefOr(&HEADER))),
        optional("securitySchemes", Shape::Map(&Shape::RefOr(&SECURITY_SCHEME))),
        optional("links", Shape::Map(&Shape::RefOr(&LINK))),
        optional("callbacks", Shape::Map(&Shape::RefOr(&CALLBACK))),
    ],
);

static PATHS: Object = keyed("Paths", Names::Paths, &Shape::RefOr(&PATH_ITEM));

static PATH_ITEM: Object = object(
    "Path Item",
    &[
        optional("$ref", Shape::Text),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("get", Shape::Object(&OPERATION)),
        optional("put", Shape::Object(&OPERATION)),
        optional("post", Shape::Object(&OPERATION)),
        optional("delete", Shape::Object(&OPERATION)),
        optional("options", Shape::Object(&OPERATION)),
        optional("head", Shape::Object(&OPERATION)),
        optional("patch", Shape::Object(&OPERATION)),
        optional("trace", Shape::Object(&OPERATION)),
        optional("servers", Shape::List(&Shape::Object(&SERVER))),
        optional("parameters", Shape::List(&Shape::RefOr(&PARAMETER))),
    ],
);

static OPERATION: Object = object(
    "Operation",
    &[
        optional("tags", Shape::List(&Shape::Text)),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("operationId", Shape::Text),
        optional("parameters", Shape::List(&Shape::RefOr(&PARAMETER))),
        optional("requestBody", Shape::RefOr(&REQUEST_BODY)),
        formal("responses", Shape::Object(&RESPONSES)),
        optional("callbacks", Shape::Map(&Shape::RefOr(&CALLBACK))),
        optional("deprecated", Shape::Boolean),
        optional("security", REQUIREMENTS),
        optional("servers", Shape::List(&Shape::Object(&SERVER))),
    ],
);

static PARAMETER: Object = by_case(
    described(
        "Parameter",
        &[
            required("name", Shape::Text),
            required("in", Shape::OneOf(&["query", "header", "path", "cookie"])),
            optional("description", Shape::Text),
            optional("required", Shape::Boolean),
            optional("deprecated", Shape::Boolean),
            optional("allowEmptyValue", Shape::Boolean),
            optional("style", Shape::Text),
            optional("explode", Shape::Boolean),
            optional("allowReserved", Shape::Boolean),
            optional("schema", Shape::RefOr(&SCHEMA)),
            optional("example", Shape::Anything),
            optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
            optional("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
        ],
    ),
    &PLACES,
);

/// OpenAPI 3.0.3, "Style Values": which styles a place has.
static PLACES: Cases = Cases {
    field: "in",
    fields: &[
        ("query", &[optional("style", Shape::OneOf(QUERY_STYLES))]),
        ("header", &[optional("style", Shape::OneOf(&["simple"]))]),
        ("path", &[optional("style", Shape::OneOf(&["simple", "label", "matrix"]))]),
        ("cookie", &[optional("style", Shape::OneOf(&["form"]))]),
    ],
    otherwise: Otherwise::LeftOutIfOptional,
};

static HEADER: Object = described(
    "Header",
    &[
        optional("description", Shape::Text),
        optional("required", Shape::Boolean),
        optional("deprecated", Shape::Boolean),
        optional("allowEmptyValue", Shape::Boolean),
        optional("style", Shape::OneOf(&["simple"])),
        optional("explode", Shape::Boolean),
        optional("allowReserved", Shape::Boolean),
        optional("schema", Shape::RefOr(&SCHEMA)),
        optional("example", Shape::Anything),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
    ],
);

static REQUEST_BODY: Object = object(
    "Request Body",
    &[
        optional("description", Shape::Text),
        formal("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
        optional("required", Shape::Boolean),
    ],
);

static MEDIA_TYPE: Object = object(
    "Media Type",
    &[
        optional("schema", Shape::RefOr(&SCHEMA)),
        optional("example", Shape::Anything),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("encoding", Shape::Map(&Shape::Object(&ENCODING))),
    ],
);

static ENCODING: Object = object(
    "Encoding",
    &[
        optional("contentType", Shape::Text),
        optional("headers", Shape::Map(&Shape::RefOr(&HEADER))),
        optional("style", Shape::OneOf(QUERY_STYLES)),
        optional("explode", Shape::Boolean),
        optional("allowReserved", Shape::Boolean),
    ],
);

static RESPONSES: Object = keyed("Responses", Names::Statuses, &Shape::RefOr(&RESPONSE));

static RESPONSE: Object = object(
    "Response",
    &[
        formal("description", Shape::Text),
        optional("headers", Shape::Map(&Shape::RefOr(&HEADER))),
        optional("content", Shape::Map(&Shape::Object(&MEDIA_TYPE))),
        optional("links", Shape::Map(&Shape::RefOr(&LINK))),
    ],
);

static CALLBACK: Object = keyed("Callback", Names::All, &Shape::Object(&PATH_ITEM));

static EXAMPLE: Object = object(
    "Example",
    &[
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("value", Shape::Anything),
        optional("externalValue", Shape::Text),
    ],
);

static LINK: Object = object(
    "Link",
    &[
        optional("operationRef", Shape::Text),
        optional("operationId", Shape::Text),
        optional("parameters", Shape::Map(&Shape::Anything)),
        optional("requestBody", Shape::Anything),
        optional("description", Shape::Text),
        optional("server", Shape::Object(&SERVER)),
    ],
);

static SCHEMA: Object = object(
    "Schema",
    &[
        optional("title", Shape::Text),
        optional("multipleOf", Shape::Number),
        optional("maximum", Shape::Number),
        optional("exclusiveMaximum", Shape::Boolean),
        optional("minimum", Shape::Number),
        optional("exclusiveMinimum", Shape::Boolean),
        optional("maxLength", Shape::Count),
        optional("minLength", Shape::Count),
        optional("pattern", Shape::Text),
        optional("maxItems", Shape::Count),
        optional("minItems", Shape::Count),
        optional("uniqueItems", Shape::Boolean),
        optional("maxProperties", Shape::Count),
        optional("minProperties", Shape::Count),
        optional("required", Shape::List(&Shape::Text)),
        optional("enum", Shape::List(&Shape::Anything)),
        optional("type", Shape::Text),
        optional("allOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("oneOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("anyOf", Shape::List(&Shape::RefOr(&SCHEMA))),
        optional("not", Shape::RefOr(&SCHEMA)),
        optional("items", Shape::RefOr(&SCHEMA)),
        optional("properties", Shape::Map(&Shape::RefOr(&SCHEMA))),
        optional("additionalProperties", Shape::SchemaOrBoolean(&Shape::RefOr(&SCHEMA))),
        optional("description", Shape::Text),
        optional("format", Shape::Text),
        optional("default", Shape::Anything),
        optional("nullable", Shape::Boolean),
        optional("discriminator", Shape::Object(&DISCRIMINATOR)),
        optional("readOnly", Shape::Boolean),
        optional("writeOnly", Shape::Boolean),
        optional("xml", Shape::Object(&XML)),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("example", Shape::Anything),
        optional("deprecated", Shape::Boolean),
    ],
);

static DISCRIMINATOR: Object = object(
    "Discriminator",
    &[required("propertyName", Shape::Text), optional("mapping", Shape::Map(&Shape::Text))],
);

pub(super) static XML: Object = object(
    "XML",
    &[
        optional("name", Shape::Text),
        optional("namespace", Shape::Text),
        optional("prefix", Shape::Text),
        optional("attribute", Shape::Boolean),
        optional("wrapped", Shape::Boolean),
    ],
);
