//! Reading and writing the properties of an object, one call for each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{FromJson, Json, JsonError, Limits, Maybe, ToJson, lose};

/// The properties of one object while a type takes them out.
#[derive(Debug)]
pub struct Fields<'a> {
    entries: Vec<(Cow<'a, str>, Json<'a>)>,
}

impl<'a> Fields<'a> {
    /// The properties of `json`.
    ///
    /// # Errors
    ///
    /// When it is no object.
    pub fn of(json: Json<'a>) -> Result<Self, JsonError> {
        match json.settled() {
            Json::Object(mut entries) => {
                // Taken from the back: the first property of the text is then the cheapest to take.
                entries.reverse();
                Ok(Self { entries })
            }
            other => Err(JsonError::expected("an object", &other)),
        }
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
            None | Some(Json::Null) => Ok(None),
            Some(value) => T::from_json(value).map(Some).map_err(|error| error.in_property(name)),
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
            Some(Json::Null) => Ok(Maybe::Null),
            Some(value) => {
                T::from_json(value).map(Maybe::Value).map_err(|error| error.in_property(name))
            }
        }
    }

    /// All properties that nothing has taken.
    ///
    /// # Errors
    ///
    /// When one is not what `T` needs.
    pub fn rest<T: FromJson>(mut self) -> Result<BTreeMap<String, T>, JsonError> {
        let mut map = BTreeMap::new();
        for (name, value) in std::mem::take(&mut self.entries).into_iter().rev() {
            let value = T::from_json(value).map_err(|error| error.in_property(&name))?;
            map.insert(name.into_owned(), value);
        }
        Ok(map)
    }

    fn take(&mut self, name: &str) -> Option<Json<'a>> {
        let index = self.entries.iter().rposition(|(entry, _)| entry == name)?;
        Some(self.entries.remove(index).1)
    }
}

impl Drop for Fields<'_> {
    /// What nothing has taken is ignored.
    fn drop(&mut self) {
        if !self.entries.is_empty() {
            lose(self.entries.len());
        }
    }
}

/// An object while a type writes its properties, in the order of the calls.
#[derive(Debug, Default)]
pub struct Object<'a> {
    entries: Vec<(Cow<'a, str>, Json<'a>)>,
}

impl<'a> Object<'a> {
    /// An object without properties.
    pub fn new() -> Self {
        Self::default()
    }

    /// A property that is always written.
    pub fn required<T: ToJson>(&mut self, name: &'static str, value: &'a T) {
        self.entries.push((Cow::Borrowed(name), value.to_json()));
    }

    /// A property that is left out when there is no value.
    pub fn optional<T: ToJson>(&mut self, name: &'static str, value: &'a Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// A property that is left out, null, or a value.
    pub fn maybe<T: ToJson>(&mut self, name: &'static str, value: &'a Maybe<T>) {
        match value {
            Maybe::Absent => {}
            Maybe::Null => self.entries.push((Cow::Borrowed(name), Json::Null)),
            Maybe::Value(value) => self.required(name, value),
        }
    }

    /// Refuses the property that was written last, if its name is `name` and its value is out of
    /// the limits.
    pub fn limit(&mut self, name: &'static str, limits: &Limits) {
        if let Some((last, value)) = self.entries.last_mut()
            && last == name
            && let Err(reason) = limits.check(value)
        {
            let refused = std::mem::replace(value, Json::Null);
            *value = Json::Refused(Box::new(refused), reason);
        }
    }

    /// Properties whose names are data; one that is already written wins over its namesake here.
    pub fn rest<T: ToJson>(&mut self, map: &'a BTreeMap<String, T>) {
        for (name, value) in map {
            if !self.entries.iter().any(|(entry, _)| entry == name) {
                self.entries.push((Cow::Borrowed(name), value.to_json()));
            }
        }
    }

    /// The finished object.
    pub fn finish(self) -> Json<'a> {
        Json::Object(self.entries)
    }
}
