//! A description as one line, for lists and tables.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::escape::{self, Place};
use super::source::{mark_width, parser};
use super::start;
use super::words::Words;

/// The words of a text that `source` has made ready, on one line: blocks are none, but for the marks
/// of lists behind the first. In a table, a pipe would end it.
pub(super) fn line(source: &str, in_table: bool) -> String {
    let (out, words) = (String::new(), None);
    let mut line = Line { source, in_table, out, begin: 0, words, in_code: false };
    for (event, range) in parser(source).into_offset_iter() {
        match event {
            Event::Text(text) if line.in_code => line.code(&text),
            Event::Start(Tag::CodeBlock(_)) => {
                line.finish(range.start);
                line.in_code = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                line.in_code = false;
                line.begin = range.end;
            }
            Event::Start(Tag::Item) => {
                line.finish(range.start);
                line.mark(range.start);
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => line.border(),
            Event::End(TagEnd::TableCell) if !range.is_empty() => {
                line.finish(range.end);
                line.border();
            }
            Event::Rule => line.finish(range.end),
            Event::Start(ref tag) if is_block(tag.to_end()) => line.finish(range.start),
            Event::End(tag) if is_block(tag) => line.finish(range.end),
            _ => {
                let begin = line.begin;
                let new = || Words::of_line(source, begin, in_table);
                let words = line.words.get_or_insert_with(new);
                words.add(&event, range);
            }
        }
    }
    line.finish(source.len());
    start::plain(&mut line.out, true);
    line.out
}

struct Line<'s> {
    source: &'s str,
    in_table: bool,
    out: String,
    /// Where the words begin that come next.
    begin: usize,
    words: Option<Words<'s>>,
    in_code: bool,
}

impl Line<'_> {
    /// Takes over the words that end; others begin at a place of the source.
    fn finish(&mut self, begin: usize) {
        self.begin = begin;
        if let Some(words) = self.words.take() {
            self.append(words.finish().trim());
        }
    }

    fn append(&mut self, words: &str) {
        if !self.out.is_empty() && !words.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(words);
    }

    /// What stands between cells.
    fn border(&mut self) {
        self.append(if self.in_table { "\\|" } else { "|" });
    }

    /// What was code is among words now.
    fn code(&mut self, text: &str) {
        let mut words = String::new();
        let place = Place { in_table: self.in_table, ..Place::default() };
        escape::write(&mut words, text, place);
        self.append(words.trim());
    }

    /// The mark of an item, which is a word. A bullet says nothing at the start.
    fn mark(&mut self, begin: usize) {
        let rest = self.source.get(begin..).unwrap_or_default().trim_start_matches(' ');
        let width = mark_width(rest).unwrap_or(1);
        self.begin = self.source.len() - rest.len() + width;
        if !self.out.is_empty() || width > 1 {
            self.append(rest.get(..width).unwrap_or_default());
        }
    }
}

fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
