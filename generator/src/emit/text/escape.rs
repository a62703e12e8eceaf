//! Words that hold no mark of Markdown but emphasis: brackets would be links to items, angles would
//! be HTML, a run of tildes a fence. What is escaped stays so, and whole URLs become links.

use percent_encoding::percent_encode_byte;

use super::source::{ANGLE, is_shown, is_web};

/// What ends a URL among words.
const URL_ENDS: [char; 12] = ['<', '>', '[', ']', '(', ')', '"', '\'', '`', '\\', '|', ANGLE];

/// Where words stand.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Within a link, which holds no other.
    pub(super) in_link: bool,
    /// Within a table, where a pipe ends a cell.
    pub(super) in_table: bool,
}

/// Writes words behind others. Blanks are single ones, and a line begins with none.
pub(super) fn write(out: &mut String, text: &str, place: Place) {
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (calm, tail) = rest.split_at(at);
        out.push_str(calm);
        let mut letters = tail.chars();
        let letter = letters.next().unwrap_or_default();
        rest = letters.as_str();
        match letter {
            '\\' => rest = backslash(out, rest),
            // A URL ends at the first letter that has a meaning, so that each is looked at once.
            'h' if !place.in_link => match url(tail) {
                Some((url, behind)) => {
                    link(out, url);
                    rest = behind;
                }
                None => out.push(letter),
            },
            'h' => out.push(letter),
            ANGLE => out.push_str("\\<"),
            '~' if !(rest.starts_with("~~") || out.ends_with('~')) => out.push(letter),
            '|' if !place.in_table => out.push(letter),
            '`' | '~' | '[' | ']' | '<' | '>' | '|' => out.extend(['\\', letter]),
            _ if out.is_empty() || out.ends_with([' ', '\n']) => {}
            _ => out.push(' '),
        }
    }
    out.push_str(rest);
}

fn is_special(letter: char) -> bool {
    matches!(letter, '\\' | '`' | '~' | '[' | ']' | '<' | '>' | '|' | 'h' | ANGLE)
        || letter.is_whitespace()
}

/// An escape stays one; a backslash before anything else is made one, so that it does not escape
/// what comes to stand behind it. Returns what is behind.
fn backslash<'t>(out: &mut String, tail: &'t str) -> &'t str {
    let mut letters = tail.chars();
    match letters.next() {
        Some(ANGLE) => out.push_str("\\<"),
        Some(letter) if letter.is_ascii_punctuation() => out.extend(['\\', letter]),
        _ => {
            out.push_str("\\\\");
            return tail;
        }
    }
    letters.as_str()
}

/// A whole URL at the start of a text, and what is behind it.
fn url(text: &str) -> Option<(&str, &str)> {
    if !is_web(text) {
        return None;
    }
    let url = text.get(..text.find(is_url_end).unwrap_or(text.len()))?;
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']);
    is_web(url).then_some(())?;
    text.split_at_checked(url.len())
}

/// Whether no URL goes on behind a letter.
pub(super) fn is_url_end(letter: char) -> bool {
    letter.is_whitespace() || URL_ENDS.contains(&letter)
}

/// Writes a URL that is its own words.
pub(super) fn link(out: &mut String, url: &str) {
    out.push('<');
    target(out, url);
    out.push('>');
}

/// Writes a URL, in which nothing is a mark of Markdown.
pub(super) fn target(out: &mut String, url: &str) {
    for letter in url.chars() {
        let is_mark = matches!(letter, ' ' | '<' | '>' | '\\' | '`' | '|' | ANGLE);
        if !is_mark && !letter.is_whitespace() && is_shown(letter) {
            out.push(letter);
            continue;
        }
        let letter = if letter == ANGLE { '<' } else { letter };
        let mut bytes = [0; 4];
        out.extend(letter.encode_utf8(&mut bytes).bytes().map(percent_encode_byte));
    }
}
