//! What tells a value of one alternative from those of the others.

use std::collections::BTreeMap;
use std::sync::Arc;

/// What tells a value of a type. The lists are those of all unions that know the same of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The kind of JSON; `None` for a type that tells by itself.
    pub kind: Option<Kind>,
    /// The values of an enum, as text.
    pub values: Arc<[String]>,
    /// The properties that have to be there.
    pub required: Arc<[String]>,
    /// All properties.
    pub known: Arc<[String]>,
    /// Properties that are of another kind in another alternative.
    pub kinds: Arc<[(String, Kind)]>,
    /// Properties that have some values only: the way to each, and the values.
    pub sets: Arc<[Set]>,
    /// Properties that have other bounds in another alternative.
    pub ranges: Arc<[(String, Range)]>,
}

/// What several unions say of a type that is an alternative of each, where it is much: it is written once,
/// with the type. Empty where each union says it.
#[derive(Debug, Clone, Default)]
pub struct Repeated {
    /// The values of an enum, as text.
    pub values: Arc<[String]>,
    /// All properties.
    pub known: Arc<[String]>,
    /// The values of the property that tells the alternatives apart.
    pub tags: Constants,
    /// The values of properties that have some only, by the way to each.
    pub sets: BTreeMap<Vec<String>, Constants>,
}

/// What a number, or the size of text or of a list, is between: both bounds are in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lowest.
    pub least: f64,
    /// The highest.
    pub most: f64,
}

/// The way to a property, and the values that it can have.
pub type Set = (Vec<String>, Constants);

/// Values that a document names, of all that know the same of a property.
pub type Constants = Arc<[Constant]>;

/// A value that a document names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constant {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// `true` or `false`.
    Bool(bool),
}

impl Constant {
    /// The value as text, without quotes.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Bool(truth) => truth.to_string(),
        }
    }
}

/// A kind of JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are JSON's")]
pub enum Kind {
    Bool,
    Integer,
    Number,
    Text,
    List,
    Object,
}
