//! Reading the properties of an object, one call for each.

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
        Ok(Self { object, next, before: 0, count, taken: 0, first: 0, others: Vec::new() })
    }

    /// A property that has to be there.
    ///
    /// # Errors
    ///
    /// When it is missing, or is not what `T` needs.
    pub fn required<T: FromJson>(&mut self, name: &str) -> Result<T, JsonError> {
        let value = self
            .take(name)
            .ok_or_else(|| JsonError::new(format!("property {name:?} is missing")))?;
        T::from_json(value).map_err(|error| error.in_property(name))
    }

    /// A property that may be missing or null.
    ///
    /// # Errors
    ///
    /// When it is there and is not what `T` needs.
    pub fn optional<T: FromJson>(&mut self, name: &str) -> Result<Option<T>, JsonError> {
        match self.take(name) {
            Some(value) if !value.is_null() => {
                T::from_json(value).map(Some).map_err(|error| error.in_property(name))
            }
            _ => Ok(None),
        }
    }

    /// A property that has to be there and may be null. Many servers leave out what is null: it is
    /// read as null then, and would be written so.
    ///
    /// # Errors
    ///
    /// When it is there and is not what `T` needs.
    pub fn nullable<T: FromJson>(&mut self, name: &str) -> Result<Option<T>, JsonError> {
        match self.take(name) {
            None => {
                lose(1);
                Ok(None)
            }
            Some(value) => {
                Option::from_json(value).map_err(|error: JsonError| error.in_property(name))
            }
        }
    }

    /// A property that may be missing, and whose null is a value like any other.
    ///
    /// # Errors
    ///
    /// When it is there and is not what `T` needs.
    pub fn any<T: FromJson>(&mut self, name: &str) -> Result<Option<T>, JsonError> {
        let value = self.take(name).map(T::from_json);
        value.transpose().map_err(|error| error.in_property(name))
    }

    /// A property whose absence and whose null mean different things.
    ///
    /// # Errors
    ///
    /// When it is there and is not what `T` needs.
    pub fn maybe<T: FromJson>(&mut self, name: &str) -> Result<Maybe<T>, JsonError> {
        match self.take(name) {
            None => Ok(Maybe::Absent),
            Some(value) if value.is_null() => Ok(Maybe::Null),
            Some(value) => {
                T::from_json(value).map(Maybe::Value).map_err(|error| error.in_property(name))
            }
        }
    }

    /// All properties that nothing has taken. One that bears the name of a property that was taken is no
    /// other property: it is ignored.
    ///
    /// # Errors
    ///
    /// When one is not what `T` needs.
    pub fn rest<T: FromJson>(mut self) -> Result<BTreeMap<String, T>, JsonError> {
        let mut map = BTreeMap::new();
        if let View::Object(entries) = self.object.view() {
            let taken = (0..).zip(entries).filter(|(index, _)| self.is_taken(*index));
            let mut taken: Vec<&str> = taken.map(|(_, (name, _))| name).collect();
            taken.sort_unstable();
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

    /// Takes the property of this name. Of several, it is the one that comes first behind the last
    /// that was taken.
    fn take(&mut self, name: &str) -> Option<JsonRef<'t>> {
        if self.taken >= self.count {
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
        self.required(name).inspect(|value| lose(usize::from(*value != constant)))
    }

    /// As [`Fields::optional`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn optional_constant<T: FromJson + PartialEq<C>, C>(
        &mut self,
        name: &str,
        constant: C,
    ) -> Result<Option<T>, JsonError> {
        self.optional(name).inspect(|value| lose_other(value.as_ref(), &constant))
    }

    /// As [`Fields::nullable`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn nullable_constant<T: FromJson + PartialEq<C>, C>(
        &mut self,
        name: &str,
        constant: C,
    ) -> Result<Option<T>, JsonError> {
        self.nullable(name).inspect(|value| lose_other(value.as_ref(), &constant))
    }

    /// As [`Fields::maybe`].
    ///
    /// # Errors
    ///
    /// As there.
    pub fn maybe_constant<T: FromJson + PartialEq<C>, C>(
        &mut self,
        name: &str,
        constant: C,
    ) -> Result<Maybe<T>, JsonError> {
        self.maybe(name).inspect(|value| lose_other(value.value(), &constant))
    }
}

#[cfg(feature = "union")]
fn lose_other<T: PartialEq<C>, C>(value: Option<&T>, constant: &C) {
    lose(usize::from(value.is_some_and(|value| value != constant)));
}

impl Drop for Fields<'_> {
    /// What nothing has taken is ignored.
    fn drop(&mut self) {
        if self.taken < self.count {
            lose((self.count - self.taken) as usize);
        }
    }
}
