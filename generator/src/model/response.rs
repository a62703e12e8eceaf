//! What comes back of a call: successes, failures, and what is in them.

use super::{BodyFormat, Headers, Type};

/// What a successful call gives back.
#[derive(Debug, Clone)]
pub enum Success {
    /// The same for every documented success.
    One(Content),
    /// One variant for each documented success.
    Many {
        /// The enum's name.
        name: String,
        /// Its variants.
        variants: Vec<Variant>,
    },
}

impl Success {
    /// What comes with each success.
    pub fn contents(&self) -> Vec<&Content> {
        match self {
            Self::One(content) => vec![content],
            Self::Many { variants, .. } => {
                variants.iter().map(|variant| &variant.content).collect()
            }
        }
    }
}

/// A status and what comes with it, as a variant of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The variant.
    pub name: String,
    /// The status.
    pub status: Status,
    /// What comes with it.
    pub content: Content,
    /// The description.
    pub docs: String,
}

/// A documented failure.
pub type Failure = Variant;

/// The failures of several operations, as one enum.
#[derive(Debug, Clone)]
pub struct Failures {
    /// The enum's name.
    pub name: String,
    /// Its variants.
    pub variants: Vec<Failure>,
}

/// What operations share.
#[derive(Debug, Clone, Default)]
pub struct Common {
    /// The enums of their failures.
    pub errors: Vec<Failures>,
    /// The structs of their headers.
    pub headers: Vec<Headers>,
    /// Names of a tag for what stands with the client: each before the name that it has there.
    pub aliases: Vec<(String, String)>,
}

impl Common {
    /// The types that it names.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let failures = self.errors.iter().flat_map(|errors| &errors.variants);
        let headers = self.headers.iter().flat_map(|headers| &headers.fields);
        failures.filter_map(|failure| failure.content.ty()).chain(headers.map(|header| &header.ty))
    }

    /// The types that it names, to be changed.
    pub fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let failures = self.errors.iter_mut().flat_map(|errors| &mut errors.variants);
        let headers = self.headers.iter_mut().flat_map(|headers| &mut headers.fields);
        failures
            .filter_map(|failure| failure.content.ty_mut())
            .chain(headers.map(|header| &mut header.ty))
    }
}

/// The status of a documented response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// A hundred: `4XX`.
    Range(u16),
    /// Every status that is not documented otherwise.
    Default,
}

impl Status {
    /// A status that is told from those of `others`, as a server would send it.
    pub fn example(self, others: &[Self]) -> u16 {
        let is_free = |code: &u16| {
            let mut others = others.iter().filter(|other| **other != self);
            !others.any(|other| match other {
                Self::Exact(known) => known == code,
                // An exact status is told from the range that it is in.
                Self::Range(hundred) => self == Self::Default && code / 100 == *hundred,
                Self::Default => false,
            })
        };
        match self {
            Self::Exact(code) => code,
            Self::Range(hundred) => {
                (hundred * 100..=hundred * 100 + 99).find(is_free).unwrap_or(hundred * 100)
            }
            Self::Default => (500..600).chain(400..500).find(is_free).unwrap_or(500),
        }
    }
}

/// What comes with a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A value.
    Value(BodyFormat, Type),
    /// Values of this type, one after the other.
    Items(Framing, Type),
}

impl Content {
    /// The type of the value, or of each value.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Empty => None,
            Self::Value(_, ty) | Self::Items(_, ty) => Some(ty),
        }
    }

    /// The type of the value, or of each value, to be changed.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Empty => None,
            Self::Value(_, ty) | Self::Items(_, ty) => Some(ty),
        }
    }
}

/// How values are told apart that come one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// JSON on a line each.
    Lines,
    /// JSON on a line each, whose `result` is the value, or whose `error` ends them.
    Results,
    /// JSON with a separator before each (RFC 7464).
    Records,
    /// Server-sent events, whose data is the JSON of a value.
    EventData,
    /// Server-sent events, which are the values.
    Events,
    /// Server-sent events, which are the values, with data that can be JSON.
    JsonEvents,
    /// Server-sent events, which are the values, with data that is text in some and JSON in others.
    MixedEvents,
}

impl Framing {
    /// What a person calls one of the values.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lines | Self::Results | Self::Records => "item",
            Self::EventData | Self::Events | Self::JsonEvents | Self::MixedEvents => "event",
        }
    }
}

/// A response as it is documented.
#[derive(Debug, Clone)]
pub struct DocumentedResponse {
    /// The status.
    pub status: Status,
    /// The description.
    pub docs: String,
    /// The media types.
    pub media_types: Vec<String>,
    /// The one of them as which it is read, where that is no range.
    pub media_type: Option<String>,
    /// What comes with it.
    pub content: Content,
    /// The headers: name and description.
    pub headers: Vec<(String, String)>,
}
