//! A text of a document, as the parser of Markdown reads it.

use pulldown_cmark::{Options, Parser};

use crate::source::is_hidden;

/// Stands for `<` in front of all but whole URLs, so that the parser finds no HTML. No text has it:
/// it is a control character.
pub(super) const ANGLE: char = '\u{1}';

/// Blanks from one stop of a tab to the next (CommonMark 0.31, section 2.2).
const TAB: usize = 4;

/// The column from which the mark of a list or a quote is none: the parser looks at each that is open
/// for each line. As many columns are more than a table has: the parser makes all for each row.
const FAR: usize = 100;

/// The parser of a text that [`source`] gives: it knows tables, as rustdoc and GitHub do. What else
/// they know beyond CommonMark is words here: footnotes and boxes of tasks.
pub(super) fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// The text without hidden characters and tabs, and without HTML.
pub(super) fn source(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for line in text.lines().flat_map(|line| line.split('\r')) {
        let begin = out.len();
        let (mut counted, mut column) = (begin, 0);
        let mut rest = line;
        while let Some(at) = rest.find(is_other) {
            let (calm, tail) = rest.split_at(at);
            out.push_str(calm);
            let mut letters = tail.chars();
            match letters.next() {
                Some('\t') => {
                    column += out.get(counted..).map_or(0, |part| part.chars().count());
                    out.extend(std::iter::repeat_n(' ', TAB - column % TAB));
                    column += TAB - column % TAB;
                    counted = out.len();
                }
                Some('<') => out.push(if is_web(letters.as_str()) { '<' } else { ANGLE }),
                _ => {}
            }
            rest = letters.as_str();
        }
        out.push_str(rest);
        if let Some(at) = out.get(begin..).filter(|line| line.len() > FAR).and_then(far_mark) {
            out.insert(begin + at, '\\');
        }
        out.push('\n');
    }
    out
}

/// Where a backslash makes words of a mark that would cost too much.
fn far_mark(line: &str) -> Option<usize> {
    let row = line.trim_start_matches([' ', '>']);
    let is_of = |marks: &[char]| row.chars().all(|letter| marks.contains(&letter));
    if row.matches('|').count() > FAR && is_of(&['|', '-', ':', ' ']) {
        return Some(line.len() - row.len());
    }
    // A line across the page has no marks.
    if is_of(&['-', ' ']) || is_of(&['*', ' ']) {
        return None;
    }
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches(' ');
        let at = line.len() - rest.len();
        let width = mark_width(rest)?;
        if at >= FAR {
            return Some(at + width - 1);
        }
        rest = rest.get(width..)?;
    }
}

/// How many letters the mark of a list or a quote at the start of a text has.
pub(super) fn mark_width(text: &str) -> Option<usize> {
    let number = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let rest = match text.strip_prefix(['-', '*', '+']) {
        Some(rest) => rest,
        None if text.starts_with('>') => return Some(1),
        None if number.len() < text.len() => number.strip_prefix(['.', ')'])?,
        None => return None,
    };
    (rest.is_empty() || rest.starts_with([' ', '\n'])).then_some(text.len() - rest.len())
}

/// Whether a character does not stay what it is.
fn is_other(letter: char) -> bool {
    letter == '<' || !is_shown(letter)
}

/// Whether a character is seen, and changes nothing of others. Some scripts, and some pictures, need
/// joiners.
pub(super) fn is_shown(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}') || !is_hidden(letter)
}

/// Whether it begins with a URL of a scheme that browsers follow, with something behind that.
pub(super) fn is_web(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty())
}
