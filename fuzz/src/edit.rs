//! Changes of a tree: what comes out is well-formed, and says something else.

use arbitrary::Unstructured;
use serde_json::{Map, Value};

use crate::words::WORDS;
use crate::{Seeds, grammar};

/// How often a tree is changed at most.
const CHANGES: usize = 8;

/// The tree with some changes.
pub(crate) fn changed(tree: &Value, choices: &mut Unstructured<'_>, seeds: &Seeds) -> Value {
    let mut tree = tree.clone();
    for _ in 0..CHANGES {
        if choices.is_empty() || change(&mut tree, choices, seeds).is_err() {
            break;
        }
    }
    tree
}

fn change(
    tree: &mut Value,
    choices: &mut Unstructured<'_>,
    seeds: &Seeds,
) -> arbitrary::Result<()> {
    let pointers = pointers(tree);
    let other = match choices.int_in_range(0..=9)? {
        // Something of this document stands in another place.
        0..=3 => at(tree, choices.choose(&pointers)?),
        // Something of another document.
        4 | 5 => {
            let other = seeds.tree(choices.choose_index(seeds.len())?);
            at(other, choices.choose(&self::pointers(other))?)
        }
        // A reference to anywhere.
        6 => {
            let target = format!("#{}", choices.choose(&pointers)?);
            Value::Object(Map::from_iter([("$ref".to_owned(), Value::String(target))]))
        }
        7 => Value::String((*choices.choose(WORDS)?).to_owned()),
        8 => grammar::schema(choices, 2)?,
        _ => Value::Null,
    };
    let pointer = choices.choose(&pointers)?;
    let word = (*choices.choose(WORDS)?).to_owned();
    let kind = choices.int_in_range(0..=3)?;
    match tree.pointer_mut(pointer) {
        // An entry more, perhaps instead of one that is there.
        Some(Value::Object(entries)) if kind == 0 => {
            entries.insert(word, other);
        }
        // One entry less.
        Some(Value::Object(entries)) if kind == 1 && !entries.is_empty() => {
            let key = entries.keys().nth(choices.choose_index(entries.len())?).cloned();
            key.and_then(|key| entries.remove(&key));
        }
        // The value of an entry under another name.
        Some(Value::Object(entries)) if kind == 2 && !entries.is_empty() => {
            let key = entries.keys().nth(choices.choose_index(entries.len())?).cloned();
            if let Some(value) = key.and_then(|key| entries.remove(&key)) {
                entries.insert(word, value);
            }
        }
        Some(Value::Array(items)) if kind == 0 => items.push(other),
        Some(Value::Array(items)) if kind == 1 && !items.is_empty() => {
            items.remove(choices.choose_index(items.len())?);
        }
        Some(Value::String(text)) if kind == 0 => text.push_str(&word),
        Some(value) => *value = other,
        None => {}
    }
    Ok(())
}

fn at(tree: &Value, pointer: &str) -> Value {
    tree.pointer(pointer).cloned().unwrap_or_default()
}

/// The JSON pointers of all places (RFC 6901).
fn pointers(tree: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut open = vec![(String::new(), tree)];
    while let Some((pointer, value)) = open.pop() {
        let children: Vec<(String, &Value)> = match value {
            Value::Object(entries) => {
                let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
                entries.iter().map(|(key, value)| (escaped(key), value)).collect()
            }
            Value::Array(items) => {
                items.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
            }
            _ => continue,
        };
        for (token, child) in children {
            let child_pointer = format!("{pointer}/{token}");
            found.push(child_pointer.clone());
            open.push((child_pointer, child));
        }
    }
    found
}
