//! Fields of lists: compared, each with values of its kind, and as orders.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use jiff::civil::Date;

use super::constants::{Moment, quoted};
use super::filter::Filter;

/// A field with texts.
#[derive(Debug, Clone, Copy)]
pub enum Text {}

/// A field with one of several names, such as a type or a status.
#[derive(Debug, Clone, Copy)]
pub enum Choice {}

/// A field with whole numbers.
#[derive(Debug, Clone, Copy)]
pub enum Number {}

/// A field with times.
#[derive(Debug, Clone, Copy)]
pub enum Time {}

/// A field of which it is not known how it is compared: flags, above all. Lists are sorted by it;
/// [`Filter::of_text`] takes what your server does understand.
#[derive(Debug, Clone, Copy)]
pub enum Opaque {}

/// A field of lists that have the fields `F`, with values of the kind `K`: [`Text`], [`Choice`],
/// [`Number`], [`Time`] or [`Opaque`].
///
/// A number is not compared with a text, and what the entries do not have is no field of theirs:
///
/// ```compile_fail,E0277
/// # use cbrain_apteco::apteco::filters::AudienceFields;
/// let _ = AudienceFields::ID.is("anna");
/// ```
///
/// ```compile_fail,E0599
/// # use cbrain_apteco::apteco::filters::AudienceFields;
/// let _ = AudienceFields::STATUS.is("Archived");
/// ```
#[derive(Debug)]
pub struct Field<F, K> {
    name: &'static str,
    of: PhantomData<fn() -> (F, K)>,
}

// Derived, they would ask for as much of `F` and `K`.
impl<F, K> Clone for Field<F, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, K> Copy for Field<F, K> {}

impl<F, K> Field<F, K> {
    pub(super) const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    /// The name that the server knows it by.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The least entry first.
    pub fn ascending(self) -> Order<F> {
        Order { text: self.name.to_owned(), fields: PhantomData }
    }

    /// The greatest entry first.
    pub fn descending(self) -> Order<F> {
        Order { text: format!("-{}", self.name), fields: PhantomData }
    }
}

impl<F> Field<F, Text> {
    /// Entries with this text. Whether capitals matter is not known.
    pub fn is(self, text: impl AsRef<str>) -> Filter<F> {
        Filter::comparison(self.name, "eq", quoted(text.as_ref()))
    }

    /// Entries with another text.
    pub fn is_not(self, text: impl AsRef<str>) -> Filter<F> {
        Filter::comparison(self.name, "neq", quoted(text.as_ref()))
    }

    /// Entries with this text anywhere in the field. Capitals do not matter.
    pub fn contains(self, text: impl AsRef<str>) -> Filter<F> {
        Filter::comparison(self.name, "like", quoted(text.as_ref()))
    }
}

impl<F> Field<F, Choice> {
    /// Entries with this name; enums of [`types`](super::super::super::types) are such.
    pub fn is(self, name: impl AsRef<str>) -> Filter<F> {
        Filter::comparison(self.name, "eq", quoted(name.as_ref()))
    }

    /// Entries with another name.
    pub fn is_not(self, name: impl AsRef<str>) -> Filter<F> {
        Filter::comparison(self.name, "neq", quoted(name.as_ref()))
    }
}

impl<F> Field<F, Number> {
    /// Entries with this number.
    pub fn is(self, number: impl Into<i64>) -> Filter<F> {
        self.compared("eq", number.into())
    }

    /// Entries with another number.
    pub fn is_not(self, number: impl Into<i64>) -> Filter<F> {
        self.compared("neq", number.into())
    }

    /// Entries with a number below this one.
    pub fn is_less_than(self, number: impl Into<i64>) -> Filter<F> {
        self.compared("lt", number.into())
    }

    /// Entries with this number, or one below.
    pub fn is_at_most(self, number: impl Into<i64>) -> Filter<F> {
        self.compared("lte", number.into())
    }

    /// Entries with a number above this one.
    pub fn is_greater_than(self, number: impl Into<i64>) -> Filter<F> {
        self.compared("gt", number.into())
    }

    /// Entries with this number, or one above.
    pub fn is_at_least(self, number: impl Into<i64>) -> Filter<F> {
        self.compared("gte", number.into())
    }

    fn compared(self, operator: &str, number: i64) -> Filter<F> {
        Filter::comparison(self.name, operator, Ok(number.to_string()))
    }
}

/// Times are those of the server's own clock. Those of entries can have parts of a second, and those
/// of a filter cannot.
impl<F> Field<F, Time> {
    /// Entries of before this time, or of before this day.
    pub fn is_before(self, time: impl Into<Moment>) -> Filter<F> {
        self.compared("lt", time.into())
    }

    /// Entries of this time and of before, or of before this day and of its first moment.
    pub fn is_at_latest(self, time: impl Into<Moment>) -> Filter<F> {
        self.compared("lte", time.into())
    }

    /// Entries of after this time, or of after the first moment of this day.
    pub fn is_after(self, time: impl Into<Moment>) -> Filter<F> {
        self.compared("gt", time.into())
    }

    /// Entries of this time and of after, or of this day and of after.
    pub fn is_at_earliest(self, time: impl Into<Moment>) -> Filter<F> {
        self.compared("gte", time.into())
    }

    /// Entries of this day.
    pub fn is_on(self, day: Date) -> Filter<F> {
        let first = self.is_at_earliest(day);
        match day.tomorrow() {
            Ok(next) => first.and(self.is_before(next)),
            // There is no day after it.
            Err(_) => first,
        }
    }

    fn compared(self, operator: &str, time: Moment) -> Filter<F> {
        Filter::comparison(self.name, operator, time.quoted())
    }
}

/// How lists that have the fields `F` are sorted: by one field, which [`Field::ascending`] and
/// [`Field::descending`] make. It goes to `sorted_by` of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "an order does nothing until a call has it"]
pub struct Order<F> {
    text: String,
    fields: PhantomData<fn() -> F>,
}

/// The order as the server reads it.
impl<F> Deref for Order<F> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<F> AsRef<str> for Order<F> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<F> fmt::Display for Order<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
