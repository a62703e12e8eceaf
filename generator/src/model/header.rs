//! Headers of responses.

use super::Type;
use crate::name::Name;
use crate::source::Pointer;

/// The declaration that several operations share, of which their own names are other names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shared {
    /// Its name.
    pub name: String,
    /// Whether it stands with the client, and not with the tag.
    pub is_of_api: bool,
}

/// The headers of an operation's responses, as a struct.
#[derive(Debug, Clone)]
pub struct Headers {
    /// The struct's name.
    pub name: String,
    /// The struct for which this name is another one.
    pub shared: Option<Shared>,
    /// Each header, in the order in which the responses name them.
    pub fields: Vec<Header>,
}

/// A header of responses.
#[derive(Debug, Clone)]
pub struct Header {
    /// The field, and the name on the wire.
    pub name: Name,
    /// The type of its value.
    pub ty: Type,
    /// How its value is written.
    pub form: HeaderForm,
    /// The method by which tests set it.
    pub setter: String,
    /// The description.
    pub docs: String,
    /// Whether the document warns against its use.
    pub deprecated: bool,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// How the value of a header is written (OpenAPI 3.0.3, "Header Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderForm {
    /// One value.
    One(Scalar),
    /// Values between commas.
    List(Scalar),
    /// Names and values between commas.
    Object {
        /// Whether `=` stands between a name and its value.
        explode: bool,
        /// The properties that are known.
        known: Vec<(String, Scalar)>,
        /// What the values of all others are.
        others: Scalar,
    },
    /// A list of which each line of the header is an item.
    Lines,
    /// JSON text.
    Json,
}

/// What a text stands for, where all values are text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Scalar {
    Text,
    Word,
    Number,
    Bool,
    Time,
}
