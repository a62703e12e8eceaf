//! Why nothing was sent.

use std::fmt;

use crate::operation::{Operation, SecurityScheme};
use crate::transport::BoxError;

/// The source of a token has none to give, or none that can be sent.
#[derive(Debug)]
pub struct TokenError {
    pub(super) operation: &'static Operation,
    scheme: &'static SecurityScheme,
    is_refused: bool,
    cause: BoxError,
}

impl TokenError {
    pub(crate) fn new(
        operation: &'static Operation,
        scheme: &'static SecurityScheme,
        is_refused: bool,
        cause: BoxError,
    ) -> Self {
        Self { operation, scheme, is_refused, cause }
    }

    /// The security scheme that the token is for, by its name in the document.
    pub fn scheme(&self) -> &'static str {
        self.scheme.name()
    }

    /// Whether the server had refused another token, with the status 401.
    pub fn is_refused(&self) -> bool {
        self.is_refused
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, scheme) = (self.operation.name, self.scheme());
        if self.is_refused {
            let words = "the server refused the token (401), and its source has no other one";
            return write!(f, "{operation}: {words} for {scheme}");
        }
        write!(f, "{operation}: nothing was sent: the source has no token for {scheme}")
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.cause)
    }
}

/// The client has no credential for any of the ways to authorize the operation.
#[derive(Debug, Clone)]
pub struct MissingCredential {
    pub(crate) operation: &'static Operation,
}

impl MissingCredential {
    /// The ways to authorize the operation: the names of the schemes that each needs together.
    pub fn alternatives(&self) -> impl Iterator<Item = Vec<&'static str>> {
        self.operation.security.iter().map(|set| set.iter().map(|scheme| scheme.name()).collect())
    }
}

impl fmt::Display for MissingCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: nothing was sent: the operation needs ", self.operation.name)?;
        let mut before = "";
        for set in self.operation.security {
            for scheme in *set {
                write!(f, "{before}{}", scheme.name())?;
                before = " and ";
            }
            before = ", or ";
        }
        f.write_str(", which the client was not given")
    }
}

impl std::error::Error for MissingCredential {}

/// A value that cannot be sent.
#[derive(Debug, Clone)]
pub struct InvalidParameter {
    pub(crate) operation: &'static Operation,
    pub(crate) name: &'static str,
    pub(crate) reason: String,
}

impl InvalidParameter {
    /// The parameter's name on the wire.
    pub fn parameter(&self) -> &'static str {
        self.name
    }

    /// What is wrong with its value.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for InvalidParameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: nothing was sent: parameter `{}` {}",
            self.operation.name, self.name, self.reason
        )
    }
}

impl std::error::Error for InvalidParameter {}
