//! The objects of OpenAPI 3.0: section 4.7 of the OpenAPI Specification 3.0.3, object by object.

use super::rows::{
    self, EXTERNAL_DOCS, QUERY_STYLES, REQUIREMENTS, by_case, described, extended, formal, keyed,
    object, optional, required,
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

pub(super) static INFO: Object = extended("Info", &rows::info(Shape::Object(&LICENSE)), &[]);

static LICENSE: Object = extended("License", rows::LICENSE, &[]);

static SERVER: Object = extended("Server", &rows::SERVER, &[]);

pub(super) static TAG: Object = extended("Tag", rows::TAG, &[]);

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

static PATH_ITEM: Object = extended(
    "Path Item",
    &rows::path_item(
        Shape::Object(&OPERATION),
        Shape::List(&Shape::Object(&SERVER)),
        Shape::List(&Shape::RefOr(&PARAMETER)),
    ),
    &[],
);

static OPERATION: Object = extended(
    "Operation",
    &rows::operation(
        Shape::List(&Shape::RefOr(&PARAMETER)),
        Shape::RefOr(&REQUEST_BODY),
        Shape::Map(&Shape::RefOr(&CALLBACK)),
        Shape::List(&Shape::Object(&SERVER)),
    ),
    &[formal("responses", Shape::Object(&RESPONSES))],
);

static PARAMETER: Object = by_case(
    Object {
        own: &[
            required("name", Shape::Text),
            required("in", Shape::OneOf(&["query", "header", "path", "cookie"])),
        ],
        ..described(
            "Parameter",
            &rows::value(
                Shape::Text,
                Shape::RefOr(&SCHEMA),
                Shape::Map(&Shape::RefOr(&EXAMPLE)),
                Shape::Map(&Shape::Object(&MEDIA_TYPE)),
            ),
        )
    },
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
    &rows::value(
        Shape::OneOf(&["simple"]),
        Shape::RefOr(&SCHEMA),
        Shape::Map(&Shape::RefOr(&EXAMPLE)),
        Shape::Map(&Shape::Object(&MEDIA_TYPE)),
    ),
);

static REQUEST_BODY: Object =
    extended("Request Body", &rows::request_body(Shape::Map(&Shape::Object(&MEDIA_TYPE))), &[]);

static MEDIA_TYPE: Object = extended(
    "Media Type",
    &rows::media_type(
        Shape::RefOr(&SCHEMA),
        Shape::Map(&Shape::RefOr(&EXAMPLE)),
        Shape::Map(&Shape::Object(&ENCODING)),
    ),
    &[],
);

static ENCODING: Object =
    extended("Encoding", &rows::encoding(Shape::Map(&Shape::RefOr(&HEADER))), &[]);

static RESPONSES: Object = keyed("Responses", Names::Statuses, &Shape::RefOr(&RESPONSE));

static RESPONSE: Object = extended(
    "Response",
    &rows::response(
        Shape::Map(&Shape::RefOr(&HEADER)),
        Shape::Map(&Shape::Object(&MEDIA_TYPE)),
        Shape::Map(&Shape::RefOr(&LINK)),
    ),
    &[formal("description", Shape::Text)],
);

static CALLBACK: Object = keyed("Callback", Names::All, &Shape::Object(&PATH_ITEM));

static EXAMPLE: Object = extended("Example", rows::EXAMPLE, &[]);

static LINK: Object = extended("Link", &rows::link(Shape::Object(&SERVER)), &[]);

static SCHEMA: Object = extended(
    "Schema",
    &rows::assertions(Shape::Boolean),
    &[
        optional("title", Shape::Text),
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

static DISCRIMINATOR: Object = extended("Discriminator", rows::DISCRIMINATOR, &[]);

pub(super) static XML: Object = extended("XML", rows::XML, &[]);
