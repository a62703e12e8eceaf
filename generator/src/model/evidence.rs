//! What tells a value of one alternative from those of the others.

/// What tells a value of a type.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The kind of JSON; `None` for a type that tells by itself.
    pub kind: Option<Kind>,
    /// The values of an enum, as text.
    pub values: Vec<String>,
    /// The properties that have to be there.
    pub required: Vec<String>,
    /// All properties.
    pub known: Vec<String>,
    /// Properties that are of another kind in another alternative.
    pub kinds: Vec<(String, Kind)>,
    /// Properties that have some values only: the way to each, and the values.
    pub sets: Vec<(Vec<String>, Vec<Constant>)>,
    /// Properties that have other bounds in another alternative.
    pub ranges: Vec<(String, Range)>,
}

/// What a number, or the size of text or of a list, is between: both bounds are in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lowest.
    pub least: f64,
    /// The highest.
    pub most: f64,
}

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are JSON's")]
pub enum Kind {
    Bool,
    Integer,
    Number,
    Text,
    List,
    Object,
}
