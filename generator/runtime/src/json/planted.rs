//! Values that come from a tree, not from a text: types are read from them in the same way.

use super::error::JsonError;
use super::parse::{Kind, Parsed, whole};
use super::traits::FromJson;
use super::tree::Json;

impl Json<'_> {
    /// The value as a type has it.
    ///
    /// # Errors
    ///
    /// When it is not what `T` needs.
    pub fn read<T: FromJson>(&self) -> Result<T, JsonError> {
        T::from_json(Parsed::of_tree(self).root())
    }
}

impl Parsed<'_> {
    /// Of a tree, which need not have come from a text.
    pub(crate) fn of_tree(json: &Json<'_>) -> Parsed<'static> {
        let mut parsed = Parsed::default();
        parsed.push_tree(json);
        parsed
    }

    fn push_tree(&mut self, json: &Json<'_>) {
        match json {
            Json::Null => self.push(Kind::Null),
            Json::Bool(value) => self.push(if *value { Kind::True } else { Kind::False }),
            Json::Number(number) => self.push_text(Kind::Number, &number.to_string()),
            Json::Digits(text) => self.push_text(Kind::Number, text),
            Json::String(text) | Json::Secret(text) => self.push_text(Kind::Text, text),
            Json::Loose(text) => self.push_loose(text),
            Json::Embedded(text) => match whole(text) {
                Ok(meant) => self.push_copy(&meant),
                Err(_) => self.push_text(Kind::Text, text),
            },
            Json::Array(items) => {
                let place = self.open(Kind::Array);
                for item in items {
                    self.push_tree(item);
                }
                self.close(place, items.len());
            }
            Json::Object(entries) => {
                let place = self.open(Kind::Object);
                for (name, value) in entries {
                    self.push_text(Kind::Text, name);
                    self.push_tree(value);
                }
                self.close(place, entries.len());
            }
            Json::Refused(value, _) => self.push_tree(value),
        }
    }

    fn push_loose(&mut self, text: &str) {
        let place = self.open(Kind::Loose);
        self.push_text(Kind::Text, text);
        let meant = whole(text);
        if let Ok(meant) = &meant {
            self.push_copy(meant);
        }
        self.close(place, usize::from(meant.is_ok()));
    }
}
