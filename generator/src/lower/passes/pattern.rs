//! Patterns of texts: from the expressions of ECMA-262 to those that the client checks.

use std::collections::BTreeSet;

use regex_lite::Regex;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::model::{Api, Limits, Shape};
use crate::source::Pointer;

/// Gives each pattern that can be checked its expression, and notes the others.
pub(in crate::lower) fn read(api: &mut Api, document: &Document, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    let mut read = |limits: &mut Limits, origin: &Pointer| {
        let Some(pattern) = &mut limits.pattern else { return };
        // With its slashes no text would match.
        if is_literal(&pattern.text) {
            if seen.insert((origin.clone(), pattern.text.clone())) {
                diagnostics.push(slashes(document, origin));
            }
            return;
        }
        let expression = translated(&pattern.text);
        match Regex::new(&expression) {
            Ok(_) => pattern.expression = Some(expression),
            // A shared schema is met at each of its uses.
            Err(_) if !seen.insert((origin.clone(), pattern.text.clone())) => {}
            Err(error) => diagnostics.push(note(document, origin, &error.to_string())),
        }
    };
    for operation in api.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
        for parameter in &mut operation.parameters {
            read(&mut parameter.limits, &parameter.origin);
        }
        if let Some(body) = &mut operation.body {
            read(&mut body.limits, &body.origin);
        }
    }
    for decl in api.types.iter_mut().filter(|decl| decl.sent) {
        if let Shape::Struct { fields, .. } = &mut decl.shape {
            fields.iter_mut().for_each(|field| read(&mut field.limits, &field.origin));
        }
    }
}

/// Where the pattern stands.
fn place(document: &Document, origin: &Pointer) -> Pointer {
    let inner = [origin.child("pattern"), origin.child("schema").child("pattern")];
    let at = inner.into_iter().find(|at| document.root().at(at).is_some());
    at.unwrap_or_else(|| origin.clone())
}

/// Whether a pattern is written between slashes, as expressions are in programs: what stands
/// before `^` could match nothing.
fn is_literal(pattern: &str) -> bool {
    let end = pattern.rsplit_once('/').map(|(_, flags)| flags);
    pattern.starts_with("/^")
        && end.is_some_and(|flags| flags.chars().all(|c| "dgimsuvy".contains(c)))
}

fn slashes(document: &Document, origin: &Pointer) -> Diagnostic {
    let at = place(document, origin);
    let message = "the client cannot check this pattern: it stands between slashes";
    Diagnostic::note(Code::UncheckedPattern, at.clone(), document.span(&at), message)
        .consequence("it is documented; the server refuses what does not match")
        .help("write the expression alone, without slashes and flags")
}

fn note(document: &Document, origin: &Pointer, reason: &str) -> Diagnostic {
    let at = place(document, origin);
    let message = format!("the client cannot check this pattern: {reason}");
    Diagnostic::note(Code::UncheckedPattern, at.clone(), document.span(&at), message)
        .consequence("it is documented; the server refuses what does not match")
        .help("write it without look-around and back-references, if it can be")
}

/// The expression in the words of `regex-lite`, which is that of ECMA-262 (JSON Schema
/// Validation, section 6.3.3) but for brackets and doubled signs inside of brackets.
pub(in crate::lower) fn translated(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut is_in_class = false;
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                // `\/` and the like mean themselves.
                Some(next) if next.is_ascii_alphanumeric() || is_special(next) => {
                    out.extend(['\\', next]);
                }
                Some(next) => out.push(next),
                None => out.push('\\'),
            },
            '[' if is_in_class => out.push_str("\\["),
            '[' => {
                is_in_class = true;
                out.push('[');
                out.extend(letters.next_if_eq(&'^'));
            }
            ']' => {
                is_in_class = false;
                out.push(']');
            }
            '&' | '~' if is_in_class => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out
}

/// Whether a sign means something of its own without a backslash.
fn is_special(letter: char) -> bool {
    ".*+?()[]{}^$|\\-&~#".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_of_both_stays() {
        for pattern in [r"^[a-z]\d{2,}$", r"(?:a|b)+\.", r"[\w.-]+@x"] {
            assert_eq!(translated(pattern), pattern);
        }
    }

    #[test]
    fn escapes_of_nothing_go() {
        assert_eq!(translated(r"^\/a\:b$"), "^/a:b$");
    }

    #[test]
    fn brackets_and_signs_inside_of_brackets_are_escaped() {
        assert_eq!(translated("[[&&a][^[]"), r"[\[\&\&a][^\[]");
    }

    #[test]
    fn what_is_translated_matches_as_ecma_262_says() {
        for (pattern, text, matches) in [
            (r"^\d+$", "12", true),
            (r"^\d+$", "١٢", false),
            ("^.$", "é", true),
            (r"^[\w-]+$", "a-b_1", true),
            (r"^[[\]]$", "[", true),
            ("b", "abc", true),
            (r"^\u0061$", "a", true),
        ] {
            let regex = Regex::new(&translated(pattern)).unwrap();
            assert_eq!(regex.is_match(text), matches, "{pattern} {text}");
        }
    }
}
