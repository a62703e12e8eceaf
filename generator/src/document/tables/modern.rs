//! The objects of OpenAPI 3.1 and 3.2, which fields they have and of which shape: section 4.8 of
//! the OpenAPI Specification 3.1.0, and section 4 of 3.2.0. What 3.2 adds is read in both.

mod schema;
mod security;

use super::super::shape::{Cases, Names, Object, Otherwise, Shape};
use crate::document::tables::rows::{
    self, EXTERNAL_DOCS, QUERY_STYLES, REQUIREMENTS, by_case, described, extended, formal, keyed,
    object, optional, required,
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

static INFO: Object =
    extended("Info", &rows::info(Shape::Object(&LICENSE)), &[optional("summary", Shape::Text)]);

static LICENSE: Object = extended("License", rows::LICENSE, &[optional("identifier", Shape::Text)]);

static SERVER: Object = extended("Server", &rows::SERVER, &[optional("name", Shape::Text)]);

static TAG: Object = extended(
    "Tag",
    rows::TAG,
    &[
        optional("summary", Shape::Text),
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

static PATH_ITEM: Object = extended(
    "Path Item",
    &rows::path_item(
        Shape::Object(&OPERATION),
        Shape::List(&Shape::Object(&SERVER)),
        Shape::List(&Shape::RefOr(&PARAMETER)),
    ),
    &[
        optional("query", Shape::Object(&OPERATION)),
        optional("additionalOperations", Shape::Map(&Shape::Object(&OPERATION))),
    ],
);

static OPERATION: Object = extended(
    "Operation",
    &rows::operation(
        Shape::List(&Shape::RefOr(&PARAMETER)),
        Shape::RefOr(&REQUEST_BODY),
        Shape::Map(&Shape::RefOr(&CALLBACK)),
        Shape::List(&Shape::Object(&SERVER)),
    ),
    &[optional("responses", Shape::Object(&RESPONSES))],
);

static PARAMETER: Object = by_case(
    Object {
        own: &[
            required("name", Shape::Text),
            required("in", Shape::OneOf(&["query", "querystring", "header", "path", "cookie"])),
        ],
        ..described(
            "Parameter",
            &rows::value(
                Shape::Text,
                Shape::AnySchema(&SCHEMA),
                Shape::Map(&Shape::RefOr(&EXAMPLE)),
                Shape::Map(&Shape::RefOr(&MEDIA_TYPE)),
            ),
        )
    },
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
    &rows::value(
        Shape::OneOf(&["simple"]),
        Shape::AnySchema(&SCHEMA),
        Shape::Map(&Shape::RefOr(&EXAMPLE)),
        Shape::Map(&Shape::RefOr(&MEDIA_TYPE)),
    ),
);

static REQUEST_BODY: Object =
    extended("Request Body", &rows::request_body(Shape::Map(&Shape::RefOr(&MEDIA_TYPE))), &[]);

static MEDIA_TYPE: Object = extended(
    "Media Type",
    &rows::media_type(
        Shape::AnySchema(&SCHEMA),
        Shape::Map(&Shape::RefOr(&EXAMPLE)),
        Shape::Map(&Shape::Object(&ENCODING)),
    ),
    &[
        optional("itemSchema", Shape::AnySchema(&SCHEMA)),
        optional("prefixEncoding", Shape::List(&Shape::Object(&ENCODING))),
        optional("itemEncoding", Shape::Object(&ENCODING)),
    ],
);

static ENCODING: Object = extended(
    "Encoding",
    &rows::encoding(Shape::Map(&Shape::RefOr(&HEADER))),
    &[
        optional("encoding", Shape::Map(&Shape::Object(&ENCODING))),
        optional("prefixEncoding", Shape::List(&Shape::Object(&ENCODING))),
        optional("itemEncoding", Shape::Object(&ENCODING)),
    ],
);

static RESPONSES: Object = keyed("Responses", Names::Statuses, &Shape::RefOr(&RESPONSE));

static RESPONSE: Object = extended(
    "Response",
    &rows::response(
        Shape::Map(&Shape::RefOr(&HEADER)),
        Shape::Map(&Shape::RefOr(&MEDIA_TYPE)),
        Shape::Map(&Shape::RefOr(&LINK)),
    ),
    &[optional("summary", Shape::Text), optional("description", Shape::Text)],
);

static CALLBACK: Object = keyed("Callback", Names::All, &Shape::RefOr(&PATH_ITEM));

static EXAMPLE: Object = extended(
    "Example",
    rows::EXAMPLE,
    &[optional("dataValue", Shape::Anything), optional("serializedValue", Shape::Text)],
);

static LINK: Object = extended("Link", &rows::link(Shape::Object(&SERVER)), &[]);
