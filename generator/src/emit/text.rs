//! Text of a document as documentation.
//!
//! It stays text: it opens no doctest, names no item, steers no terminal. What it has of
//! Markdown (lists, tables, code, emphasis) is kept.

mod block;
mod heading;
mod inline;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

use self::block::within;
use crate::model::{Constant, Limits};
use crate::source::is_hidden;

/// The lines of a description, for rustdoc and for Markdown pages.
pub(super) fn lines(text: &str) -> Vec<String> {
    let has_table = text.lines().any(is_delimiter_row);
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces(text) {
        let line = match piece {
            // Any other word, or none, would make it a test of rustdoc's.
            Piece::Open(fence) => format!("{fence}text"),
            Piece::Code(line) | Piece::Close(line) => line,
            Piece::Prose(line) => {
                // Four spaces begin a code block, which rustdoc would run.
                let indent = line.len() - line.trim_start().len();
                let escaped = inline::escape(&line, has_table);
                let line = heading::flat(escaped, &mut lines);
                if line.is_empty() && lines.last().is_some_and(String::is_empty) {
                    continue;
                }
                format!("{}{line}", " ".repeat(indent.min(3)))
            }
        };
        lines.push(line);
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
    lines.split_off(blank)
}

/// A description as one line, for lists and tables.
pub(super) fn line(text: &str) -> String {
    let words = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Open(_) | Piece::Close(_) => None,
        // What was code is among words now.
        Piece::Code(line) | Piece::Prose(line) => Some(inline::escape(&line, false)),
    });
    let words: Vec<String> = words.filter(|line| !line.is_empty()).collect();
    // What begins a block at the start of a line would not be a line.
    let line = words.join(" ");
    let line = unmarked(&line);
    match within(line) {
        // A number: its mark becomes words.
        Some(rest) => {
            let mark = line.strip_suffix(rest).unwrap_or_default();
            let (number, mark) = mark.split_at(mark.len().saturating_sub(1));
            format!("{number}\\{mark}{rest}")
        }
        None => line.to_owned(),
    }
}

/// The line without what begins a block: a heading, a quotation, an item of a list. A star that
/// begins emphasis has no blank behind it.
fn unmarked(line: &str) -> &str {
    let mut line = line.trim_start();
    loop {
        let rest = line.trim_start_matches(['#', '>']);
        let is_item = |rest: &str| rest.is_empty() || rest.starts_with(' ');
        let rest = match rest.strip_prefix(['-', '*', '+']) {
            Some(tail) if is_item(tail) => tail,
            // A line of these alone is a rule, or makes a heading of the line before it.
            Some(_) if rest.trim_start_matches(['-', '*', '+', ' ']).is_empty() => "",
            Some(_) if rest.starts_with(['-', '+']) => rest.trim_start_matches(['-', '+']),
            _ => rest,
        };
        let rest = rest.trim_start();
        if rest.len() == line.len() {
            return line;
        }
        line = rest;
    }
}

/// One line for a cell of a table.
pub(super) fn cell(text: &str) -> String {
    let mut out = String::new();
    let mut is_escaped = false;
    for letter in line(text).chars() {
        if letter == '|' && !is_escaped {
            out.push('\\');
        }
        is_escaped = letter == '\\' && !is_escaped;
        out.push(letter);
    }
    out
}

/// A name or path as code.
pub(super) fn code(text: &str) -> String {
    let text = harmless(text).replace('`', "'");
    if text.trim().is_empty() { "(empty)".to_owned() } else { format!("`{text}`") }
}

/// A name or path as code in a cell of a table.
pub(super) fn code_cell(text: &str) -> String {
    // A backslash before a pipe is taken for the one that escapes it, in code as well
    // (GitHub Flavored Markdown, "Tables"): then only words can show both.
    if text.contains("\\|") {
        return harmless(text)
            .chars()
            .flat_map(|letter| {
                letter.is_ascii_punctuation().then_some('\\').into_iter().chain([letter])
            })
            .collect();
    }
    code(text).replace('|', "\\|")
}

/// The line that says what is meant where a value is missing.
pub(super) fn default(value: Option<&String>, code: fn(&str) -> String) -> Option<String> {
    value.map(|value| format!("Default: {}.", code(value)))
}

/// The line that says which value a property has, where the document names one alone.
pub(super) fn only(value: Option<&Constant>, code: fn(&str) -> String) -> Option<String> {
    value.map(|value| format!("Its only value is {}.", code(&value.text())))
}

/// The line that says what values may be.
pub(super) fn limits(limits: &Limits, code: fn(&str) -> String) -> Option<String> {
    let words = limit_words(limits, code);
    (!words.is_empty()).then(|| format!("Limits: {}.", words.join(", ")))
}

/// What values may be, each as a part of a list.
pub(super) fn limit_words(limits: &Limits, code: fn(&str) -> String) -> Vec<String> {
    let numbers = Limits { pattern: None, ..limits.clone() };
    let pattern =
        limits.pattern.as_ref().map(|pattern| format!("matching {}", code(&pattern.text)));
    numbers.words().into_iter().chain(pattern).collect()
}

/// A sentence: with a full stop at its end.
pub(super) fn sentence(text: &str) -> String {
    let line = line(text);
    if line.is_empty() || line.ends_with(['.', '!', '?', ':']) { line } else { format!("{line}.") }
}

/// Documentation comments, a line each.
pub(super) fn docs<'a>(lines: impl IntoIterator<Item = &'a String>) -> TokenStream {
    let lines = lines
        .into_iter()
        .map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// Without characters that are not seen, or that change how others are. Some scripts, and some
/// pictures, need joiners.
fn harmless(text: &str) -> String {
    let is_joiner = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| is_joiner(*c) || !is_hidden(*c))
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// A line of a description.
enum Piece {
    /// The fence before a block of code, without what is said of the code.
    Open(String),
    /// A line of the block.
    Code(String),
    /// The fence behind it.
    Close(String),
    /// Any other line.
    Prose(String),
}

/// The lines of a text, told apart (CommonMark 0.31, section 4.5). Every block of code is closed.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines().map(harmless) {
        let (start, found) = fence(line.trim());
        let piece = match (&open, found) {
            (None, Some((marker, _))) => {
                open = Some(marker.to_owned());
                Piece::Open(marker.to_owned())
            }
            (Some(marker), Some((end, words)))
                if end.starts_with(marker) && words.is_empty() && !start.contains(LISTS) =>
            {
                open.take().map_or(Piece::Code(String::new()), Piece::Close)
            }
            (Some(_), _) => Piece::Code(line),
            (None, None) => Piece::Prose(line),
        };
        pieces.push(piece);
    }
    pieces.extend(open.map(Piece::Close));
    pieces
}

/// What lists begin with, in part.
const LISTS: [char; 5] = ['-', '*', '+', '.', ')'];

/// What stands before a fence (marks of lists and quotes), and the fence with the words behind
/// it, if the line is one.
fn fence(line: &str) -> (&str, Option<(&str, &str)>) {
    let mut rest = line;
    while let Some(inner) = within(rest) {
        rest = inner.trim_start();
    }
    let start = line.strip_suffix(rest).unwrap_or_default();
    let Some(letter) = rest.chars().next().filter(|letter| matches!(letter, '`' | '~')) else {
        return (start, None);
    };
    let words = rest.trim_start_matches(letter);
    let marker = rest.strip_suffix(words).unwrap_or_default();
    // "Info strings for backtick code blocks cannot contain backticks": that is code in a line.
    let is_fence = marker.len() >= 3 && (letter == '~' || !words.contains('`'));
    (start, is_fence.then_some((marker, words)))
}

/// Whether a line can be the one below a table's head.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':') || c.is_whitespace())
}
