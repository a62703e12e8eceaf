//! Security: what proves who calls.

use super::Place;
use crate::name::Name;
use crate::source::Pointer;

/// A security scheme.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// The builder's method, and the scheme's name.
    pub name: Name,
    /// The builder's method for a credential that is fetched when it is needed; none where
    /// nothing can be fetched.
    pub source: Option<String>,
    /// The constant that says how it is sent.
    pub constant: String,
    /// How a credential is sent.
    pub kind: SecurityKind,
    /// The description.
    pub docs: String,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// Where it goes.
        place: Place,
        /// The name of the header, parameter or cookie.
        key: String,
        /// What stands before the key.
        prefix: String,
    },
    /// A token in `Authorization: Bearer`.
    Bearer,
    /// A user and a password in `Authorization: Basic`.
    Basic,
    /// An access token in `Authorization: Bearer` (RFC 6750), and the ways to get one.
    OAuth2(Vec<Flow>),
    /// An access token in `Authorization: Bearer`, and the URL of what is known of its issuer.
    OpenIdConnect(String),
}

/// A way to get an access token (OpenAPI 3.0.3, "OAuth Flow Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// What RFC 6749 calls it.
    pub name: &'static str,
    /// Where a person agrees.
    pub authorization_url: Option<String>,
    /// Where a token is given.
    pub token_url: Option<String>,
    /// Where a token is renewed, if that is another place.
    pub refresh_url: Option<String>,
    /// The scopes, and what they allow.
    pub scopes: Vec<(String, String)>,
}

/// A scheme that an operation needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// The index in [`Api::auth`](super::Api::auth).
    pub scheme: usize,
    /// The scopes that the token has to have.
    pub scopes: Vec<String>,
}

impl SecurityScheme {
    /// How a credential is sent, in a few words.
    pub fn describe(&self) -> String {
        match &self.kind {
            SecurityKind::ApiKey { place, key, prefix } if prefix.is_empty() => {
                format!("API key, {} `{key}`", place.word())
            }
            SecurityKind::ApiKey { place, key, prefix } => {
                format!("API key, {} `{key}`, with `{prefix}` before it", place.word())
            }
            SecurityKind::Bearer => "bearer token, header `Authorization`".to_owned(),
            SecurityKind::Basic => "user and password, header `Authorization`".to_owned(),
            SecurityKind::OAuth2(_) => "OAuth 2.0 access token, header `Authorization`".to_owned(),
            SecurityKind::OpenIdConnect(_) => {
                "OpenID Connect access token, header `Authorization`".to_owned()
            }
        }
    }
}
