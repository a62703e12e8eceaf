//! The objects of OpenAPI 3.1 and 3.2, which fields they have and of which shape: section 4.8 of
//! the OpenAPI Specification 3.1.0, and section 4 of 3.2.0. What 3.2 adds is read in both.

mod schema;
mod security;

use super::super::shape::{Cases, Names, Object, Otherwise, Shape};
use crate::document::tables::rows::{
    CONTACT, EXTERNAL_DOCS, QUERY_STYLES, REQUIREMENTS, SERVER_VARIABLE, by_case, described,
    formal, keyed, object, optional, required,
};
use schema::SCHEMA;
use security::SECURITY_SCHEME;

pub(in super::super) static OPENAPI: Object = object(
    "OpenAPI",
    &[
        required("openapi", Shape::Text),
        optional("$self", Shape::Text),
        formal("info", Shape::Object(&INFO)),
        optional("jsonSchemaDialect", Shape::Text),
        optional("servers", Shape::List(&Shape::Object(&SERVER))),
        optional("paths", Shape::Object(&PATHS)),
        optional("webhooks", Shape::Map(&Shape::RefOr(&PATH_ITEM))),
        optional("components", Shape::Object(&COMPONENTS)),
        optional("security", REQUIREMENTS),
        optional("tags", Shape::List(&Shape::Object(&TAG))),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ],
);

static INFO: Object = object(
    "Info",
    &[
        formal("title", Shape::Text),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("termsOfService", Shape::Text),
        optional("contact", Shape::Object(&CONTACT)),
        optional("license", Shape::Object(&LICENSE)),
        formal("version", Shape::Text),
    ],
);

static LICENSE: Object = object(
    "License",
    &[
        formal("name", Shape::Text),
        optional("identifier", Shape::Text),
        optional("url", Shape::Text),
    ],
);

static SERVER: Object = object(
    "Server",
    &[
        required("url", Shape::Text),
        optional("description", Shape::Text),
        optional("name", Shape::Text),
        optional("variables", Shape::Map(&Shape::Object(&SERVER_VARIABLE))),
    ],
);

static TAG: Object = object(
    "Tag",
    &[
        required("name", Shape::Text),
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        optional("parent", Shape::Text),
        optional("kind", Shape::Text),
    ],
);

static COMPONENTS: Object = object(
    "Components",
    &[
        optional("schemas", Shape::Map(&Shape::AnySchema(&SCHEMA))),
        optional("responses", Shape::Map(&Shape::RefOr(&RESPONSE))),
        optional("parameters", Shape::Map(&Shape::RefOr(&PARAMETER))),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("requestBodies", Shape::Map(&Shape::RefOr(&REQUEST_BODY))),
        optional("headers", Shape::Map(&Shape::RefOr(&HEADER))),
        optional("securitySchemes", Shape::Map(&Shape::RefOr(&SECURITY_SCHEME))),
        optional("links", Shape::Map(&Shape::RefOr(&LINK))),
        optional("callbacks", Shape::Map(&Shape::RefOr(&CALLBACK))),
        optional("pathItems", Shape::Map(&Shape::RefOr(&PATH_ITEM))),
        optional("mediaTypes", Shape::Map(&Shape::RefOr(&MEDIA_TYPE))),
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
        optional("query", Shape::Object(&OPERATION)),
        optional("additionalOperations", Shape::Map(&Shape::Object(&OPERATION))),
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
        optional("responses", Shape::Object(&RESPONSES)),
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
            required("in", Shape::OneOf(&["query", "querystring", "header", "path", "cookie"])),
            optional("description", Shape::Text),
            optional("required", Shape::Boolean),
            optional("deprecated", Shape::Boolean),
            optional("allowEmptyValue", Shape::Boolean),
            optional("style", Shape::Text),
            optional("explode", Shape::Boolean),
            optional("allowReserved", Shape::Boolean),
            optional("schema", Shape::AnySchema(&SCHEMA)),
            optional("example", Shape::Anything),
            optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
            optional("content", Shape::Map(&Shape::RefOr(&MEDIA_TYPE))),
        ],
    ),
    &PLACES,
);

/// OpenAPI 3.2.0, "Style Values": which styles a place has.
static PLACES: Cases = Cases {
    field: "in",
    fields: &[
        ("query", &[optional("style", Shape::OneOf(QUERY_STYLES))]),
        ("querystring", &[required("content", Shape::Map(&Shape::RefOr(&MEDIA_TYPE)))]),
        ("header", &[optional("style", Shape::OneOf(&["simple"]))]),
        ("path", &[optional("style", Shape::OneOf(&["simple", "label", "matrix"]))]),
        ("cookie", &[optional("style", Shape::OneOf(&["form", "cookie"]))]),
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
        optional("schema", Shape::AnySchema(&SCHEMA)),
        optional("example", Shape::Anything),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("content", Shape::Map(&Shape::RefOr(&MEDIA_TYPE))),
    ],
);

static REQUEST_BODY: Object = object(
    "Request Body",
    &[
        optional("description", Shape::Text),
        formal("content", Shape::Map(&Shape::RefOr(&MEDIA_TYPE))),
        optional("required", Shape::Boolean),
    ],
);

static MEDIA_TYPE: Object = object(
    "Media Type",
    &[
        optional("schema", Shape::AnySchema(&SCHEMA)),
        optional("itemSchema", Shape::AnySchema(&SCHEMA)),
        optional("example", Shape::Anything),
        optional("examples", Shape::Map(&Shape::RefOr(&EXAMPLE))),
        optional("encoding", Shape::Map(&Shape::Object(&ENCODING))),
        optional("prefixEncoding", Shape::List(&Shape::Object(&ENCODING))),
        optional("itemEncoding", Shape::Object(&ENCODING)),
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
        optional("encoding", Shape::Map(&Shape::Object(&ENCODING))),
        optional("prefixEncoding", Shape::List(&Shape::Object(&ENCODING))),
        optional("itemEncoding", Shape::Object(&ENCODING)),
    ],
);

static RESPONSES: Object = keyed("Responses", Names::Statuses, &Shape::RefOr(&RESPONSE));

static RESPONSE: Object = object(
    "Response",
    &[
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("headers", Shape::Map(&Shape::RefOr(&HEADER))),
        optional("content", Shape::Map(&Shape::RefOr(&MEDIA_TYPE))),
        optional("links", Shape::Map(&Shape::RefOr(&LINK))),
    ],
);

static CALLBACK: Object = keyed("Callback", Names::All, &Shape::RefOr(&PATH_ITEM));

static EXAMPLE: Object = object(
    "Example",
    &[
        optional("summary", Shape::Text),
        optional("description", Shape::Text),
        optional("dataValue", Shape::Anything),
        optional("serializedValue", Shape::Text),
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
