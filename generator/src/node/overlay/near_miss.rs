//! What a query may have meant that selects nothing.

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::diagnostic::near;

/// The step that leads to nothing, and the known name that may have been meant, or the reference that a
/// query does not follow, as the end of a sentence; empty where there is none. Before it, how much of the
/// query leads to something. References are looked up in `whole`.
pub(super) fn near_miss(text: &str, document: &Value, whole: &Value) -> (usize, String) {
    let ends = ends(text);
    let mut before = vec![document];
    let mut start = 1;
    for end in ends {
        let Some(step) = text.get(start..end) else { break };
        let Ok(path) = JsonPath::parse(text.get(..end).unwrap_or_default()) else { break };
        let found = path.query(document).all();
        if found.is_empty() {
            let reference = before.iter().find_map(|node| node.get("$ref")?.as_str());
            if let Some(reference) = reference {
                let to = text.get(..start).unwrap_or_default();
                let near = misread(name(step), reference, whole);
                let near = near.unwrap_or_else(|| ", which is another place".to_owned());
                return (start, format!(": `{to}` is a reference to `{reference}`{near}"));
            }
            let names = before.iter().filter_map(|node| node.as_object());
            let names = names.flat_map(|names| names.keys().map(String::as_str));
            return (start, near(name(step), names));
        }
        (before, start) = (found, end);
    }
    (start, String::new())
}

/// The name that may have been meant at the place of a reference, where the one that was is not there.
fn misread(name: &str, reference: &str, whole: &Value) -> Option<String> {
    let names = whole.pointer(reference.strip_prefix('#')?)?.as_object()?;
    let known = near(name, names.keys().map(String::as_str));
    (!names.contains_key(name) && !known.is_empty()).then_some(known)
}

/// Where the steps of a query end.
fn ends(text: &str) -> Vec<usize> {
    let (mut ends, mut quote, mut depth) = (Vec::new(), None, 0usize);
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match (letter, quote) {
            ('\\', Some(_)) => drop(letters.next()),
            (_, Some(open)) if letter == open => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(letter),
            ('[', None) => {
                if depth == 0 && at > 1 {
                    ends.push(at);
                }
                depth += 1;
            }
            (']', None) => depth = depth.saturating_sub(1),
            ('.', None)
                if depth == 0 && at > 1 && !text.get(..at).unwrap_or_default().ends_with('.') =>
            {
                ends.push(at)
            }
            _ => {}
        }
    }
    ends.push(text.len());
    ends
}

/// The name that a step selects.
fn name(step: &str) -> &str {
    step.trim_matches(['.', '[', ']', '\'', '"'])
}
