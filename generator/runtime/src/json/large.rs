//! Large texts: their long lists are read item by item, so that one item is in memory and not all of
//! them.

use super::error::JsonError;
use super::parse::{JsonRef, Parsed, Reader, whole};
use super::traits::FromJson;

/// From which size on a text is large, in bytes. What is known of a smaller one takes little more
/// memory than the text, and six times as much at most.
const LARGE: usize = 4 << 20;

/// In how many levels lists are left as their text.
const OUTER: usize = 3;

/// The value of a JSON text in UTF-8 (RFC 8259). No digit of a number is lost where the type can hold
/// it.
///
/// # Errors
///
/// When the text is no JSON, or has more than 127 levels, where, by line and column; or when it is
/// not what `T` needs.
pub fn read<T: FromJson>(text: &[u8]) -> Result<T, JsonError> {
    T::from_json(parse(text)?.root())
}

/// What is in a text. In a large one, lists near the root are left as they are.
pub(crate) fn parse(text: &[u8]) -> Result<Parsed<'_>, JsonError> {
    let text = std::str::from_utf8(text).map_err(|error| {
        let place = error.valid_up_to();
        JsonError::new(format!("no valid JSON: no text in UTF-8 from byte {place} on"))
    })?;
    if u32::try_from(text.len()).is_err() {
        return Err(JsonError::new("more than 4 GiB of JSON"));
    }
    let parsed = if text.len() > LARGE {
        let mut reader = Reader::new(text, 0);
        reader.value(OUTER).and_then(|()| reader.finish())
    } else {
        whole(text)
    };
    parsed.map_err(|fault| fault.of(text))
}

/// Gives `take` each item of a list that was left as its text.
pub(super) fn each_item(
    text: &str,
    take: &mut dyn FnMut(JsonRef<'_>) -> Result<(), JsonError>,
) -> Result<(), JsonError> {
    let mut index = 0;
    let mut counted = |item: &Parsed<'_>| {
        take(item.root()).map_err(|error| error.in_item(index))?;
        index += 1;
        Ok(())
    };
    Reader::new(text, 0).each_item(&mut counted).unwrap_or_else(|fault| Err(fault.of(text)))
}
