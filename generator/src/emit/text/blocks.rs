//! A description as lines of Markdown: paragraphs, lists, quotes, code and tables, each as the
//! description has it, on lines that begin as what they belong to asks for.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::layout::{Kind, Layout};
use super::source::{ANGLE, parser};
use super::start;
use super::words::Words;

/// The lines of a text that `source` has made ready.
pub(super) fn lines(source: &str) -> Vec<String> {
    let mut page = Page {
        source,
        layout: Layout::new(source),
        begin: 0,
        leaf: None,
        code: None,
        table: Vec::new(),
        empty_cells: 0,
    };
    for (event, range) in parser(source).into_offset_iter() {
        page.add(&event, range);
    }
    page.finish_paragraph();
    page.layout.finish()
}

/// A block of code.
struct Code {
    range: Range<usize>,
    is_fenced: bool,
    text: String,
    /// Where the text ends.
    end: usize,
}

struct Page<'s> {
    source: &'s str,
    layout: Layout<'s>,
    /// Where the words begin that come next.
    begin: usize,
    /// The words of the paragraph, heading or cell.
    leaf: Option<(usize, Words<'s>)>,
    code: Option<Code>,
    /// The rows of a table.
    table: Vec<String>,
    /// How many cells without words end the row.
    empty_cells: usize,
}

impl Page<'_> {
    fn add(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) if self.code.is_some() => {
                if let Some(code) = &mut self.code {
                    code.text.push_str(text);
                    code.end = range.end;
                }
            }
            Event::Start(Tag::Paragraph) => {
                self.finish_paragraph();
                self.begin = range.start;
            }
            Event::Start(Tag::Heading { .. }) => {
                self.finish_paragraph();
                self.leaf = Some((range.start, Words::of_heading(self.source, range.start)));
            }
            Event::End(TagEnd::Heading(_)) => self.finish_heading(),
            Event::End(TagEnd::Paragraph) => self.finish_paragraph(),
            Event::Start(Tag::BlockQuote(_)) => {
                self.finish_paragraph();
                self.layout.start_quote(range.start);
                self.begin = range.start + 1;
            }
            Event::Start(Tag::List(first)) => {
                self.finish_paragraph();
                self.layout.start_list(*first, range.start);
            }
            Event::Start(Tag::Item) => {
                self.finish_paragraph();
                self.begin = self.layout.start_item(range.start);
            }
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => {
                self.finish_paragraph();
                self.layout.finish_level(self.begin);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.finish_paragraph();
                let (is_fenced, end) = (matches!(kind, CodeBlockKind::Fenced(_)), range.start);
                self.code = Some(Code { range, is_fenced, text: String::new(), end });
            }
            Event::End(TagEnd::CodeBlock) => self.finish_code(),
            Event::Rule => {
                self.finish_paragraph();
                self.layout.start(Kind::Rule, range.start);
                // In a list, it would be one with the mark.
                let rule = if self.layout.is_within() { "___" } else { "---" };
                self.layout.write(rule);
                self.layout.end_at(range.end);
                self.begin = range.end;
            }
            Event::Start(Tag::Table(columns)) => {
                self.finish_paragraph();
                self.begin = range.start;
                self.table = vec![delimiters(columns)];
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.table.push("|".to_owned());
                self.empty_cells = 0;
            }
            Event::Start(Tag::TableCell) => {
                self.leaf = Some((range.start, Words::of_cell(self.source, range.start)));
            }
            Event::End(TagEnd::TableCell) => self.finish_cell(&range),
            Event::End(TagEnd::Table) => self.finish_table(range),
            Event::End(TagEnd::TableHead) => self.fill_row(),
            // The parser adds those cells that a row lacks: one of many would be long.
            Event::End(TagEnd::TableRow | TagEnd::List(_)) => {}
            _ => {
                let begin = self.begin;
                let (_, words) =
                    self.leaf.get_or_insert_with(|| (range.start, Words::new(self.source, begin)));
                words.add(event, range);
            }
        }
    }

    fn finish_paragraph(&mut self) {
        let Some((begin, words)) = self.leaf.take() else { return };
        let end = words.end();
        self.paragraph(Kind::Paragraph, begin, &words.finish());
        self.layout.end_at(end);
        self.begin = end;
    }

    /// It would stand among those of the page that the text is on, so it becomes bold.
    fn finish_heading(&mut self) {
        let Some((begin, words)) = self.leaf.take() else { return };
        let end = words.end();
        let words = words.finish();
        let words = words.trim();
        if !words.is_empty() {
            self.paragraph(Kind::Heading, begin, &format!("**{words}**"));
        }
        self.layout.end_at(end);
        self.begin = end;
    }

    fn paragraph(&mut self, kind: Kind, begin: usize, words: &str) {
        let words = unbroken(words.trim());
        let lines = words.split('\n').map(str::trim).filter(|line| !line.is_empty());
        let in_list = self.layout.is_within_list();
        for (number, line) in lines.enumerate() {
            if number == 0 {
                self.layout.start(kind, begin);
            }
            let mut line = line.to_owned();
            start::plain(&mut line, number == 0 || in_list);
            self.layout.write(&line);
        }
    }

    fn finish_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let begin = self.source.get(code.range.clone()).unwrap_or_default().trim_start();
        let letter = if code.is_fenced && begin.starts_with('~') { '~' } else { '`' };
        let given =
            if code.is_fenced { begin.len() - begin.trim_start_matches(letter).len() } else { 0 };
        let text = code.text.replace(ANGLE, "<");
        let text = text.trim_end();
        let blank = text.lines().take_while(|line| line.trim().is_empty()).count();
        let lines = text.lines().skip(blank);
        let run = lines.clone().map(|line| {
            let line = line.trim_start();
            line.len() - line.trim_start_matches(letter).len()
        });
        let fence = letter.to_string().repeat(given.max(3).max(run.max().unwrap_or_default() + 1));
        if !text.is_empty() {
            self.layout.start(Kind::Code, code.range.start);
            // Any other word, or none, would make it a test of rustdoc's.
            self.layout.write(&format!("{fence}text"));
            for line in lines {
                self.layout.write(line.trim_end());
            }
            self.layout.write(&fence);
        }
        self.layout.end_at(if code.is_fenced { code.range.end } else { code.end });
        self.begin = code.range.end;
    }

    fn finish_cell(&mut self, range: &Range<usize>) {
        let Some((_, words)) = self.leaf.take() else { return };
        let words = words.finish();
        if range.is_empty() && words.is_empty() {
            self.empty_cells += 1;
            return;
        }
        self.fill_row();
        if let Some(row) = self.table.last_mut() {
            row.extend([" ", words.trim(), " |"]);
        }
    }

    fn fill_row(&mut self) {
        if let Some(row) = self.table.last_mut() {
            row.push_str(&"  |".repeat(std::mem::take(&mut self.empty_cells)));
        }
    }

    fn finish_table(&mut self, range: Range<usize>) {
        let mut rows = std::mem::take(&mut self.table);
        if rows.len() > 1 {
            rows.swap(0, 1);
        }
        self.layout.start(Kind::Table, range.start);
        for row in rows.iter().filter(|row| row.len() > 1) {
            self.layout.write(row);
        }
        self.layout.end_at(range.end);
        self.begin = range.end;
    }
}

/// Words without the backslash that breaks the line at their end, where none follows.
fn unbroken(words: &str) -> &str {
    let backslashes = words.len() - words.trim_end_matches('\\').len();
    words.strip_suffix('\\').filter(|_| !backslashes.is_multiple_of(2)).unwrap_or(words)
}

/// The line below the head of a table.
fn delimiters(columns: &[Alignment]) -> String {
    let column = |alignment: &Alignment| match alignment {
        Alignment::None => "---|",
        Alignment::Left => ":--|",
        Alignment::Center => ":-:|",
        Alignment::Right => "--:|",
    };
    format!("|{}", columns.iter().map(column).collect::<String>())
}
