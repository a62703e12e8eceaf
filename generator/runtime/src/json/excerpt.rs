//! A piece of a JSON body that shows what is wrong and gives nothing away.

use super::error::{JsonError, Step};
use super::large::parse;
use super::parse::{JsonRef, View};

/// How long an excerpt is at most, in characters.
const LENGTH: usize = 200;
/// How many entries of an object or a list are shown.
const ENTRIES: usize = 8;

/// The object or list in which `error` is, with its keys. Texts and numbers are left out: they
/// can be secrets of the server's. `clean` takes those of the request out of a key.
pub(crate) fn of(body: &[u8], error: &JsonError, clean: &dyn Fn(&str) -> String) -> Option<String> {
    let parsed = parse(body).ok()?;
    let mut around = parsed.root();
    // A long list is looked at here for the first time.
    if matches!(around.view(), View::List(_)) {
        return None;
    }
    for step in error.steps() {
        match child(around, step) {
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

/// What a step leads to, if that is a list or an object.
fn child<'t>(value: JsonRef<'t>, step: &Step) -> Option<JsonRef<'t>> {
    let next = match (value.view(), step) {
        (View::Object(_), Step::Property(name) | Step::Entry(name)) => value.get(name)?,
        (View::Array(mut items), Step::Item(index)) => items.nth(*index)?,
        _ => return None,
    };
    matches!(next.view(), View::Object(_) | View::Array(_)).then_some(next)
}

fn mask(value: JsonRef<'_>, depth: usize, clean: &dyn Fn(&str) -> String, text: &mut String) {
    match value.view() {
        View::Null => text.push_str("null"),
        View::Bool(value) => text.push_str(if value { "true" } else { "false" }),
        View::Number(_) => text.push('0'),
        View::Object(entries) if depth > 1 && entries.len() > 0 => text.push_str("{…}"),
        View::Array(items) if depth > 1 && items.len() > 0 => text.push_str("[…]"),
        View::List(_) => text.push_str("[…]"),
        View::Object(entries) => {
            text.push('{');
            for (index, (name, value)) in entries.enumerate() {
                if more(index, text) {
                    break;
                }
                text.push_str(&format!("{:?}: ", clean(name)));
                mask(value, depth + 1, clean, text);
            }
            text.push('}');
        }
        View::Array(items) => {
            text.push('[');
            for (index, item) in items.enumerate() {
                if more(index, text) {
                    break;
                }
                mask(item, depth + 1, clean, text);
            }
            text.push(']');
        }
        View::Text("") => text.push_str("\"\""),
        View::Text(_) | View::Loose(_) => text.push_str("\"…\""),
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
