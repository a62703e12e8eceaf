//! What a query may have meant that selects nothing.

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::diagnostic::near;

/// The step that leads to nothing, and the known name that may have been meant, or the reference that a
/// query does not follow, as the end of a sentence; empty where there is none. Before it, how much of the
/// query leads to something.
pub(super) fn near_miss(text: &str, document: &Value) -> (usize, String) {
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
                let told =
                    format!(": `{to}` is a reference to `{reference}`, which is another place");
                return (start, told);
            }
            let names = before.iter().filter_map(|node| node.as_object());
            let names = names.flat_map(|names| names.keys().map(String::as_str));
            return (start, near(name(step), names));
        }
        (before, start) = (found, end);
    }
    (start, String::new())
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
