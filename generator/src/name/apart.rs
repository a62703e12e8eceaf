//! Names of what differs by the case of its letters only, all of them looked at together.
//!
//! What would be called the same says how it is written: `OnLower`, `OnCapital` and `OnUpper` for
//! `on`, `On` and `ON`. So no name depends on the order, and none changes what it stands for when
//! another one is added. Behind a digit, any letter is in camel case: `_1m` and `_1M` say it
//! themselves. What is told by no such word is left to [`super::Scope`].

use std::collections::{BTreeMap, BTreeSet};

use super::idiom::{kept_name, type_name, value_name, variant_name};

/// How the letters of a name are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    /// The first letter is a small one.
    Lower,
    /// The first letter is a capital, and a later one is none.
    Capital,
    /// All are capitals.
    Upper,
}

impl Case {
    /// None where no letter has a case.
    fn of(text: &str) -> Option<Self> {
        let mut letters = text.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
        let first = letters.next()?;
        Some(match first.is_lowercase() {
            true => Self::Lower,
            false if text.chars().any(char::is_lowercase) => Self::Capital,
            false => Self::Upper,
        })
    }

    fn word(self) -> &'static str {
        match self {
            Self::Lower => "Lower",
            Self::Capital => "Capital",
            Self::Upper => "Upper",
        }
    }
}

/// The names of values in one list, such as fields, methods or arguments. In small letters, what is
/// written so is told already.
pub fn apart_values(texts: &[&str]) -> Vec<String> {
    let is_told = |text: &str, _: &str| Case::of(text) == Some(Case::Lower);
    apart(texts, (value_name, false), &is_told)
}

/// The names of the variants of one enum.
pub fn apart_variants(texts: &[&str]) -> Vec<String> {
    apart(texts, (variant_name, true), &|_, _| false)
}

/// The names of types. One that is written as Rust has it keeps its name: others begin with it.
pub fn apart_types(texts: &[&str]) -> Vec<String> {
    apart(texts, (type_name, false), &|text, name| text == name)
}

/// A name by `of` for each text, with a word for the case where texts that are the same but for that
/// would have one name; or with its own capitals, where names can differ by these alone.
/// `is_told` is of those that need no word.
fn apart(
    texts: &[&str],
    (of, is_exact): (fn(&str) -> String, bool),
    is_told: &dyn Fn(&str, &str) -> bool,
) -> Vec<String> {
    let names: Vec<String> = texts.iter().map(|text| of(text)).collect();
    let group = |text: &str, name: &str| (name.to_owned(), text.to_lowercase());
    let mut groups: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for (text, name) in texts.iter().zip(&names) {
        let group = groups.entry(group(text, name)).or_default();
        if !group.contains(text) {
            group.push(text);
        }
    }
    let told = texts.iter().zip(&names).map(|(text, name)| {
        let others = groups.get(&group(text, name)).filter(|texts| texts.len() > 1)?;
        let kept: BTreeSet<String> = others.iter().map(|other| kept_name(other)).collect();
        if is_exact && name.starts_with('_') && kept.len() == others.len() {
            return Some(kept_name(text));
        }
        let case = Case::of(text).filter(|_| !is_told(text, name))?;
        let is_alone = others.iter().filter(|other| Case::of(other) == Some(case)).count() == 1;
        is_alone.then(|| of(&format!("{name} {}", case.word())))
    });
    let told: Vec<Option<String>> = told.collect();
    told.into_iter().zip(names).map(|(told, name)| told.unwrap_or(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{apart_types, apart_values, apart_variants};

    #[test]
    fn what_would_be_called_the_same_says_how_it_is_written() {
        assert_eq!(apart_variants(&["on", "On", "ON"]), ["OnLower", "OnCapital", "OnUpper"]);
        assert_eq!(apart_variants(&["a", "A"]), ["ALower", "AUpper"]);
        assert_eq!(apart_variants(&["é", "É"]), ["ÉLower", "ÉUpper"]);
        assert_eq!(apart_variants(&["sort_by", "SORT_BY"]), ["SortByLower", "SortByUpper"]);
        assert_eq!(apart_values(&["on", "On", "ON"]), ["on", "on_capital", "on_upper"]);
        assert_eq!(apart_values(&["e", "E"]), ["e", "e_upper"]);
        assert_eq!(
            apart_types(&["error", "Error", "ERROR"]),
            ["ErrorLower", "Error", "ErrorUpper"]
        );
        assert_eq!(apart_types(&["fooBar", "FooBar"]), ["FooBarLower", "FooBar"]);
        assert_eq!(
            apart_types(&["FooBar", "Foobar", "foobar"]),
            ["FooBar", "Foobar", "FoobarLower"]
        );
        assert_eq!(apart_types(&["FooBar", "foobar"]), ["FooBar", "Foobar"]);
    }

    #[test]
    fn what_is_told_already_has_its_own_name() {
        assert_eq!(apart_variants(&["1s", "1m", "1M"]), ["_1s", "_1m", "_1M"]);
        assert_eq!(apart_variants(&["fooBar", "foobar"]), ["FooBar", "Foobar"]);
        assert_eq!(
            apart_variants(&["+1", "-1", "<", "<=", ""]),
            ["Plus1", "Minus1", "Less", "LessEqual", "Empty"]
        );
        assert_eq!(apart_variants(&["on", "on"]), ["On", "On"]);
        assert_eq!(apart_types(&["1m", "1M"]), ["_1mLower", "_1mUpper"]);
    }

    #[test]
    fn what_no_word_tells_is_left() {
        assert_eq!(apart_variants(&["a-b", "a_b"]), ["AB", "AB"]);
        assert_eq!(apart_values(&["aB", "a_b"]), ["a_b", "a_b"]);
        assert_eq!(apart_types(&["fooBar", "foobar"]), ["FooBar", "Foobar"]);
    }

    #[test]
    fn the_order_changes_nothing() {
        assert_eq!(apart_variants(&["ON", "on"]), ["OnUpper", "OnLower"]);
        assert_eq!(apart_types(&["ERROR", "Error"]), ["ErrorUpper", "Error"]);
    }
}
