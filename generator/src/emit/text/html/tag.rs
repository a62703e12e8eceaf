//! A tag of HTML (CommonMark 0.31, section 6.6).

use super::super::source::ANGLE;
use super::element::Element;

/// How many bytes a tag has at most: one that begins at each letter has to be looked for.
const LONGEST: usize = 1000;

/// A tag of an element that is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'s> {
    pub(super) element: Element,
    pub(super) is_end: bool,
    /// Where a link leads, or where a picture is.
    pub(super) url: &'s str,
    /// The words for a picture.
    pub(super) words: &'s str,
    /// How many bytes it has behind its first.
    pub(super) length: usize,
}

/// The tag whose first angle a text stands behind.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    let text = start(text);
    let (is_end, inner) = match text.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, text),
    };
    let name = inner.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let (name, mut rest) = inner.split_at_checked(name)?;
    let element = Element::of(&name.to_ascii_lowercase())?;
    let (mut url, mut words) = ("", "");
    loop {
        let behind = rest.trim_start_matches([' ', '\n']);
        let blank = rest.get(..rest.len() - behind.len())?;
        if blank.matches('\n').take(2).count() > 1 {
            return None;
        }
        let end = behind.strip_prefix('>').or_else(|| behind.strip_prefix("/>"));
        if let Some(end) = end {
            let length = text.len() - end.len();
            return Some(Tag { element, is_end, url, words, length });
        }
        if blank.is_empty() {
            return None;
        }
        let (attribute, value, behind) = attribute(behind)?;
        match attribute.to_ascii_lowercase().as_str() {
            "href" | "src" => url = value.trim(),
            "alt" => words = value.trim(),
            _ => {}
        }
        rest = behind;
    }
}

/// What can be a tag of a text.
fn start(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

/// The name and the value of an attribute, and what is behind it.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let ends = |letter: char| " \n=>/\"'<".contains(letter) || letter == ANGLE;
    let (name, rest) =
        text.split_at_checked(text.find(ends)?).filter(|(name, _)| !name.is_empty())?;
    let Some(value) = rest.trim_start_matches([' ', '\n']).strip_prefix('=') else {
        return Some((name, "", rest));
    };
    let value = value.trim_start_matches([' ', '\n']);
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let (value, rest) = quoted.split_once(quote)?;
            return (!value.contains("\n\n")).then_some((name, value, rest));
        }
    }
    let ends = |letter: char| " \n>\"'=`<".contains(letter) || letter == ANGLE;
    let end = value.find(ends).filter(|end| *end > 0)?;
    let (value, rest) = value.split_at_checked(end)?;
    Some((name, value, rest))
}
