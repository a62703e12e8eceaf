//! Regular expressions: from the words of ECMA-262 to those that the client checks.

/// The expression in the words of `regex-lite`, which is that of ECMA-262 (JSON Schema
/// Validation, section 6.3.3) but for brackets and doubled signs inside of brackets.
pub(super) fn translated(pattern: &str) -> String {
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
    use regex_lite::Regex;

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
