//! Text of a document as documentation.
//!
//! It stays text: it opens no doctest, names no item, steers no terminal. What it has of
//! Markdown (lists, tables, code, emphasis) is kept.

use proc_macro2::TokenStream;
use quote::quote;

/// The lines of a description, for rustdoc and for Markdown pages.
pub(super) fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut fence: Option<char> = None;
    for raw in text.lines() {
        let line = harmless(raw);
        let start = line.trim_start();
        let marker = ["```", "~~~"]
            .into_iter()
            .find(|marker| start.starts_with(marker))
            .and_then(|m| m.chars().next());
        match (fence, marker) {
            (None, Some(marker)) => {
                fence = Some(marker);
                // Any other word, or none, would make it a test of rustdoc's.
                lines.push(format!("{}text", marker.to_string().repeat(3)));
            }
            (Some(open), Some(marker)) if open == marker => {
                fence = None;
                lines.push(marker.to_string().repeat(3));
            }
            (Some(_), _) => lines.push(line),
            (None, None) => lines.push(prose(&line)),
        }
    }
    lines.extend(fence.map(|marker| marker.to_string().repeat(3)));
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
    lines.split_off(blank)
}

/// A description as one line, for lists and tables.
pub(super) fn line(text: &str) -> String {
    let words =
        lines(text).into_iter().filter(|line| !line.starts_with("```") && !line.starts_with("~~~"));
    let line = words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    // What begins a block at the start of a line would not be a line.
    line.trim_start_matches(['#', '>', '-', '*', '+', ' ']).to_owned()
}

/// One line for a cell of a table.
pub(super) fn cell(text: &str) -> String {
    line(text).replace('|', "\\|")
}

/// A name or path as code.
pub(super) fn code(text: &str) -> String {
    let text = harmless(text).replace('`', "'");
    if text.trim().is_empty() { "(empty)".to_owned() } else { format!("`{text}`") }
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

/// Without control characters and without those that turn the direction of writing.
fn harmless(text: &str) -> String {
    let bidi = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| !c.is_control() && !bidi(*c))
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// A line outside of code fences.
fn prose(line: &str) -> String {
    // Four spaces begin a code block, which rustdoc would run; so do they behind a list's marker.
    let indent = line.len() - line.trim_start().len();
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.replace("```", "'''").replace("~~~", "'''");
    let text = if words.matches('`').count() % 2 == 0 && !words.contains("``") {
        let parts = words.split('`').enumerate();
        parts
            .map(|(index, part)| if index % 2 == 0 { escape(part) } else { part.to_owned() })
            .collect::<Vec<_>>()
            .join("`")
    } else {
        escape(&words.replace('`', "\\`"))
    };
    format!("{}{text}", " ".repeat(indent.min(3)))
}

/// Brackets would be links to items, angles would be HTML. Links and whole URLs stay links.
fn escape(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, words, url, after)) = link(rest) {
        out.push_str(&urls(before));
        out.push_str(&format!("[{}](<{url}>)", brackets(words)));
        rest = after;
    }
    out + &urls(rest)
}

/// The first `[words](https://…)` of a text, with what stands before and after it.
fn link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (head, _) = text.split_once("](http")?;
    let (before, words) = head.rsplit_once('[')?;
    let tail = text.get(head.len() + "](".len()..)?;
    let (url, after) = tail.split_once(')')?;
    let is_url = !url.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | '\\'));
    is_url.then_some((before, words, url, after))
}

/// Whole URLs become links; the rest is escaped.
fn urls(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let (before, url) = match word.find("http://").or_else(|| word.find("https://")) {
            Some(start) => word.split_at(start),
            None => (word, ""),
        };
        let end = url
            .find(['<', '>', '[', ']', '(', ')', '"', '\'', '`', '\\', '|'])
            .unwrap_or(url.len());
        let (url, after) = url.split_at(end);
        let (url, stop) =
            url.split_at(url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']).len());
        let link = if url.len() > "https://".len() { format!("<{url}>") } else { url.to_owned() };
        format!("{}{link}{stop}{}", brackets(before), brackets(after))
    });
    words.collect::<Vec<_>>().join(" ")
}

fn brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '[' | ']' | '<' | '>') && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
