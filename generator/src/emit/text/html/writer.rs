//! Writes words, what stands between them, and the marks of Markdown before them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::source::{ANGLE, is_web};
use super::code;
use super::element::Element;
use super::marks::{Marks, target};
use super::place::{Place, Places, begins_block, is_only_marks};

/// How deep lists are kept within others.
const DEPTH: usize = 6;

/// What stands between two parts, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Cell,
    Line,
    Item,
    Paragraph,
}

/// A list that is open.
struct List {
    is_numbered: bool,
    /// The column of its marks.
    indent: usize,
    /// How wide the mark of its last item is; none is written yet where it is 0.
    width: usize,
    /// How many items it has.
    count: usize,
}

pub(super) struct Writer<'s> {
    source: &'s str,
    out: String,
    /// Where the last words of it end.
    end: usize,
    place: Place,
    /// What comes before the next words.
    gap: Gap,
    /// What they begin with.
    mark: String,
    lists: Vec<List>,
    /// Where the marks of each element may stand, by the index of its start, and in which block.
    opened: Vec<Option<(usize, usize)>>,
    /// Those whose words come next.
    waiting: Vec<usize>,
    /// How many of each are open: within another, an element says nothing more.
    depth: BTreeMap<Element, usize>,
    marks: Marks,
    /// How many blocks have begun.
    blocks: usize,
}

impl<'s> Writer<'s> {
    /// Nothing yet, of a text with so many parts of HTML.
    pub(super) fn new(source: &'s str, count: usize) -> Self {
        Self {
            source,
            out: String::with_capacity(source.len()),
            end: 0,
            place: Place::default(),
            gap: Gap::None,
            mark: String::new(),
            lists: Vec::new(),
            opened: vec![None; count],
            waiting: Vec::new(),
            depth: BTreeMap::new(),
            marks: Marks::default(),
            blocks: 0,
        }
    }

    /// All that is written.
    pub(super) fn finish(self) -> String {
        self.marks.written(&self.out)
    }

    /// Says where in Markdown the next part stands.
    pub(super) fn stand(&mut self, place: Place) {
        self.place = place;
    }

    /// Asks for what stands before the next words. Behind a mark of a list stands nothing.
    pub(super) fn gap(&mut self, gap: Gap) {
        if self.mark.is_empty() {
            self.gap = self.gap.max(gap);
        }
    }

    /// Two of them begin a paragraph.
    pub(super) fn line_break(&mut self) {
        self.gap(if self.gap == Gap::Line { Gap::Paragraph } else { Gap::Line });
    }

    /// A line across the page.
    pub(super) fn rule(&mut self) {
        self.gap(Gap::Paragraph);
        if !self.place.is_flat && !self.place.is_quote && self.lists.is_empty() {
            self.words("___");
            self.gap(Gap::Paragraph);
        }
    }

    pub(super) fn heading(&mut self) {
        self.gap(Gap::Paragraph);
        if !self.place.is_flat {
            self.mark.push_str("# ");
        }
    }

    pub(super) fn end_heading(&mut self) {
        self.forget_mark();
        self.gap(Gap::Paragraph);
    }

    /// Nothing came behind the mark.
    pub(super) fn forget_mark(&mut self) {
        self.mark.clear();
    }

    pub(super) fn start_list(&mut self, is_numbered: bool) {
        self.gap(Gap::Paragraph);
        let indent = match self.lists.last() {
            Some(list) if self.lists.len() < DEPTH => list.indent + list.width,
            Some(list) => list.indent,
            None => self.place.indent,
        };
        self.lists.push(List { is_numbered, indent, width: 0, count: 0 });
    }

    pub(super) fn end_list(&mut self) {
        self.forget_mark();
        self.lists.pop();
        self.gap(Gap::Paragraph);
    }

    pub(super) fn item(&mut self) {
        self.forget_mark();
        let (mut mark, mut gap) = ("- ".to_owned(), Gap::Paragraph);
        if let Some(list) = self.lists.last_mut() {
            list.count += 1;
            if list.is_numbered {
                mark = format!("{}. ", list.count);
            }
            if list.width > 0 {
                gap = Gap::Item;
            }
        }
        (self.mark, self.gap) = (mark, gap);
    }

    /// Begins an element whose words have marks.
    pub(super) fn open(&mut self, start: usize, element: Element) {
        let depth = self.depth.entry(element).or_default();
        if *depth == 0 {
            self.waiting.push(start);
        }
        *depth += 1;
    }

    /// Ends it.
    pub(super) fn close(&mut self, start: usize, element: Element, url: &str) {
        self.depth.entry(element).and_modify(|depth| *depth -= 1);
        match self.opened.get(start) {
            Some(Some((mark, block))) => {
                let is_whole = *block == self.blocks;
                self.marks.end(*mark, self.end, is_whole.then_some((element, url)));
            }
            // Those that wait have no words.
            _ => self.waiting.retain(|waiting| *waiting != start),
        }
    }

    /// Notes where marks may stand before the words that come.
    fn start_marks(&mut self) {
        for start in self.waiting.drain(..) {
            if let Some(opened) = self.opened.get_mut(start) {
                *opened = Some((self.marks.start(self.out.len()), self.blocks));
            }
        }
    }

    /// Plain words of the source, with what Markdown they have.
    pub(super) fn text(&mut self, range: Range<usize>, places: &mut Places) {
        let text = self.source.get(range.clone()).unwrap_or_default();
        let words = text.trim_start_matches([' ', '\n']);
        let blank = text.get(..text.len() - words.len()).unwrap_or_default();
        if words.is_empty() {
            if self.is_within_words() {
                self.blank(blank);
            }
            return;
        }
        let begin = range.end - words.len();
        self.place = places.at(begin);
        if self.is_within_words() {
            self.blank(blank);
        } else {
            self.begin(blank);
        }
        self.start_marks();
        self.lines(words, begin, places);
        self.end = self.out.trim_end_matches([' ', '\n']).len();
    }

    /// Words that are not those of the source.
    pub(super) fn words(&mut self, words: &str) {
        if !self.is_within_words() {
            self.begin("");
        }
        self.start_marks();
        self.out.push_str(words);
        self.end = self.out.len();
    }

    fn is_within_words(&self) -> bool {
        self.gap == Gap::None && self.mark.is_empty()
    }

    /// Words as they are, but for lines of lists, which begin in their column.
    fn lines(&mut self, words: &str, mut begin: usize, places: &mut Places) {
        let mut lines = words.split('\n').enumerate().peekable();
        while let Some((number, line)) = lines.next() {
            let width = line.len() + 1;
            let mut line = line;
            if number > 0 {
                self.out.push('\n');
                let is_code = places.at(begin).is_block;
                self.blocks += usize::from(!is_code && begins_block(line));
                if !self.lists.is_empty() && !is_code {
                    line = line.trim_start_matches(' ');
                }
                if !line.is_empty() || lines.peek().is_none() {
                    self.out.extend(std::iter::repeat_n(' ', self.list_column()));
                }
            }
            self.out.push_str(line);
            self.blocks += usize::from(self.place.is_flat && line.contains('|'));
            begin += width;
        }
    }

    /// Blanks between words.
    fn blank(&mut self, blank: &str) {
        let lines = blank.bytes().filter(|byte| *byte == b'\n').count();
        self.blocks += usize::from(lines > 1);
        if lines == 0 || self.lists.is_empty() {
            self.out.push_str(blank);
        } else {
            self.out.push_str(if lines > 1 { "\n\n" } else { "\n" });
            self.out.extend(std::iter::repeat_n(' ', self.list_column()));
        }
    }

    /// The column of what the last item of a list holds.
    fn list_column(&self) -> usize {
        self.lists.last().map_or(0, |list| list.indent + list.width)
    }

    /// Writes what stands before words, in front of which the source has blanks.
    fn begin(&mut self, blank: &str) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        let mark = std::mem::take(&mut self.mark);
        self.blocks += usize::from(gap > Gap::Line);
        if self.place.is_flat {
            self.begin_flat(blank, &mark);
            return;
        }
        // An item of Markdown's own has its mark already.
        let is_begun = gap > Gap::Cell && is_only_marks(&self.out);
        if self.end > 0 && !is_begun {
            let has_gap = |blank: &str| blank.matches('\n').take(2).count() > 1;
            let is_apart = has_gap(blank) || has_gap(self.out.get(self.end..).unwrap_or_default());
            self.out.truncate(self.end);
            self.out.push_str(match gap {
                Gap::None => "",
                Gap::Cell => " | ",
                Gap::Paragraph if !self.place.is_quote => "\n\n",
                Gap::Line if is_apart => "\n\n",
                Gap::Item => "\n",
                Gap::Line | Gap::Paragraph => "  \n",
            });
        }
        let own = blank.rsplit_once('\n').map(|(_, own)| own.len());
        let is_item = !mark.is_empty() && mark != "# ";
        let column = match self.lists.last_mut() {
            Some(list) if is_item => {
                list.width = mark.find(' ').map_or(0, |at| at + 1);
                list.indent
            }
            Some(list) => list.indent + list.width,
            None if self.place.is_block || self.place.indent > 0 => {
                own.unwrap_or(self.place.indent)
            }
            None => 0,
        };
        if self.out.ends_with('\n') && !self.place.is_quote {
            self.out.extend(std::iter::repeat_n(' ', column));
        }
        self.out.push_str(&mark);
    }

    /// The same in a heading or a cell, which a line would end.
    fn begin_flat(&mut self, blank: &str, mark: &str) {
        if blank.contains('\n') {
            self.blocks += 1;
            self.out.push('\n');
        } else if !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
        if !self.out.ends_with('\n') {
            self.out.push_str(mark);
        }
    }

    /// A picture is a link: all who read the page would fetch it.
    pub(super) fn picture(&mut self, url: &str, words: &str) {
        let is_mark = |letter: char| "[]`\\|\n".contains(letter) || letter == ANGLE;
        let words = words.replace(is_mark, " ");
        let words = words.trim();
        if is_web(url) {
            let link = format!("![{words}]({})", target(url));
            self.words(&link);
        } else if !words.is_empty() {
            self.words(words);
        }
    }

    /// Code: within the line, or on lines of its own where it has several.
    pub(super) fn code(&mut self, element: Element, text: &str) {
        let text = code::shown(text);
        let lines: Vec<&str> = text.trim_end().lines().collect();
        let blank = lines.iter().take_while(|line| line.trim().is_empty()).count();
        let lines = lines.get(blank..).unwrap_or_default();
        let ticks = code::longest_run(&text);
        let most = if element == Element::Pre { 1 } else { 2 };
        match lines {
            [] => {}
            _ if lines.len() <= most => self.code_within(&lines.join(" "), ticks),
            _ => self.code_lines(lines, ticks),
        }
    }

    fn code_within(&mut self, text: &str, ticks: usize) {
        let text = text.trim();
        let fence = "`".repeat(ticks + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        // Another run of backticks next to it would end elsewhere.
        if self.is_within_words() && self.out.ends_with('`') {
            self.out.push(' ');
        }
        self.words(&format!("{fence}{pad}{text}{pad}{fence}"));
    }

    fn code_lines(&mut self, lines: &[&str], ticks: usize) {
        let fence = "`".repeat((ticks + 1).max(3));
        self.gap(Gap::Paragraph);
        self.words(&format!("{fence}text\n"));
        let column = if self.lists.is_empty() { self.place.indent } else { self.list_column() };
        for line in lines {
            let blanks = line.len() - line.trim_start_matches(' ').len();
            let line = line.get(blanks.min(self.place.indent)..).unwrap_or_default();
            if !line.is_empty() {
                self.out.extend(std::iter::repeat_n(' ', column));
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(' ', column));
        self.words(&fence);
        self.blocks += 1;
        self.gap(Gap::Paragraph);
    }
}
