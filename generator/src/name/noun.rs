//! Whether words name the same thing, singular or plural.
//!
//! It only compares: two words are one where either is a plural of the other by the rules of
//! English, so that a rule too many costs nothing but a word that looks like a plural.

/// Plurals that no rule makes: what they end in, and what the singular ends in.
const IRREGULAR: [(&str, &str); 7] = [
    ("people", "person"),
    ("children", "child"),
    ("men", "man"),
    ("criteria", "criterion"),
    ("indices", "index"),
    ("vertices", "vertex"),
    ("matrices", "matrix"),
];

/// How many words `words` begins with that name what `noun` names, in other spellings, too:
/// `data_bases` begins with `database`.
pub fn begins(words: &[&str], noun: &[&str]) -> Option<usize> {
    let whole = noun.concat();
    if whole.is_empty() {
        return None;
    }
    (1..=words.len()).find(|length| {
        let Some(first) = words.get(..*length) else { return false };
        let each = || first.iter().zip(noun).all(|(one, other)| is_same(one, other));
        is_same(&first.concat(), &whole) || (*length == noun.len() && each())
    })
}

/// Whether two words in small letters are forms of one noun.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || is_plural(one, other) || is_plural(other, one)
}

/// Whether a word looks as a plural does.
pub fn looks_plural(word: &str) -> bool {
    let is_other = ["ss", "us", "is", "ics"].iter().any(|end| word.ends_with(end));
    let is_known = || IRREGULAR.iter().any(|(many, _)| word.ends_with(many));
    (word.ends_with('s') && !is_other) || is_known()
}

/// Whether `plural` is one of `noun`.
fn is_plural(plural: &str, noun: &str) -> bool {
    // `a` and `as` are no nouns.
    if noun.chars().count() < 2 {
        return false;
    }
    let stem = |end: &str| plural.strip_suffix(end);
    let replaced = |plural_end: &str, end: &str| {
        noun.strip_suffix(end).is_some_and(|rest| stem(plural_end) == Some(rest))
    };
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| noun.ends_with(end));
    let before = |end: char| noun.strip_suffix(end).and_then(|rest| rest.chars().next_back());
    let is_vowel = |letter: char| "aeiou".contains(letter);
    stem("s") == Some(noun)
        || (hisses && stem("es") == Some(noun))
        || (before('y').is_some_and(|letter| !is_vowel(letter)) && replaced("ies", "y"))
        || replaced("ves", "f")
        || replaced("ves", "fe")
        || replaced("ses", "sis")
        || (noun.ends_with("eau") && stem("x") == Some(noun))
        || IRREGULAR.iter().any(|(many, one)| replaced(many, one))
}

#[cfg(test)]
mod tests {
    use super::{begins, is_same, looks_plural};

    #[test]
    fn singular_and_plural_are_one_noun() {
        for (plural, noun) in [
            ("users", "user"),
            ("entities", "entity"),
            ("keys", "key"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("branches", "branch"),
            ("indexes", "index"),
            ("indices", "index"),
            ("orderindices", "orderindex"),
            ("shelves", "shelf"),
            ("knives", "knife"),
            ("analyses", "analysis"),
            ("people", "person"),
            ("bourreaux", "bourreau"),
            ("news", "news"),
            ("vms", "vm"),
        ] {
            assert!(is_same(plural, noun) && is_same(noun, plural), "{plural} {noun}");
        }
    }

    #[test]
    fn other_words_are_other_nouns() {
        for (one, other) in [
            ("user", "users_"),
            ("as", "a"),
            ("key", "kies"),
            ("pets", "petes"),
            ("status", "stat"),
        ] {
            assert!(!is_same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn plurals_are_seen_without_their_singular() {
        for (word, is_plural) in [
            ("albums", true),
            ("people", true),
            ("album", false),
            ("address", false),
            ("status", false),
            ("analysis", false),
            ("analytics", false),
        ] {
            assert_eq!(looks_plural(word), is_plural, "{word}");
        }
    }

    #[test]
    fn a_noun_of_several_words_is_found_however_it_is_spelled() {
        assert_eq!(begins(&["order", "items", "list"], &["order", "items"]), Some(2));
        assert_eq!(begins(&["orderitem", "list"], &["order", "items"]), Some(1));
        assert_eq!(begins(&["data", "base", "list"], &["databases"]), Some(2));
        assert_eq!(begins(&["user", "groups"], &["users", "group"]), Some(2));
        assert_eq!(begins(&["orders", "list"], &["order", "items"]), None);
        assert_eq!(begins(&["order"], &["order"]), Some(1));
        assert_eq!(begins(&[], &["order"]), None);
        assert_eq!(begins(&["order"], &[""]), None);
    }
}
