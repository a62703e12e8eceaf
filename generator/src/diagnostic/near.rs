//! Names that may have been meant by one that is unknown.

/// How many known names are looked at for the one that was meant: a document may have as many
/// names as wrong ones.
const CANDIDATES: usize = 500;

/// How many letters a name has at most that is looked for, or looked at: comparing two costs the
/// product of their lengths, and nobody mistypes a longer one letter by letter.
const LETTERS: usize = 64;

/// The known name that may have been meant, as the end of a sentence.
pub fn near<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    nearest(name, known).map_or_else(String::new, |known| format!("; did you mean `{known}`?"))
}

/// The known name that may have been meant.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let is_short = |name: &str| name.chars().nth(LETTERS).is_none();
    if !is_short(name) {
        return None;
    }
    let name = name.to_lowercase();
    let similarity = |known: &str| strsim::jaro_winkler(&name, &known.to_lowercase());
    let known = known
        .take(CANDIDATES)
        .filter(|known| is_short(known))
        .map(|known| (similarity(known), known));
    let near = known.filter(|(similarity, _)| *similarity >= 0.8);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}

/// A name by its letters and digits alone, in small letters.
pub fn letters(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
