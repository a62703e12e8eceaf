//! Where the parts of a text stand, as Markdown has it.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::source::{mark_width, parser};

/// The column up to which what an item of a list holds is kept within it.
const DEEP: usize = 24;

/// What a part of a text stands in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Code, which has no tags.
    pub(super) is_code: bool,
    /// Lines of code.
    pub(super) is_block: bool,
    /// A heading or a table, which a line ends.
    pub(super) is_flat: bool,
    /// A quote, each line of which has a mark that is not written here.
    pub(super) is_quote: bool,
    /// The column of what an item of a list holds.
    pub(super) indent: usize,
}

/// The places of a text, which are asked for in its order.
pub(super) struct Places {
    /// Where each begins.
    begins: Vec<(usize, Place)>,
    next: usize,
    now: Place,
}

impl Places {
    pub(super) fn of(source: &str) -> Self {
        let mut begins = Vec::new();
        let mut around: Vec<Place> = Vec::new();
        let mut now = Place::default();
        for (event, range) in parser(source).into_offset_iter() {
            let inner = match event {
                Event::Code(_) => {
                    begins.push((range.start, Place { is_code: true, ..now }));
                    begins.push((range.end, now));
                    continue;
                }
                Event::Start(Tag::CodeBlock(_)) => Place { is_code: true, is_block: true, ..now },
                Event::Start(Tag::Table(_) | Tag::Heading { .. }) => Place { is_flat: true, ..now },
                Event::Start(Tag::BlockQuote(_)) => Place { is_quote: true, ..now },
                Event::Start(Tag::Item) => in_item(source, range.start, now),
                Event::End(
                    TagEnd::CodeBlock
                    | TagEnd::Table
                    | TagEnd::Heading(_)
                    | TagEnd::BlockQuote(_)
                    | TagEnd::Item,
                ) => {
                    now = around.pop().unwrap_or_default();
                    begins.push((range.end, now));
                    continue;
                }
                _ => continue,
            };
            around.push(now);
            now = inner;
            begins.push((range.start, now));
        }
        Self { begins, next: 0, now: Place::default() }
    }

    /// What a part stands in that begins behind all that were asked for.
    pub(super) fn at(&mut self, begin: usize) -> Place {
        while let Some((_, place)) = self.begins.get(self.next).filter(|(at, _)| *at <= begin) {
            self.now = *place;
            self.next += 1;
        }
        self.now
    }
}

/// What stands in an item of a list that begins at a place of a text.
fn in_item(source: &str, begin: usize, around: Place) -> Place {
    let (before, item) = source.split_at_checked(begin).unwrap_or((source, ""));
    let item_line = item.lines().next().unwrap_or_default();
    let mark = item_line.trim_start_matches(' ');
    let words = mark.get(mark_width(mark).unwrap_or(1)..).unwrap_or_default();
    let blanks = words.len() - words.trim_start_matches(' ').len();
    // With five blanks, what is behind the first is code (CommonMark 0.31, section 5.2).
    let width = if (1..=4).contains(&blanks) && blanks < words.len() { blanks } else { 1 };
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let indent = column + item_line.len() - words.len() + width;
    match indent <= DEEP {
        true => Place { indent, ..around },
        false => Place { is_quote: true, ..around },
    }
}

/// Whether a line begins something else than the one above it.
pub(super) fn begins_block(line: &str) -> bool {
    let line = line.trim_start_matches(' ');
    line.is_empty()
        || line.starts_with(['#', '|', '=', '`', '~', '_'])
        || mark_width(line).is_some()
}

/// Whether the last line of a text has marks of lists and quotes, and nothing else.
pub(super) fn is_only_marks(text: &str) -> bool {
    let mut rest = text.rsplit('\n').next().unwrap_or_default().trim_matches(' ');
    let has_marks = !rest.is_empty();
    while let Some(width) = mark_width(rest).filter(|_| !rest.is_empty()) {
        rest = rest.get(width..).unwrap_or_default().trim_start_matches(' ');
    }
    has_marks && rest.is_empty()
}
