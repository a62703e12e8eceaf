//! A description as lines of Markdown: paragraphs, lists, quotes, code and tables, each as the
//! description has it, on lines that begin as what they belong to asks for.

use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};

use super::source::{ANGLE, mark_width, parser};
use super::start;
use super::words::Words;

/// How deep lists and quotes are kept within others. What is deeper stands there as well: the lines
/// would be long, of a few letters each.
const DEPTH: usize = 8;

/// The lines of a text that `source` has made ready.
pub(super) fn lines(source: &str) -> Vec<String> {
    let mut page = Page {
        source,
        lines: Vec::new(),
        outer: Level::default(),
        levels: Vec::new(),
        hidden: 0,
        is_first_item: false,
        begin: 0,
        end: 0,
        leaf: None,
        code: None,
        table: Vec::new(),
        empty_cells: 0,
    };
    for (event, range) in parser(source).into_offset_iter() {
        page.add(&event, range);
    }
    page.finish_paragraph();
    while page.lines.last().is_some_and(|line| is_blank(line)) {
        page.lines.pop();
    }
    page.lines
}

/// What stands on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Paragraph,
    Heading,
    /// Whether it can begin right below a paragraph.
    List {
        interrupts: bool,
    },
    Quote,
    Code,
    Rule,
    Table,
}

/// What holds blocks: the page, an item of a list, a quote.
#[derive(Debug, Default)]
struct Level {
    /// What the first line begins with, if that is not yet written.
    mark: Option<String>,
    /// What all others begin with.
    indent: String,
    /// Whether it is the first item of a list.
    is_first: bool,
    /// The last block in it.
    last: Option<Kind>,
}

impl Level {
    fn is_item(&self) -> bool {
        !self.indent.starts_with('>')
    }
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
    lines: Vec<String>,
    outer: Level,
    levels: Vec<Level>,
    /// How many are open within the deepest.
    hidden: usize,
    /// Whether a list begins.
    is_first_item: bool,
    /// Where the words begin that come next.
    begin: usize,
    /// Where what is written ends.
    end: usize,
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
                self.start_quote(range.start);
            }
            Event::Start(Tag::List(first)) => {
                self.finish_paragraph();
                self.start_list(*first, range.start);
            }
            Event::Start(Tag::Item) => {
                self.finish_paragraph();
                self.start_item(range.start);
            }
            Event::End(TagEnd::List(_)) => self.is_first_item = false,
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => {
                self.finish_paragraph();
                self.finish_level();
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.finish_paragraph();
                let (is_fenced, end) = (matches!(kind, CodeBlockKind::Fenced(_)), range.start);
                self.code = Some(Code { range, is_fenced, text: String::new(), end });
            }
            Event::End(TagEnd::CodeBlock) => self.finish_code(),
            Event::Rule => {
                self.finish_paragraph();
                self.start(Kind::Rule, range.start);
                // In a list, it would be one with the mark.
                let rule = if self.levels.is_empty() { "---" } else { "___" };
                self.write(rule);
                self.end = range.end;
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
            Event::End(TagEnd::TableRow) => {}
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
        self.end = end;
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
        self.end = end;
        self.begin = end;
    }

    fn paragraph(&mut self, kind: Kind, begin: usize, words: &str) {
        let lines = words.split('\n').map(str::trim).filter(|line| !line.is_empty());
        let in_list = self.levels.iter().any(Level::is_item);
        for (number, line) in lines.enumerate() {
            if number == 0 {
                self.start(kind, begin);
            }
            let mut line = line.to_owned();
            start::plain(&mut line, number == 0 || in_list);
            self.write(&line);
        }
    }

    fn start_quote(&mut self, begin: usize) {
        if self.levels.len() < DEPTH {
            self.start(Kind::Quote, begin);
            let mark = Some("> ".to_owned());
            self.levels.push(Level { mark, indent: "> ".to_owned(), ..Level::default() });
        } else {
            self.hidden += 1;
        }
        self.begin = begin + 1;
    }

    fn start_list(&mut self, first: Option<u64>, begin: usize) {
        if self.levels.len() < DEPTH {
            let line = self.source.get(begin..).and_then(|rest| rest.lines().next());
            let is_empty = line.is_none_or(|line| !line.trim().contains(' '));
            let interrupts = !is_empty && first.is_none_or(|number| number == 1);
            self.start(Kind::List { interrupts }, begin);
            self.is_first_item = true;
        }
    }

    fn start_item(&mut self, begin: usize) {
        let rest = self.source.get(begin..).unwrap_or_default().trim_start_matches(' ');
        let begin = self.source.len() - rest.len();
        let width = mark_width(rest).unwrap_or(1);
        self.begin = begin + width;
        let is_first = std::mem::take(&mut self.is_first_item);
        if self.levels.len() >= DEPTH {
            self.hidden += 1;
            return;
        }
        if !is_first && self.has_gap(begin) {
            self.blank();
        }
        let mark = format!("{} ", rest.get(..width).unwrap_or("-"));
        let indent = " ".repeat(mark.len());
        self.levels.push(Level { mark: Some(mark), indent, is_first, ..Level::default() });
    }

    fn finish_level(&mut self) {
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        self.end = self.end.max(self.begin);
        let Some(level) = self.levels.pop() else { return };
        // Several marks without words could be a line across the page.
        let is_open = self.levels.iter().any(|level| level.mark.is_some());
        if let Some(mark) = level.mark.filter(|mark| !is_open && !mark.starts_with('>')) {
            // Right below a paragraph, it would underline that.
            if level.is_first {
                self.blank();
            }
            self.write(&mark);
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
            self.start(Kind::Code, code.range.start);
            // Any other word, or none, would make it a test of rustdoc's.
            self.write(&format!("{fence}text"));
            for line in lines {
                self.write(line.trim_end());
            }
            self.write(&fence);
        }
        self.end = if code.is_fenced { code.range.end } else { code.end };
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
        self.start(Kind::Table, range.start);
        for row in rows.iter().filter(|row| row.len() > 1) {
            self.write(row);
        }
        self.end = range.end;
        self.begin = range.end;
    }

    /// Begins a block: below a blank line, where the description has one or the block would go on
    /// with what stands above.
    fn start(&mut self, kind: Kind, begin: usize) {
        let has_gap = self.has_gap(begin);
        let last = self.levels.last_mut().unwrap_or(&mut self.outer).last.replace(kind);
        let is_open = self.levels.iter().any(|level| level.mark.is_some());
        if !is_open && last.is_some_and(|last| has_gap || is_apart(last, kind)) {
            self.blank();
        }
    }

    /// Whether a line, or more, stands between what is written and a place of the description.
    fn has_gap(&self, begin: usize) -> bool {
        let is_behind = self.source.get(..self.end).is_some_and(|text| text.ends_with('\n'));
        let end = self.end - usize::from(is_behind);
        let gap = self.source.get(end..begin).unwrap_or_default();
        gap.bytes().filter(|byte| *byte == b'\n').take(2).count() > 1
    }

    fn blank(&mut self) {
        let indent: String = self.levels.iter().map(|level| level.indent.as_str()).collect();
        if !self.lines.last().is_none_or(|line| is_blank(line)) {
            self.lines.push(indent.trim_end().to_owned());
        }
    }

    fn write(&mut self, text: &str) {
        let mut line = String::new();
        for level in &mut self.levels {
            match level.mark.take() {
                Some(mark) => line.push_str(&mark),
                None => line.push_str(&level.indent),
            }
        }
        line.push_str(text);
        line.truncate(line.trim_end().len());
        self.lines.push(line);
    }
}

/// Whether a line has nothing but the marks of quotes.
fn is_blank(line: &str) -> bool {
    line.trim_matches(['>', ' ']).is_empty()
}

/// Whether one block behind another needs a blank line between them.
fn is_apart(last: Kind, kind: Kind) -> bool {
    match (last, kind) {
        (Kind::Paragraph, Kind::List { interrupts }) => !interrupts,
        (Kind::Paragraph, Kind::Code | Kind::Quote) => false,
        (Kind::List { .. }, Kind::List { .. } | Kind::Code | Kind::Quote) => false,
        (Kind::Code | Kind::Rule, kind) => kind == Kind::Heading,
        _ => true,
    }
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
