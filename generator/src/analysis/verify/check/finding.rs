//! What is found in one exchange.

use std::fmt;

use serde_json::Value;

use super::super::contract::Place;
use super::super::kind::Kind;
use super::fault::Fault;
use crate::source::Pointer;

/// One difference.
#[derive(Debug, Clone)]
pub(in super::super) struct Finding {
    pub(in super::super) kind: Kind,
    /// What of the document it is about.
    pub(in super::super) origin: Pointer,
    /// The part of the exchange that it is in.
    pub(in super::super) part: Part,
    /// Where in a body it is: `items[].name`.
    pub(in super::super) at: String,
    /// What it is about: the name of a property, a status, a media type.
    pub(in super::super) subject: String,
    /// What was there, if that can be said.
    pub(in super::super) value: Option<Value>,
    /// Whether the value is a secret.
    pub(in super::super) is_secret: bool,
}

impl Finding {
    /// What does not fit in a part of an exchange.
    pub(super) fn all(faults: Vec<Fault>, part: &Part) -> impl Iterator<Item = Self> {
        let part = part.clone();
        faults.into_iter().map(move |fault| Self {
            kind: fault.kind,
            origin: fault.origin,
            part: part.clone(),
            at: fault.at,
            subject: fault.subject,
            value: fault.value,
            is_secret: fault.is_secret,
        })
    }
}

/// A part of an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Part {
    /// The request itself.
    Request,
    Parameter(Place, String),
    /// The body of the request, of a media type.
    RequestBody(String),
    /// A response of a status.
    Response(u16),
    /// Its header.
    ResponseHeader(u16, String),
    /// Its body, of a media type.
    ResponseBody(u16, String),
}

impl Part {
    /// Whether it is of the response.
    pub(in super::super) fn is_received(&self) -> bool {
        matches!(self, Self::Response(_) | Self::ResponseHeader(..) | Self::ResponseBody(..))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request => f.write_str("request"),
            Self::Parameter(place, name) => write!(f, "{} parameter `{name}`", place.word()),
            Self::RequestBody(media_type) => write!(f, "request body, {media_type}"),
            Self::Response(status) => write!(f, "response {status}"),
            Self::ResponseHeader(status, name) => write!(f, "response {status}, header `{name}`"),
            Self::ResponseBody(status, media_type) => write!(f, "response {status}, {media_type}"),
        }
    }
}
