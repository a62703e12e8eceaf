//! What proves who calls, and how it is sent.

use std::fmt;

use ::base64::Engine as _;
use ::base64::engine::general_purpose::STANDARD;

use super::token::{TokenSource, Tokens};
use crate::operation::{Place, SecurityScheme, encode};
use crate::transport::{BoxError, Timer};
use crate::values::Secret;

/// What proves who calls.
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Known(CredentialValue),
    Fetched(Tokens),
}

/// A credential as it is sent.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CredentialValue {
    /// An API key or a token.
    Token(Secret),
    /// A user and a password.
    Basic { user: String, password: Secret },
}

/// The credential values of one request, each with its scheme.
pub(crate) type CredentialValues = Vec<(&'static SecurityScheme, CredentialValue)>;

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Known(credential_value) => credential_value.fmt(f),
            Kind::Fetched(_) => f.write_str("Source"),
        }
    }
}

impl Credential {
    /// An API key or a token that stays the same.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self(Kind::Known(CredentialValue::Token(token.into())))
    }

    /// A user and a password.
    pub fn basic(user: &str, password: impl Into<Secret>) -> Self {
        Self(Kind::Known(CredentialValue::Basic {
            user: user.to_owned(),
            password: password.into(),
        }))
    }

    /// A token that is fetched when a call needs one.
    pub fn source(source: impl TokenSource) -> Self {
        Self(Kind::Fetched(Tokens::new(source, None)))
    }

    /// A token that is held already, and the source of those that come after it.
    pub fn held(token: impl Into<Secret>, source: impl TokenSource) -> Self {
        Self(Kind::Fetched(Tokens::new(source, Some(token.into()))))
    }

    pub(crate) fn is_fetched(&self) -> bool {
        matches!(self.0, Kind::Fetched(_))
    }

    /// What is known of it without asking anybody.
    pub(crate) fn known(&self) -> Option<CredentialValue> {
        match &self.0 {
            Kind::Known(credential_value) => Some(credential_value.clone()),
            Kind::Fetched(tokens) => tokens.held().map(CredentialValue::Token),
        }
    }

    /// What is sent; another one than `refused`, if it can be had.
    pub(crate) async fn credential_value(
        &self,
        refused: Option<&CredentialValue>,
        timer: Option<&dyn Timer>,
    ) -> Result<CredentialValue, BoxError> {
        match &self.0 {
            Kind::Known(credential_value) => Ok(credential_value.clone()),
            Kind::Fetched(tokens) => tokens
                .get(refused.map(CredentialValue::secret), timer)
                .await
                .map(CredentialValue::Token),
        }
    }
}

impl CredentialValue {
    pub(crate) fn secret(&self) -> &Secret {
        match self {
            Self::Token(token) => token,
            Self::Basic { password, .. } => password,
        }
    }

    /// RFC 7617, section 2.
    fn basic(&self) -> String {
        let pair = match self {
            Self::Token(token) => token.expose().to_owned(),
            Self::Basic { user, password } => format!("{user}:{}", password.expose()),
        };
        STANDARD.encode(pair)
    }

    /// The texts by which it could be seen.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let secret = self.secret().expose().to_owned();
        match self {
            Self::Token(_) => vec![secret],
            Self::Basic { .. } => vec![self.basic(), secret],
        }
    }

    /// What keeps it from being sent, as the end of a sentence.
    pub(crate) fn fault(&self, scheme: &SecurityScheme) -> Option<&'static str> {
        let is_control = |byte: u8| byte < b' ' || byte == 0x7f;
        let secret = self.secret().expose();
        if secret.is_empty() {
            return Some("is empty; leave it out to call without");
        }
        // RFC 7617, section 2: the first colon ends the user's name.
        if let Self::Basic { user, .. } = self
            && (user.contains(':') || user.bytes().any(is_control))
        {
            return Some(
                "has a user with a colon or a control character in it, which it cannot carry",
            );
        }
        let place = match scheme {
            SecurityScheme::ApiKey { place, .. } => *place,
            SecurityScheme::Bearer { .. } | SecurityScheme::Basic { .. } => Place::Header,
        };
        let has_control = secret.bytes().any(is_control);
        match place {
            Place::Header if has_control => {
                Some("holds a control character, perhaps a line end from the file it was read from")
            }
            // RFC 6265, section 4.1.1: a cookie ends at a semicolon, and nothing stands for one.
            Place::Cookie if has_control || secret.contains(';') => Some(
                "holds a semicolon or a control character, perhaps a line end, which a cookie \
                 cannot carry",
            ),
            _ => None,
        }
    }

    /// Where and how it is sent.
    pub(crate) fn applied(&self, scheme: &SecurityScheme) -> Applied {
        let token = self.secret().expose();
        match scheme {
            SecurityScheme::ApiKey { place, key, prefix, .. } => {
                let value = format!("{prefix}{token}");
                match place {
                    Place::Header => Applied::Header(key, value),
                    // RFC 6265, section 5.4: a cookie goes back as the server set it.
                    Place::Cookie => Applied::Cookie(format!("{key}={value}")),
                    _ => {
                        let mut piece = String::with_capacity(key.len() + 1 + value.len());
                        encode::percent(key, &mut piece);
                        piece.push('=');
                        encode::percent(&value, &mut piece);
                        Applied::Query(piece)
                    }
                }
            }
            SecurityScheme::Bearer { .. } => {
                Applied::Header("Authorization", format!("Bearer {token}"))
            }
            SecurityScheme::Basic { .. } => {
                Applied::Header("Authorization", format!("Basic {}", self.basic()))
            }
        }
    }
}

/// A credential's place in a request.
pub(crate) enum Applied {
    Header(&'static str, String),
    Query(String),
    Cookie(String),
}
