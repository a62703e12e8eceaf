//! Text of a document as documentation.
//!
//! It stays text: it opens no doctest, names no item, steers no terminal. What it has of
//! Markdown (lists, tables, code, emphasis) is kept, and written so that rustdoc and clippy have
//! nothing to say of it; simple HTML has become that before. A parser reads it. The writer is our
//! own: it keeps the words as they are written, where one for any events would escape all that could
//! be a mark, and it has to leave out what does no good in documentation.

mod source;
mod escape;
mod html;
mod words;
mod start;
mod layout;
mod blocks;
mod one_line;
#[cfg(test)]
mod tests;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use self::source::{ANGLE, is_shown, source};
use crate::model::{Constant, Limits};

/// What ends a line of a documentation comment until it is printed. No text of a document has it: it
/// is a control character.
pub(crate) const LINE_END: char = '\u{1f}';

/// The lines of a description, for rustdoc and for Markdown pages.
pub(super) fn lines(text: &str) -> Vec<String> {
    blocks::lines(&ready(text))
}

/// A description as one line, for lists and tables.
pub(super) fn line(text: &str) -> String {
    one_line::line(&ready(text), false)
}

/// A text as the parser reads it: Markdown, in which HTML has become Markdown.
fn ready(text: &str) -> String {
    let given = source(text);
    html::markdown(&given).map_or(given, |markdown| source(&markdown.replace(ANGLE, "<")))
}

/// A description as one line that is no Markdown.
pub(super) fn plain(text: &str) -> String {
    harmless(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// One line for a cell of a table.
pub(super) fn cell(text: &str) -> String {
    one_line::line(&ready(text), true)
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

/// The line that shows a value, or one of several.
pub(super) fn shown(
    value: Option<&String>,
    is_item: bool,
    code: fn(&str) -> String,
) -> Option<String> {
    let of = if is_item { " of an item" } else { "" };
    value
        .filter(|value| !value.trim().is_empty())
        .map(|value| format!("Example{of}: {}.", code(value)))
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

/// A documentation comment. It is one attribute, and the printer makes its lines of it: most of what
/// a crate has is documentation, and an attribute for each line would cost more than the line.
pub(super) fn docs<'a>(lines: impl IntoIterator<Item = &'a String>) -> TokenStream {
    let mut lines = lines.into_iter().peekable();
    if lines.peek().is_none() {
        return TokenStream::new();
    }
    let mut text = String::new();
    while let Some(line) = lines.next() {
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
        text.extend(lines.peek().map(|_| LINE_END));
    }
    let text = raw(&text);
    quote! { #[doc = #text] }
}

/// The indentation of what stands in braces, in what is written as text.
pub(super) const INDENT: &str = "    ";

/// A documentation comment as text, each line behind the same indentation.
pub(super) fn comment<'a>(
    out: &mut String,
    indent: &str,
    lines: impl IntoIterator<Item = &'a String>,
) {
    for line in lines {
        out.push_str(indent);
        out.push_str("/// ");
        out.push_str(line);
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
}

/// A text as a literal without escapes, which are slow to write and to read.
fn raw(text: &str) -> Literal {
    let fence = if text.contains('"') { "#" } else { "" };
    let raw = format!("r{fence}\"{text}\"{fence}").parse();
    raw.unwrap_or_else(|_| Literal::string(text))
}

/// Without characters that are not seen, or that change how others are.
fn harmless(text: &str) -> String {
    let text = text.chars().map(|letter| if letter == '\t' { ' ' } else { letter });
    text.filter(|letter| is_shown(*letter)).collect::<String>().trim_end().to_owned()
}
