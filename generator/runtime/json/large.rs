//! Large texts: their long lists are read item by item, so that the tree of one item is in memory
//! and not that of all.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::value::{Lengths, Name, Tree};
use super::{Json, JsonError};

/// From which size on a text is large, in bytes.
const LARGE: usize = 16 * 1024;

/// How many levels of objects are looked into for lists that are left as their text.
const LEVELS: usize = 2;

/// The tree of a text. In that of a large one, lists near the root are left as they are.
pub(in super::super) fn parse(text: &[u8]) -> Result<Json<'_>, JsonError> {
    match std::str::from_utf8(text) {
        Ok(text) if text.len() > LARGE => outline(text, 0).map_err(syntax),
        Ok(text) => serde_json::from_str(text).map_err(syntax),
        Err(error) => {
            let place = error.valid_up_to();
            Err(JsonError::new(format!("no valid JSON: no text in UTF-8 from byte {place} on")))
        }
    }
}

fn outline(text: &str, level: usize) -> Result<Json<'_>, serde_json::Error> {
    match text.trim_ascii_start().as_bytes().first() {
        Some(b'[') => Ok(Json::List(text)),
        Some(b'{') if level < LEVELS => {
            let Parts(parts) = serde_json::from_str(text)?;
            let mut entries = Vec::with_capacity(parts.len());
            for (name, value) in parts {
                // Most large texts are a few short values and a long list.
                entries.push((name, outline(value.get(), level + 1)?));
            }
            Ok(Json::Object(entries))
        }
        _ => serde_json::from_str(text),
    }
}

/// The names of an object, with the texts of their values.
struct Parts<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Parts<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PartsVisitor)
    }
}

struct PartsVisitor;

impl<'de> Visitor<'de> for PartsVisitor {
    type Value = Parts<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Parts<'de>, A::Error> {
        let mut parts = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            parts.push((name, map.next_value()?));
        }
        Ok(Parts(parts))
    }
}

/// Gives `take` each item of a list that was left as its text.
pub(super) fn each_item<'a>(
    text: &'a str,
    take: &mut dyn FnMut(Json<'a>) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
    let mut fault = None;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let items = Items { take, fault: &mut fault };
    let read = deserializer.deserialize_seq(items).and_then(|()| deserializer.end());
    match fault {
        Some(fault) => Err(fault),
        None => read.map_err(syntax),
    }
}

struct Items<'t, 'a> {
    take: &'t mut dyn FnMut(Json<'a>) -> Result<(), JsonError>,
    fault: &'t mut Option<JsonError>,
}

impl<'de> Visitor<'de> for Items<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let lengths = Lengths::default();
        let mut index = 0;
        while let Some(item) = list.next_element_seed(Tree::new(&lengths))? {
            if let Err(error) = (self.take)(item) {
                *self.fault = Some(error.in_item(index));
                return Err(de::Error::custom("an item"));
            }
            index += 1;
        }
        Ok(())
    }
}

/// Why a text is no JSON.
fn syntax(error: serde_json::Error) -> JsonError {
    // `serde_json` stops at 128 levels, and has no other way to say so.
    let is_deep = error.to_string().starts_with("recursion limit");
    let what = if is_deep { "more than 128 levels" } else { "no valid JSON" };
    let (line, column) = (error.line(), error.column());
    JsonError::new(format!("{what} at line {line}, column {column}"))
}
