//! Reading the properties of an object, one call for each.
//!
//! What is wrong with a property that has to be there ends the reading. What is wrong with another one
//! is kept until the end, so that generated code has no `?` for it: most properties are such, and each `?`
//! is several questions about traits to the compiler.

use std::collections::BTreeMap;

use super::error::JsonError;
use super::loss::lose;
use super::maybe::Maybe;
use super::parse::{JsonRef, Kind, View};
use super::traits::FromJson;

/// The properties of one object while a type takes them out.
#[derive(Debug)]
pub struct Fields<'t> {
    object: JsonRef<'t>,
    /// The name that is looked at first: the one behind the last that was found, as most texts have
    /// the order of their document.
    next: JsonRef<'t>,
    /// How many names are before that one.
    before: u32,
    count: u32,
    taken: u32,
    /// Which of the first names were taken, and which others.
    first: u64,
    others: Vec<u32>,
    /// What was wrong first. Nothing is read behind it.
    failed: Option<JsonError>,
}

impl<'t> Fields<'t> {
    /// The properties of `json`.
    ///
    /// # Errors
    ///
    /// When it is no object.
    pub fn of(json: JsonRef<'t>) -> Result<Self, JsonError> {
        let object = json.settled();
        let entry = object.entry();
        if entry.kind != Kind::Object {
            return Err(object.not("an object"));
        }
        let (next, count) = (object.child(1), entry.start);
        let (others, failed) = (Vec::new(), None);
        Ok(Self { object, next, before: 0, count, taken: 0, first: 0, others, failed })
    }

    /// A property that has to be there.
    ///
    /// # Errors
    ///
    /// When it is missing, or is not what `T` needs, or when another property was not.
    pub fn required<T: FromJson>(&mut self, name: &str) -> Result<T, JsonError> {
        match self.take(name) {
            Some(value) => T::from_json(value).map_err(|error| error.in_property(name)),
            None => Err(self.missing(name)),
        }
    }

    /// A property that may be missing or null. It is none, too, where it is not what `T` needs, which
    /// [`Self::end`] tells.
    pub fn optional<T: FromJson>(&mut self, name: &str) -> Option<T> {
        match self.take(name) {
            Some(value) if !value.is_null() => self.read(name, value),
            _ => None,
        }
    }

    /// A property that has to be there and may be null. Many servers leave out what is null: it is
    /// read as null then, and would be written so. It is none, too, where it is not what `T` needs, which
    /// [`Self::end`] tells.
    pub fn nullable<T: FromJson>(&mut self, name: &str) -> Option<T> {
        match self.take(name) {
            None => {
                lose(1);
                None
            }
            Some(value) => self.read(name, value).flatten(),
        }
    }

    /// A property that may be missing, and whose null is a value like any other. It is none, too, where
    /// it is not what `T` needs, which [`Self::end`] tells.
    pub fn any<T: FromJson>(&mut self, name: &str) -> Option<T> {
        self.take(name).and_then(|value| self.read(name, value))
    }

    /// A property whose absence and whose null mean different things. It is absent, too, where it is not
    /// what `T` needs, which [`Self::end`] tells.
    pub fn maybe<T: FromJson>(&mut self, name: &str) -> Maybe<T> {
        match self.take(name) {
            None => Maybe::Absent,
            Some(value) if value.is_null() => Maybe::Null,
            Some(value) => self.read(name, value).map_or(Maybe::Absent, Maybe::Value),
        }
    }

    /// All properties that nothing has taken. One that bears the name of a property that was taken is no
    /// other property: it is ignored. There are none where one is not what `T` needs, which [`Self::end`]
    /// tells.
    pub fn rest<T: FromJson>(&mut self) -> BTreeMap<String, T> {
        self.others().unwrap_or_else(|error| {
            if self.failed.is_none() {
                self.failed = Some(error);
            }
            BTreeMap::new()
        })
    }

    /// The value that was made of the properties.
    ///
    /// # Errors
    ///
    /// When a property was there and not what its type needs.
    pub fn end<T>(mut self, value: T) -> Result<T, JsonError> {
        match self.failed.take() {
            None => Ok(value),
            Some(error) => Err(error),
        }
    }

    fn read<T: FromJson>(&mut self, name: &str, value: JsonRef<'t>) -> Option<T> {
        match T::from_json(value) {
            Ok(value) => Some(value),
            Err(error) => {
                self.failed = Some(error.in_property(name));
                None
            }
        }
    }

    /// Why there is no value of a property that has to be there.
    fn missing(&mut self, name: &str) -> JsonError {
        let missing = || JsonError::new(format!("property {name:?} is missing"));
        self.failed.take().unwrap_or_else(missing)
    }

    fn others<T: FromJson>(&mut self) -> Result<BTreeMap<String, T>, JsonError> {
        let mut map = BTreeMap::new();
        if self.failed.is_some() {
            return Ok(map);
        }
        if let View::Object(entries) = self.object.view() {
            let taken = self.taken_names();
            for (index, (name, value)) in (0..).zip(entries) {
                if self.is_taken(index) {
                    continue;
                }
                if taken.binary_search(&name).is_ok() {
                    lose(1);
                    continue;
                }
                let value = T::from_json(value).map_err(|error| error.in_entry(name))?;
                map.insert(name.to_owned(), value);
            }
        }
        self.taken = self.count;
        Ok(map)
    }

    /// The names of the properties that are taken, in their order: no more than a type has.
    fn taken_names(&self) -> Vec<&'t str> {
        let mut names = Vec::new();
        if let View::Object(entries) = self.object.view() {
            for (index, (name, _)) in (0..).zip(entries) {
                // A sort would be compiled in each crate.
                if self.is_taken(index)
                    && let Err(at) = names.binary_search(&name)
                {
                    names.insert(at, name);
                }
            }
        }
        names
    }

    /// Takes the property of this name. Of several, it is the one that comes first behind the last
    /// that was taken.
    fn take(&mut self, name: &str) -> Option<JsonRef<'t>> {
        if self.taken >= self.count || self.failed.is_some() {
            return None;
        }
        for _ in 0..self.count {
            let (known, value) = (self.next, self.next.child(1));
            let index = self.before;
            self.go_past(value);
            if known.raw() == name {
                self.mark(index);
                return Some(value);
            }
        }
        None
    }

    /// Goes to the name behind a value, or to the first one.
    fn go_past(&mut self, value: JsonRef<'t>) {
        self.before += 1;
        self.next = value.next();
        if self.before >= self.count {
            self.before = 0;
            self.next = self.object.child(1);
        }
    }

    fn mark(&mut self, index: u32) {
        self.taken += 1;
        match 1u64.checked_shl(index) {
            Some(bit) => self.first |= bit,
            None => self.others.push(index),
        }
    }

    fn is_taken(&self, index: u32) -> bool {
        match 1u64.checked_shl(index) {
            Some(bit) => self.first & bit != 0,
            None => self.others.contains(&index),
        }
    }
}

#[cfg(feature = "union")]
/// The same of a property of which the document names one value only. Another value is kept; where
/// there are several types to choose from, it is rather one of another type.
impl Fields<'_> {
    /// As [`Fields::required`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn required_constant<T: FromJson + PartialEq<C>, C>(
        &mut self,
        name: &str,
        constant: C,
    ) -> Result<T, JsonError> {
        self.required(name).inspect(|value| lose_other(value, &constant))
    }

    /// As [`Fields::optional`].
    pub fn optional_constant<T: FromJson + PartialEq<C>, C>(
        &mut self,
        name: &str,
        constant: C,
    ) -> Option<T> {
        self.optional(name).inspect(|value| lose_other(value, &constant))
    }

    /// As [`Fields::nullable`].
    pub fn nullable_constant<T: FromJson + PartialEq<C>, C>(
        &mut self,
        name: &str,
        constant: C,
    ) -> Option<T> {
        self.nullable(name).inspect(|value| lose_other(value, &constant))
    }

    /// As [`Fields::maybe`].
    pub fn maybe_constant<T: FromJson + PartialEq<C>, C>(
        &mut self,
        name: &str,
        constant: C,
    ) -> Maybe<T> {
        let read = self.maybe(name);
        if let Some(value) = read.value() {
            lose_other(value, &constant);
        }
        read
    }
}

#[cfg(feature = "union")]
fn lose_other<T: PartialEq<C>, C>(value: &T, constant: &C) {
    lose(usize::from(value != constant));
}

impl Drop for Fields<'_> {
    /// What nothing has taken is ignored.
    fn drop(&mut self) {
        if self.taken < self.count {
            lose((self.count - self.taken) as usize);
        }
    }
}
