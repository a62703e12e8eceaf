//! Filters: comparisons, and how they are joined.

use std::marker::PhantomData;
use std::ops::Not;

use super::constants::quoted;
use super::error::FilterError;

/// A condition on the entries of lists that have the fields `F`.
///
/// It is made by comparing a field, joined by [`and`](Self::and), [`or`](Self::or) and `!`, and goes
/// to `matching` of a call. What is wrong with it is told there, or by [`into_text`](Self::into_text).
///
/// Entries with other fields have filters of their own:
///
/// ```compile_fail,E0308
/// # use cbrain_apteco::apteco::filters::{AudienceFields, CollectionFields};
/// let _ = AudienceFields::ID.is(7).and(CollectionFields::ID.is(7));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "a filter does nothing until a call has it"]
pub struct Filter<F> {
    written: Result<String, FilterError>,
    /// By what the operands of the outermost level are joined.
    joined: Option<&'static str>,
    fields: PhantomData<fn() -> F>,
}

impl<F> Filter<F> {
    /// A condition in the words of the language, for what the fields do not offer. It stands between
    /// brackets where it is joined, and is sent as it is.
    ///
    /// The language is described at
    /// [`GetSessionDetailsList::filter`](super::super::super::sessions::GetSessionDetailsList::filter).
    pub fn of_text(text: impl Into<String>) -> Self {
        let text = text.into();
        match text.trim().is_empty() {
            true => Self::new(Err(FilterError::Empty), None),
            false => Self::new(Ok(text), None),
        }
    }

    /// Entries that meet both.
    pub fn and(self, other: Self) -> Self {
        self.join("and", other)
    }

    /// Entries that meet at least one of the two.
    pub fn or(self, other: Self) -> Self {
        self.join("or", other)
    }

    /// The condition as the server reads it.
    ///
    /// # Errors
    ///
    /// The first thing in it that the language cannot say.
    pub fn into_text(self) -> Result<String, FilterError> {
        self.written
    }

    /// A comparison of a field.
    pub(super) fn comparison(
        field: &str,
        operator: &str,
        constant: Result<String, FilterError>,
    ) -> Self {
        Self::new(constant.map(|constant| format!("{field} {operator} {constant}")), None)
    }

    /// What a function of the language says of a text.
    pub(super) fn function(name: &str, text: &str) -> Self {
        Self::new(quoted(text).map(|text| format!("{name}({text})")), None)
    }

    fn new(written: Result<String, FilterError>, joined: Option<&'static str>) -> Self {
        Self { written, joined, fields: PhantomData }
    }

    /// `and` and `or` have the same rank for the server, so that there are brackets around all
    /// operands. Only what the same word joins goes on.
    fn join(self, word: &'static str, other: Self) -> Self {
        let is_joined = self.joined == Some(word);
        let both = self.written.and_then(|one| Ok((one, other.written?)));
        let written = both.map(|(one, other)| match is_joined {
            true => format!("{one} {word} ({other})"),
            false => format!("({one}) {word} ({other})"),
        });
        Self::new(written, Some(word))
    }
}

/// Entries that do not meet it.
impl<F> Not for Filter<F> {
    type Output = Self;

    fn not(self) -> Self {
        Self::new(self.written.map(|text| format!("not ({text})")), None)
    }
}
