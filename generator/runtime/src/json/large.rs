//! Large texts: their long lists are read item by item, so that the tree of one item is in memory
//! and not that of all.

use super::read::{Fault, Reader};
use super::{Json, JsonError};

/// From which size on a text is large, in bytes.
const LARGE: usize = 16 * 1024;

/// How many levels of objects are looked into for lists that are left as their text.
const LEVELS: usize = 2;

impl<'a> Json<'a> {
    /// The tree of a JSON text in UTF-8 (RFC 8259). No digit of a number is lost.
    ///
    /// # Errors
    ///
    /// When the text is no JSON, or has more than 127 levels: where, by line and column.
    pub fn parse(text: &'a [u8]) -> Result<Self, JsonError> {
        parse(text)
    }
}

/// The tree of a text. In that of a large one, lists near the root are left as they are.
pub(crate) fn parse(text: &[u8]) -> Result<Json<'_>, JsonError> {
    match std::str::from_utf8(text) {
        Ok(text) if text.len() > LARGE => outline(text).map_err(|fault| fault.of(text)),
        Ok(text) => Reader::whole(text).map_err(|fault| fault.of(text)),
        Err(error) => {
            let place = error.valid_up_to();
            Err(JsonError::new(format!("no valid JSON: no text in UTF-8 from byte {place} on")))
        }
    }
}

fn outline(text: &str) -> Result<Json<'_>, Fault> {
    let mut reader = Reader::new(text);
    let json = outer(&mut reader, text, 0)?;
    reader.end()?;
    Ok(json)
}

fn outer<'a>(reader: &mut Reader<'a>, text: &'a str, level: usize) -> Result<Json<'a>, Fault> {
    match reader.peek() {
        Some(b'[') => {
            let start = reader.place();
            reader.pass()?;
            Ok(Json::List(text.get(start..reader.place()).unwrap_or_default()))
        }
        Some(b'{') if level < LEVELS => {
            let mut entries = Vec::new();
            reader.properties(&mut |reader, name| {
                // Most large texts are a few short values and a long list.
                entries.push((name, outer(reader, text, level + 1)?));
                Ok(())
            })?;
            Ok(Json::Object(entries))
        }
        _ => reader.value(),
    }
}

/// Gives `take` each item of a list that was left as its text.
pub(super) fn each_item<'a>(
    text: &'a str,
    take: &mut dyn FnMut(Json<'a>) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
    let mut fault = None;
    let mut index = 0;
    let mut reader = Reader::new(text);
    let read = reader.items(&mut |reader| {
        let item = reader.value()?;
        if let Err(error) = take(item) {
            fault = Some(error.in_item(index));
            return Err(Fault::At(reader.place()));
        }
        index += 1;
        Ok(())
    });
    match (fault, read.and_then(|()| reader.end())) {
        (Some(fault), _) => Err(fault),
        (None, read) => read.map_err(|fault| fault.of(text)),
    }
}
