//! Security schemes: OpenAPI Specification 3.1.0, section 4.8.27, and 3.2.0.

use super::super::security::{
    API_KEY, BY_BOTH, BY_TOKEN, HTTP, IMPLICIT, OPEN_ID_CONNECT, REFRESH_URL, SCOPES, TOKEN_URL,
};
use crate::document::shape::{Cases, Object, Otherwise, Shape};
use crate::document::tables::rows::{by_case, formal, object, optional, required};

pub(super) static SECURITY_SCHEME: Object = by_case(
    object(
        "Security Scheme",
        &[
            required(
                "type",
                Shape::OneOf(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"]),
            ),
            optional("description", Shape::Text),
            optional("name", Shape::Text),
            optional("in", Shape::Text),
            optional("scheme", Shape::Text),
            optional("bearerFormat", Shape::Text),
            optional("flows", Shape::Object(&FLOWS)),
            optional("openIdConnectUrl", Shape::Text),
            optional("oauth2MetadataUrl", Shape::Text),
            optional("deprecated", Shape::Boolean),
        ],
    ),
    &CASES,
);

/// What each type asks for.
static CASES: Cases = Cases {
    field: "type",
    fields: &[
        API_KEY,
        HTTP,
        ("oauth2", &[required("flows", Shape::Object(&FLOWS))]),
        OPEN_ID_CONNECT,
        ("mutualTLS", &[]),
    ],
    otherwise: Otherwise::LeftOut,
};

static FLOWS: Object = object(
    "OAuth Flows",
    &[
        optional("implicit", Shape::Object(&IMPLICIT)),
        optional("password", Shape::Object(&BY_TOKEN)),
        optional("clientCredentials", Shape::Object(&BY_TOKEN)),
        optional("authorizationCode", Shape::Object(&BY_BOTH)),
        optional("deviceAuthorization", Shape::Object(&BY_DEVICE)),
    ],
);

static BY_DEVICE: Object = object(
    "OAuth Flow",
    &[formal("deviceAuthorizationUrl", Shape::Text), TOKEN_URL, REFRESH_URL, SCOPES],
);
