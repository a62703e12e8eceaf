//! What a call sends: parameters, the fields of forms, and bodies that are none.

use super::{Limits, Type};
use crate::name::Name;
use crate::source::Pointer;

/// A parameter of an operation, or a field of its form body.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The argument or setter, and the name on the wire.
    pub name: Name,
    /// Where it goes.
    pub place: Place,
    /// How lists and objects become text.
    pub style: Style,
    /// Whether each item of a list is a parameter of its own.
    pub explode: bool,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
    /// Whether a call needs it.
    pub required: bool,
    /// What it is set to unless it is set.
    pub preset: Option<Preset>,
    /// Whether its values are kept out of all that is printed.
    pub secret: bool,
    /// What its values may be.
    pub limits: Limits,
    /// The media type of a part, where the document names one.
    pub content_type: Option<String>,
    /// The part that a header is of.
    pub part: Option<String>,
    /// The type of its values.
    pub ty: Type,
    /// The description.
    pub docs: String,
    /// What is meant where it is not sent, as text; empty text is a value.
    pub default: Option<String>,
    /// A value to show in examples.
    pub example: Option<String>,
    /// Where it is in the document.
    pub origin: Pointer,
}

impl Parameter {
    /// Whether a call has a setter for it.
    pub fn is_settable(&self) -> bool {
        !self.required && !matches!(self.preset, Some(Preset::True | Preset::Bound { .. }))
    }
}

/// A parameter of many operations, whose value the client has.
#[derive(Debug, Clone)]
pub struct BoundParameter {
    /// The builder's method, and the name on the wire.
    pub name: Name,
    /// The client's method that makes a client with another value.
    pub other: String,
    /// The type of its value.
    pub ty: Type,
    /// Whether a call needs it.
    pub is_needed: bool,
    /// The description.
    pub docs: String,
    /// A value to show in examples.
    pub example: Option<String>,
}

/// What a parameter is set to without being asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Preset {
    /// Its only value.
    Only,
    /// This text, which tells one alternative of a body from the others.
    Text(String),
    /// What the client has for all operations; whether a call needs it.
    Bound {
        /// Whether a call needs it.
        is_needed: bool,
    },
    /// `true`, by the method that is for that: it has no setter.
    True,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A form body.
    Form,
    /// A multipart body.
    Part,
    /// A header of a part of a multipart body.
    PartHeader,
}

/// How a list or an object becomes text (OpenAPI 3.0.3, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the specification's, or the runtime's")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    TabDelimited,
    PipeDelimited,
    DeepObject,
    Cookie,
    Json,
    ByKind,
    Whole,
    Segments,
}

/// A body that is no form.
#[derive(Debug, Clone)]
pub struct Body {
    /// How it is written.
    pub format: BodyFormat,
    /// Its media type; a range where the caller names it.
    pub media_type: String,
    /// Who says what its media type is.
    pub label: Label,
    /// Whether a call needs it.
    pub required: bool,
    /// The type of its value.
    pub ty: Type,
    /// What its value may be.
    pub limits: Limits,
    /// The description.
    pub docs: String,
    /// Where it is in the document.
    pub origin: Pointer,
}

impl Body {
    /// Whether each call says what the media type is.
    pub fn is_named(&self) -> bool {
        matches!(self.label, Label::Argument(_))
    }
}

/// Who says what the media type of a body is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// The document.
    Fixed,
    /// The caller: the document has a range of media types, which is not for these.
    Argument(Vec<String>),
    /// The caller, by a setter, where it is one of these.
    Setter(Vec<String>),
}

/// How a body is written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
    /// As XML, by the element at this place of [`Api::xml`](super::Api::xml).
    Xml(usize),
}
