//! A piece of a JSON body that shows what is wrong and gives nothing away.

use crate::json::{self, Json, JsonError, Step};

/// How long an excerpt is at most, in characters.
const LENGTH: usize = 200;
/// How many entries of an object or a list are shown.
const ENTRIES: usize = 8;

/// The object or list in which `error` is, with its keys. Texts and numbers are left out: they
/// can be secrets of the server's. `clean` takes those of the request out of a key.
pub(crate) fn of(body: &[u8], error: &JsonError, clean: &dyn Fn(&str) -> String) -> Option<String> {
    let mut around = json::parse(body).ok()?.settled();
    // A long list is looked at here for the first time.
    if matches!(around, Json::List(_)) {
        return None;
    }
    for step in error.steps() {
        match child(&mut around, step) {
            Some(next) => around = next,
            None => break,
        }
    }
    let mut text = String::new();
    mask(around, 0, clean, &mut text);
    Some(match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    })
}

/// What a step leads to, taken out, if that is a list or an object.
fn child<'j>(value: &mut Json<'j>, step: &Step) -> Option<Json<'j>> {
    let next = match (value, step) {
        (Json::Object(entries), Step::Property(name)) => {
            &mut entries.iter_mut().rfind(|(known, _)| known == name)?.1
        }
        (Json::Array(items), Step::Item(index)) => items.get_mut(*index)?,
        _ => return None,
    };
    if let Json::List(text) = next {
        *next = Json::List(text).settled();
    }
    let is_whole = matches!(next, Json::Object(_) | Json::Array(_));
    is_whole.then(|| std::mem::replace(next, Json::Null))
}

fn mask(value: Json<'_>, depth: usize, clean: &dyn Fn(&str) -> String, text: &mut String) {
    let value = if depth > 1 { value } else { value.settled() };
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(value) => text.push_str(if value { "true" } else { "false" }),
        Json::Number(_) | Json::Digits(_) => text.push('0'),
        Json::Object(entries) if depth > 1 && !entries.is_empty() => text.push_str("{…}"),
        Json::Array(items) if depth > 1 && !items.is_empty() => text.push_str("[…]"),
        Json::List(_) => text.push_str("[…]"),
        Json::Object(entries) => {
            text.push('{');
            for (index, (name, value)) in entries.into_iter().enumerate() {
                if more(index, text) {
                    break;
                }
                text.push_str(&format!("{:?}: ", clean(&name)));
                mask(value, depth + 1, clean, text);
            }
            text.push('}');
        }
        Json::Array(items) => {
            text.push('[');
            for (index, item) in items.into_iter().enumerate() {
                if more(index, text) {
                    break;
                }
                mask(item, depth + 1, clean, text);
            }
            text.push(']');
        }
        other => text.push_str(match other {
            Json::String(words) if words.is_empty() => "\"\"",
            _ => "\"…\"",
        }),
    }
}

/// Parts an entry from those before it; whether there were enough of them.
fn more(index: usize, text: &mut String) -> bool {
    if index > 0 {
        text.push_str(", ");
    }
    if index == ENTRIES {
        text.push('…');
    }
    index == ENTRIES
}
