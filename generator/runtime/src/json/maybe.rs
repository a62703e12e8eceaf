//! A property whose absence, whose null and whose value mean three things.

use std::collections::BTreeMap;

/// Absent, null, or a value, for a property where the three mean different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Maybe<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is there, and null.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value by itself, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same of a reference to the value.
    pub fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }

    /// What `change` makes of the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(change(value)),
        }
    }

    /// The value, or `other` where there is none.
    pub fn unwrap_or(self, other: T) -> T {
        self.into_value().unwrap_or(other)
    }

    /// The value, or the type's default where there is none.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_value().unwrap_or_default()
    }

    /// Whether the property is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there, and null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is no value to send: the property is left out. [`Maybe::Null`] sends null.
impl<T> From<Option<T>> for Maybe<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T> From<Maybe<T>> for Option<T> {
    fn from(value: Maybe<T>) -> Self {
        value.into_value()
    }
}

impl From<&str> for Maybe<String> {
    fn from(text: &str) -> Self {
        Self::Value(text.to_owned())
    }
}

impl From<&String> for Maybe<String> {
    fn from(text: &String) -> Self {
        Self::Value(text.clone())
    }
}

impl<T, I: Into<T>, const N: usize> From<[I; N]> for Maybe<Vec<T>> {
    fn from(items: [I; N]) -> Self {
        Self::Value(items.into_iter().map(Into::into).collect())
    }
}

impl<K: Into<String>, T, V: Into<T>, const N: usize> From<[(K, V); N]>
    for Maybe<BTreeMap<String, T>>
{
    fn from(entries: [(K, V); N]) -> Self {
        let entries = entries.into_iter().map(|(name, value)| (name.into(), value.into()));
        Self::Value(entries.collect())
    }
}
