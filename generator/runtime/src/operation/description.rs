//! An operation, its parameters and its security schemes.

use super::server::Server;
use std::fmt;

use crate::json::Limits;

/// An operation of the API.
pub struct Operation {
    /// The name of its method, such as `list_users`.
    pub name: &'static str,
    /// The HTTP method, as it is sent.
    pub method: &'static str,
    /// The path below the base URL, with its parameters in braces.
    pub path: &'static str,
    /// The parameters and form fields, in the order in which they are sent.
    pub parameters: &'static [Parameter],
    /// A server of its own, where calls go unless the client was given a base URL.
    pub server: Option<Server>,
    /// The value of the `Accept` header: what the client can read.
    pub accept: &'static str,
    /// The ways to authorize a call, each a set of schemes that are needed together.
    /// None at all: the operation is open.
    pub security: &'static [&'static [&'static SecurityScheme]],
    /// Whether a redirect is a response that the document describes, and so is not followed.
    pub has_redirects: bool,
    /// Whether the document says that a second call has the effect of one, whatever its method.
    pub is_idempotent: bool,
}

impl Operation {
    /// What most operations have in common.
    pub const DEFAULT: Self = Self {
        name: "",
        method: "GET",
        path: "/",
        parameters: &[],
        server: None,
        accept: "*/*",
        security: &[],
        has_redirects: false,
        is_idempotent: false,
    };
}

impl fmt::Debug for Operation {
    /// Errors hold the operation that failed: its name is enough there.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, method, path, .. } = self;
        write!(f, "Operation({name}: {method} {path})")
    }
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A `{name}` of the path.
    Path,
    /// The query of the URL.
    Query,
    /// A header.
    Header,
    /// The `Cookie` header.
    Cookie,
    /// A field of a form body.
    Form,
    /// A part of a multipart body.
    Part,
    /// A header of such a part.
    PartHeader,
}

/// How a list or an object becomes text (OpenAPI 3.0.3, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
    /// `name=a,b` or `name=a&name=b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%09b`
    TabDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name[key]=a`
    DeepObject,
    /// `name=a; name=b`, as it is: cookies have no escapes of their own.
    Cookie,
    /// JSON text, for a parameter that is described by a media type.
    Json,
    /// `name={"key":"a"}`, `name=a&name=b`, `name=a`: an object as JSON text, each item of a list
    /// by itself, all else as text.
    ByKind,
    /// JSON text without a name: the query as a whole.
    Whole,
    /// `a/b`: text that is several segments of a path, with the slashes between them.
    Segments,
}

/// A parameter of an operation, or a field of its form body.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) place: Place,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) secret: bool,
    pub(crate) limits: Limits,
    pub(crate) content_type: Option<&'static str>,
    /// The part that a header is of.
    pub(crate) part: Option<&'static str>,
    /// Whether its value is the client's.
    pub(crate) is_bound: bool,
    /// Whether that value has to be there.
    pub(crate) is_needed: bool,
}

impl Parameter {
    const fn new(name: &'static str, place: Place, style: Style, explode: bool) -> Self {
        Self {
            name,
            place,
            style,
            explode,
            allow_reserved: false,
            secret: false,
            limits: Limits::NONE,
            content_type: None,
            part: None,
            is_bound: false,
            is_needed: false,
        }
    }

    /// A parameter in the path, in the style that paths have by default.
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Place::Path, Style::Simple, false)
    }

    /// A parameter in the query, in the style that queries have by default.
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Place::Query, Style::Form, true)
    }

    /// A header.
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Place::Header, Style::Simple, false)
    }

    /// A cookie.
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Place::Cookie, Style::Form, true)
    }

    /// A field of a form body.
    pub const fn form(name: &'static str) -> Self {
        Self::new(name, Place::Form, Style::Form, true)
    }

    /// A part of a multipart body.
    pub const fn part(name: &'static str) -> Self {
        Self::new(name, Place::Part, Style::Form, true)
    }

    /// A header of the part `part` of a multipart body.
    pub const fn part_header(part: &'static str, name: &'static str) -> Self {
        let mut header = Self::new(name, Place::PartHeader, Style::Simple, false);
        header.part = Some(part);
        header
    }

    /// The same parameter, whose value the client has for all operations; whether it has to.
    #[must_use]
    pub const fn bound(mut self, is_needed: bool) -> Self {
        (self.is_bound, self.is_needed) = (true, is_needed);
        self
    }

    /// The same part, of another media type than its value has by itself.
    #[must_use]
    pub const fn content_type(mut self, media_type: &'static str) -> Self {
        self.content_type = Some(media_type);
        self
    }

    /// The same parameter in another style.
    #[must_use]
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = style;
        self.explode = explode;
        self
    }

    /// The same parameter, with reserved characters sent as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// The same parameter, its values kept out of all that is printed.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// The same parameter, whose values outside of the limits are refused.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }
}

/// How a credential is sent (OpenAPI 3.0.3, "Security Scheme Object").
#[derive(Debug)]
pub enum SecurityScheme {
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// The scheme's name in the document.
        name: &'static str,
        /// Where the key goes: `Header`, `Query` or `Cookie`.
        place: Place,
        /// The header's, parameter's or cookie's name.
        key: &'static str,
        /// What stands before the key.
        prefix: &'static str,
    },
    /// `Authorization: Bearer` and a token (RFC 6750).
    Bearer {
        /// The scheme's name in the document.
        name: &'static str,
    },
    /// `Authorization: Basic` with a user and a password (RFC 7617).
    Basic {
        /// The scheme's name in the document.
        name: &'static str,
    },
}

impl SecurityScheme {
    /// The scheme's name in the document.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ApiKey { name, .. } | Self::Bearer { name } | Self::Basic { name } => name,
        }
    }
}
