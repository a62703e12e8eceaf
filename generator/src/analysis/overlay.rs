//! What overlays are written with: places as paths of JSONPath (RFC 9535), and texts as YAML and as
//! comments of it.

use std::fmt::Write as _;

use crate::source::{Pointer, inert, inert_json, visible_text};

/// The path to a place of a file.
pub(super) fn target(at: &Pointer) -> String {
    let mut path = "$".to_owned();
    for token in at.tokens() {
        let is_index = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
        // Names of digits alone are statuses, which have three of them.
        // Writing to text cannot fail.
        if is_index && token.len() < 3 {
            let _ = write!(path, "[{token}]");
        } else if is_shorthand(&token) {
            path.push('.');
            path.push_str(&token);
        } else {
            let _ = write!(path, "['{}']", escaped(&token));
        }
    }
    path
}

/// The path to the schema of a parameter by the parameter's name, which stays where others are added.
pub(super) fn of_parameter(at: &Pointer, name: &str) -> Option<String> {
    let (parameter, rest) = match at.last()?.as_ref() {
        "schema" => (at.parent()?, ".schema"),
        _ => (at.clone(), ""),
    };
    let list = parameter.parent()?;
    let is_listed = list.last()? == "parameters" && parameter.last()?.parse::<usize>().is_ok();
    is_listed.then(|| format!("{}[?@.name=='{}']{rest}", target(&list), escaped(name)))
}

/// Whether a name needs no quotes (RFC 9535, section 2.5.1.1).
fn is_shorthand(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A name within single quotes (RFC 9535, section 2.3.1.1).
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        match letter {
            '\\' | '\'' => out.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out
}

/// A text on a line of a comment. The file can be printed, by a runner or at a terminal: nothing of it is
/// obeyed there.
pub(super) fn comment(text: &str) -> String {
    inert(&visible_text(text).replace('\n', " "))
}

/// A value as JSON, which YAML 1.2 takes as it is, with nothing in it that is obeyed where the file is
/// printed: it is the same value all the same.
pub(super) fn json(value: &serde_json::Value) -> String {
    inert_json(&value.to_string())
}

/// A text as a scalar of YAML 1.2: in quotes where it would not be read as it is.
pub(super) fn scalar(text: &str) -> String {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$');
    let is_path = text.starts_with('$');
    let is_calm = |c: char| {
        c.is_ascii_alphanumeric() || "$._-/".contains(c) || (is_path && "[]{}'?@=& ".contains(c))
    };
    let is_word = matches!(text, "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    if begins && !is_word && text.chars().all(is_calm) {
        text.to_owned()
    } else {
        json(&text.into())
    }
}
