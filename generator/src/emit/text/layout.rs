//! The lines of a page: each begins with the marks of what it belongs to.

use super::source::mark_width;

/// How deep lists and quotes are kept within others. What is deeper stands there as well: the lines
/// would be long, of a few letters each.
const DEPTH: usize = 8;

/// What stands on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    List {
        /// Whether it can begin right below a paragraph.
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

/// Lines that are written, and what is open at the last.
pub(super) struct Layout<'s> {
    source: &'s str,
    lines: Vec<String>,
    outer: Level,
    levels: Vec<Level>,
    /// How many are open within the deepest.
    hidden: usize,
    /// Whether a list begins.
    is_first_item: bool,
    /// Where in the source ends what is written.
    end: usize,
}

impl<'s> Layout<'s> {
    /// No lines yet, of a text.
    pub(super) fn new(source: &'s str) -> Self {
        let (lines, outer, levels) = (Vec::new(), Level::default(), Vec::new());
        Self { source, lines, outer, levels, hidden: 0, is_first_item: false, end: 0 }
    }

    /// All lines.
    pub(super) fn finish(mut self) -> Vec<String> {
        while self.lines.last().is_some_and(|line| is_blank(line)) {
            self.lines.pop();
        }
        self.lines
    }

    /// Says where in the source ends what is written.
    pub(super) fn end_at(&mut self, end: usize) {
        self.end = end;
    }

    /// Whether lists and quotes are open.
    pub(super) fn is_within(&self) -> bool {
        !self.levels.is_empty()
    }

    /// Whether a list is open.
    pub(super) fn is_within_list(&self) -> bool {
        self.levels.iter().any(Level::is_item)
    }

    /// Opens a quote.
    pub(super) fn start_quote(&mut self, begin: usize) {
        if self.levels.len() < DEPTH {
            self.start(Kind::Quote, begin);
            let mark = Some("> ".to_owned());
            self.levels.push(Level { mark, indent: "> ".to_owned(), ..Level::default() });
        } else {
            self.hidden += 1;
        }
    }

    /// Opens a list, with the number of its first item.
    pub(super) fn start_list(&mut self, first: Option<u64>, begin: usize) {
        if self.levels.len() < DEPTH {
            let line = self.source.get(begin..).and_then(|rest| rest.lines().next());
            let is_empty = line.is_none_or(|line| !line.trim().contains(' '));
            let interrupts = !is_empty && first.is_none_or(|number| number == 1);
            self.start(Kind::List { interrupts }, begin);
            self.is_first_item = true;
        }
    }

    /// Opens an item of the list. Returns where the mark ends.
    pub(super) fn start_item(&mut self, begin: usize) -> usize {
        let rest = self.source.get(begin..).unwrap_or_default().trim_start_matches(' ');
        let begin = self.source.len() - rest.len();
        let width = mark_width(rest).unwrap_or(1);
        let end = begin + width;
        let is_first = std::mem::take(&mut self.is_first_item);
        if self.levels.len() >= DEPTH {
            self.hidden += 1;
            return end;
        }
        if !is_first && self.has_gap(begin) {
            self.blank();
        }
        let mark = format!("{} ", rest.get(..width).unwrap_or("-"));
        let indent = " ".repeat(mark.len());
        self.levels.push(Level { mark: Some(mark), indent, is_first, ..Level::default() });
        end
    }

    /// Closes the item or quote, whose marks are read up to a place of the source.
    pub(super) fn finish_level(&mut self, end: usize) {
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        self.end = self.end.max(end);
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

    /// Begins a block: below a blank line, where the description has one or the block would go on
    /// with what stands above.
    pub(super) fn start(&mut self, kind: Kind, begin: usize) {
        let has_gap = self.has_gap(begin);
        let last = self.levels.last_mut().unwrap_or(&mut self.outer).last.replace(kind);
        if last.is_some_and(|last| has_gap || is_apart(last, kind)) {
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

    /// Writes a blank line, unless nothing stands above it.
    fn blank(&mut self) {
        if self.levels.iter().any(|level| level.mark.is_some()) {
            return;
        }
        let indent: String = self.levels.iter().map(|level| level.indent.as_str()).collect();
        if !self.lines.last().is_none_or(|line| is_blank(line)) {
            self.lines.push(indent.trim_end().to_owned());
        }
    }

    /// Writes a line.
    pub(super) fn write(&mut self, text: &str) {
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
