//! Security schemes: OpenAPI Specification 3.0.3, section 4.7.27 and what follows it.

use super::super::shape::{Cases, Field, Object, Otherwise, Shape};
use crate::document::tables::rows::{by_case, formal, object, optional, required};

pub(super) static SECURITY_SCHEME: Object = by_case(
    object(
        "Security Scheme",
        &[
            required("type", Shape::OneOf(&["apiKey", "http", "oauth2", "openIdConnect"])),
            optional("description", Shape::Text),
            optional("name", Shape::Text),
            optional("in", Shape::Text),
            optional("scheme", Shape::Text),
            optional("bearerFormat", Shape::Text),
            optional("flows", Shape::Object(&FLOWS)),
            optional("openIdConnectUrl", Shape::Text),
        ],
    ),
    &TYPES,
);

/// What each type asks for.
static TYPES: Cases = Cases {
    field: "type",
    fields: &[
        API_KEY,
        HTTP,
        ("oauth2", &[required("flows", Shape::Object(&FLOWS))]),
        OPEN_ID_CONNECT,
    ],
    otherwise: Otherwise::LeftOut,
};

/// A type, and its fields.
type Case = (&'static str, &'static [Field]);

pub(super) const API_KEY: Case = (
    "apiKey",
    &[required("name", Shape::Text), required("in", Shape::OneOf(&["query", "header", "cookie"]))],
);

pub(super) const HTTP: Case = ("http", &[required("scheme", Shape::Text)]);

pub(super) const OPEN_ID_CONNECT: Case =
    ("openIdConnect", &[formal("openIdConnectUrl", Shape::Text)]);

static FLOWS: Object = object(
    "OAuth Flows",
    &[
        optional("implicit", Shape::Object(&IMPLICIT)),
        optional("password", Shape::Object(&BY_TOKEN)),
        optional("clientCredentials", Shape::Object(&BY_TOKEN)),
        optional("authorizationCode", Shape::Object(&BY_BOTH)),
    ],
);

const AUTHORIZATION_URL: Field = formal("authorizationUrl", Shape::Text);
pub(super) const TOKEN_URL: Field = formal("tokenUrl", Shape::Text);
pub(super) const REFRESH_URL: Field = optional("refreshUrl", Shape::Text);
pub(super) const SCOPES: Field = formal("scopes", Shape::Map(&Shape::Text));

pub(super) static IMPLICIT: Object = object(
    "OAuth Flow",
    &[AUTHORIZATION_URL, optional("tokenUrl", Shape::Text), REFRESH_URL, SCOPES],
);

pub(super) static BY_TOKEN: Object = object(
    "OAuth Flow",
    &[optional("authorizationUrl", Shape::Text), TOKEN_URL, REFRESH_URL, SCOPES],
);

pub(super) static BY_BOTH: Object =
    object("OAuth Flow", &[AUTHORIZATION_URL, TOKEN_URL, REFRESH_URL, SCOPES]);
