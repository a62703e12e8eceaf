//! Variants without the words that say nothing in their enum.

use std::collections::BTreeSet;

/// The names of variants without the words that all of them begin or end with, and without those that
/// they share with the name of their enum. Each keeps a word at least. Where two would be the same, all
/// keep their words.
pub(in crate::lower::schemas) fn shorten(union: &str, names: &[String]) -> Vec<String> {
    let all: Vec<Vec<&str>> = names.iter().map(|name| words(name)).collect();
    let union = words(union);
    let front = |words: &[&str]| {
        let own = same(words.iter(), union.iter());
        own.max(shared(&all, |one| same(words.iter(), one.iter())))
    };
    let back = |words: &[&str]| {
        let own = same(words.iter().rev(), union.iter().rev());
        own.max(shared(&all, |one| same(words.iter().rev(), one.iter().rev())))
    };
    let short: Vec<String> =
        all.iter().map(|words| cut(words, front(words), back(words))).collect();
    let distinct: BTreeSet<&String> = short.iter().collect();
    if distinct.len() == short.len() { short } else { names.to_vec() }
}

/// How many words all names have in common with one, so that each has another one besides.
fn shared(all: &[Vec<&str>], common: impl Fn(&[&str]) -> usize) -> usize {
    if all.len() < 2 {
        return 0;
    }
    all.iter().map(|one| common(one).min(one.len() - 1)).min().unwrap_or_default()
}

fn same<'a>(
    one: impl Iterator<Item = &'a &'a str>,
    other: impl Iterator<Item = &'a &'a str>,
) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// What is left of a name, where that is one.
fn cut(words: &[&str], front: usize, back: usize) -> String {
    let is_name =
        |words: &&[&str]| words.first().is_some_and(|word| word.starts_with(char::is_alphabetic));
    // How a name is written says nothing without it.
    let is_case = |words: &&[&str]| matches!(words, ["Lower" | "Capital" | "Upper"]);
    let words = words
        .get(front..)
        .filter(is_name)
        .filter(|rest| front == 0 || !is_case(rest))
        .unwrap_or(words);
    let end = words.len().saturating_sub(back);
    words.get(..end).filter(is_name).unwrap_or(words).concat()
}

/// The words of a name in camel case.
fn words(name: &str) -> Vec<&str> {
    let starts = name.char_indices().filter(|(_, letter)| letter.is_uppercase());
    let mut starts: Vec<usize> =
        starts.map(|(start, _)| start).filter(|start| *start > 0).collect();
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| name.get(*start..end)).collect()
}

#[cfg(test)]
mod tests {
    use super::shorten;

    fn short(union: &str, names: &[&str]) -> Vec<String> {
        shorten(union, &names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn words_of_all_variants_and_of_the_enum_are_cut() {
        let names = ["ResponseTextDeltaEvent", "ResponseCreatedEvent", "ResponseErrorEvent"];
        assert_eq!(short("ResponseStreamEvent", &names), ["TextDelta", "Created", "Error"]);
        let names = ["ChatRequestUserMessage", "ChatRequestToolMessage"];
        assert_eq!(short("ChatRequestMessage", &names), ["User", "Tool"]);
    }

    #[test]
    fn a_variant_keeps_a_word() {
        assert_eq!(short("UserOrTeam", &["User", "Team"]), ["User", "Team"]);
        assert_eq!(short("Content", &["Content", "ContentImage"]), ["Content", "Image"]);
        assert_eq!(short("Pet", &["PetCat", "PetCatPet"]), ["PetCat", "PetCatPet"]);
    }

    #[test]
    fn a_name_that_is_left_is_a_name() {
        assert_eq!(short("Version", &["Version3", "Version4"]), ["Version3", "Version4"]);
        assert_eq!(short("Error", &["OnLower", "OnUpper"]), ["OnLower", "OnUpper"]);
        assert_eq!(short("Bound", &["LowerBound", "UpperBound"]), ["Lower", "Upper"]);
    }
}
