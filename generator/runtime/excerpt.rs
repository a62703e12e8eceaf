//! A piece of a JSON body that shows what is wrong and gives nothing away.

use serde_json::Value;

use super::json::{JsonError, Step};

/// How long an excerpt is at most, in characters.
const LENGTH: usize = 200;
/// How many entries of an object or a list are shown.
const ENTRIES: usize = 8;

/// The object or list in which `error` is, with its keys. Texts and numbers are left out: they
/// can be secrets of the server's. `clean` takes those of the request out of a key.
pub(super) fn of(body: &[u8], error: &JsonError, clean: &dyn Fn(&str) -> String) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let mut around = &body;
    for step in error.steps() {
        let Some(next) = child(around, step).filter(|next| next.is_object() || next.is_array())
        else {
            break;
        };
        around = next;
    }
    let text = masked(around, 0, clean);
    Some(match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    })
}

/// What a step leads to.
fn child<'v>(value: &'v Value, step: &Step) -> Option<&'v Value> {
    match step {
        Step::Property(name) => value.get(name),
        Step::Item(index) => value.get(index),
    }
}

fn masked(value: &Value, depth: usize, clean: &dyn Fn(&str) -> String) -> String {
    let more = |length: usize| if length > ENTRIES { ", …" } else { "" };
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(_) => "0".to_owned(),
        Value::String(text) if text.is_empty() => "\"\"".to_owned(),
        Value::String(_) => "\"…\"".to_owned(),
        Value::Object(map) if depth > 1 && !map.is_empty() => "{…}".to_owned(),
        Value::Array(items) if depth > 1 && !items.is_empty() => "[…]".to_owned(),
        Value::Object(map) => {
            let entries = map.iter().take(ENTRIES);
            let entries: Vec<String> = entries
                .map(|(key, value)| {
                    format!("{:?}: {}", clean(key), masked(value, depth + 1, clean))
                })
                .collect();
            format!("{{{}{}}}", entries.join(", "), more(map.len()))
        }
        Value::Array(items) => {
            let entries: Vec<String> =
                items.iter().take(ENTRIES).map(|item| masked(item, depth + 1, clean)).collect();
            format!("[{}{}]", entries.join(", "), more(items.len()))
        }
    }
}
