//! The words of one paragraph, heading or cell, with what Markdown makes of them: emphasis, code,
//! links.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::escape::{self, Place, is_url_end};
use super::source::{ANGLE, is_web};

/// Words that are gathered from the events of a parser.
pub(super) struct Words<'s> {
    source: &'s str,
    out: String,
    /// The part of the source that is read as plain words and not yet written.
    plain: Range<usize>,
    /// Whether that ends in a URL.
    is_url: bool,
    /// Up to where the source is read.
    end: usize,
    /// What the ends of emphasis are.
    emphasis: Vec<Mark>,
    links: Vec<Link>,
    /// How many of the links are written as such.
    shown: usize,
    in_table: bool,
    in_heading: bool,
    in_line: bool,
}

/// What stands at both ends of emphasis.
enum Mark {
    /// A part of the source that is so long.
    Written(usize),
    /// The same, as plain words: a URL goes on behind it.
    Plain(usize),
    None,
}

/// A link, and where the words of it begin.
struct Link {
    kind: Kind,
    begin: usize,
}

enum Kind {
    /// Somewhere on the Web.
    Web { url: String, is_bare: bool },
    /// Elsewhere: all of it is words.
    Other(String),
    /// Within another link, or within the pages of the service, which leads nowhere from here: its
    /// words stay.
    Silent,
}

impl<'s> Words<'s> {
    /// No words yet, of what begins at a place of the source.
    pub(super) fn new(source: &'s str, begin: usize) -> Self {
        Self {
            source,
            out: String::new(),
            plain: begin..begin,
            is_url: false,
            end: begin,
            emphasis: Vec::new(),
            links: Vec::new(),
            shown: 0,
            in_table: false,
            in_heading: false,
            in_line: false,
        }
    }

    /// The same for a line: a break is a blank.
    pub(super) fn of_line(source: &'s str, begin: usize, in_table: bool) -> Self {
        Self { in_line: true, in_table, ..Self::new(source, begin) }
    }

    /// The same for a cell of a table, which a pipe ends.
    pub(super) fn of_cell(source: &'s str, begin: usize) -> Self {
        Self { in_table: true, ..Self::new(source, begin) }
    }

    /// The same for a heading, all of which is going to be bold.
    pub(super) fn of_heading(source: &'s str, begin: usize) -> Self {
        Self { in_heading: true, ..Self::new(source, begin) }
    }

    /// Up to where the source is read.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Takes what stands within a line.
    pub(super) fn add(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Code(code) => self.code(code, range.end),
            Event::SoftBreak => self.line_end("\n", range.end),
            Event::HardBreak => self.line_end("\\\n", range.end),
            Event::Start(Tag::Emphasis) => self.open(range.start, 1),
            Event::Start(Tag::Strong) => self.open(range.start, 2),
            Event::Start(Tag::Strikethrough) => {
                let is_double =
                    self.source.get(range.start..).is_some_and(|it| it.starts_with("~~"));
                self.open(range.start, if is_double { 2 } else { 1 });
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                self.close(range.end);
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let is_bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
                self.open_link(dest_url, range.start + 1, is_bare);
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                // A picture would be fetched from elsewhere by all who read the page.
                self.open_link(dest_url, range.start + 2, false);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(range.end),
            _ => self.plain(range),
        }
    }

    /// All words.
    pub(super) fn finish(mut self) -> String {
        self.flush();
        self.out
    }

    /// Plain words, as the source has them.
    fn plain(&mut self, range: Range<usize>) {
        // The parser leaves out the backslash that escapes the first letter.
        let is_escaped = range.start > self.end
            && self.source.as_bytes().get(range.start - 1).is_some_and(|byte| *byte == b'\\');
        let begin = range.start - usize::from(is_escaped);
        if self.plain.end != begin || self.plain.is_empty() {
            self.flush();
            self.plain = begin..begin;
        }
        let text = self.source.get(range.clone()).unwrap_or_default();
        let tail = text.rfind(is_url_end).and_then(|at| text.get(at..));
        let begins = |text: &str| text.contains("http://") || text.contains("https://");
        self.is_url = tail.map_or(self.is_url || begins(text), begins);
        self.plain.end = range.end.max(begin);
        self.end = range.end;
    }

    /// Writes the plain words that are read.
    fn flush(&mut self) {
        let text = self.source.get(self.plain.clone()).unwrap_or_default();
        self.plain = self.plain.end..self.plain.end;
        self.is_url = false;
        let place = Place { in_link: self.shown > 0, in_table: self.in_table };
        escape::write(&mut self.out, text, place);
    }

    fn line_end(&mut self, mark: &str, end: usize) {
        self.flush();
        self.end = end;
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out.push_str(if self.in_line { " " } else { mark });
    }

    /// Code, on one line: another run of backticks next to it would end elsewhere.
    fn code(&mut self, code: &str, end: usize) {
        self.flush();
        self.end = end;
        if self.out.ends_with('`') {
            self.out.push(' ');
        }
        let code = code.replace(ANGLE, "<");
        if self.in_table && code.contains("\\|") {
            // A backslash before a pipe is taken for the one that escapes it, in code as well
            // (GitHub Flavored Markdown, "Tables"): then only words can show both.
            let escape = |letter: char| letter.is_ascii_punctuation().then_some('\\');
            self.out
                .extend(code.chars().flat_map(|letter| escape(letter).into_iter().chain([letter])));
            return;
        }
        let code = if self.in_table { code.replace('|', "\\|") } else { code };
        let ticks = "`".repeat(longest_run(&code, '`') + 1);
        let is_padded = code.starts_with('`')
            || code.ends_with('`')
            || (code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty());
        let pad = if is_padded { " " } else { "" };
        self.out.extend([&*ticks, pad, &*code, pad, &*ticks]);
    }

    fn open(&mut self, begin: usize, width: usize) {
        if self.is_url && self.plain.end == begin {
            self.plain(begin..begin + width);
            self.emphasis.push(Mark::Plain(width));
            return;
        }
        self.flush();
        self.end = begin + width;
        let mark = self.source.get(begin..self.end).unwrap_or_default();
        let is_run = mark.starts_with('~') && self.out.ends_with('~');
        let is_bold = self.in_heading && matches!(mark, "**" | "__");
        if is_run || is_bold {
            self.emphasis.push(Mark::None);
        } else {
            self.out.push_str(mark);
            self.emphasis.push(Mark::Written(width));
        }
    }

    fn close(&mut self, end: usize) {
        match self.emphasis.pop() {
            Some(Mark::Plain(width)) => self.plain(end.saturating_sub(width)..end),
            Some(Mark::Written(width)) => {
                self.flush();
                let mark = self.source.get(end.saturating_sub(width)..end);
                self.out.push_str(mark.unwrap_or_default());
            }
            Some(Mark::None) | None => self.flush(),
        }
        self.end = end;
    }

    fn open_link(&mut self, url: &CowStr<'_>, end: usize, is_bare: bool) {
        self.flush();
        self.end = end;
        let kind =
            if self.shown > 0 || (is_bare && !is_web(url)) || url.starts_with(['/', '#', '.']) {
                Kind::Silent
            } else if is_web(url) {
                self.shown += 1;
                self.out.push('[');
                Kind::Web { url: url.to_string(), is_bare }
            } else {
                self.out.push_str("\\[");
                Kind::Other(url.to_string())
            };
        self.links.push(Link { kind, begin: self.out.len() });
    }

    fn close_link(&mut self, end: usize) {
        self.flush();
        self.end = end;
        let Some(link) = self.links.pop() else { return };
        match link.kind {
            Kind::Web { url, is_bare } => {
                self.shown = self.shown.saturating_sub(1);
                let (before, words) = self.out.split_at_checked(link.begin).unwrap_or_default();
                let before = before.strip_suffix('[').unwrap_or(before);
                if is_bare || words.trim().is_empty() || words == url {
                    self.out.truncate(before.len());
                    escape::link(&mut self.out, &url);
                    return;
                }
                let picture = picture_mark(before);
                if words.starts_with('^') {
                    // A footnote.
                    self.out.insert(link.begin, '\\');
                }
                if let Some(at) = picture {
                    self.out.insert(at, '\\');
                }
                self.out.push_str("](");
                escape::link(&mut self.out, &url);
                self.out.push(')');
            }
            Kind::Other(url) => {
                self.out.push_str("\\](");
                let place = Place { in_link: self.shown > 0, in_table: self.in_table };
                escape::write(&mut self.out, &url, place);
                self.out.push(')');
            }
            Kind::Silent => {}
        }
    }
}

/// Where the mark is at the end of a text that would make a picture of a link behind it.
fn picture_mark(text: &str) -> Option<usize> {
    let rest = text.strip_suffix('!')?;
    let backslashes = rest.len() - rest.trim_end_matches('\\').len();
    backslashes.is_multiple_of(2).then_some(rest.len())
}

/// How many of a letter follow each other at most.
fn longest_run(text: &str, letter: char) -> usize {
    let runs = text.split(|other| other != letter).map(str::len);
    runs.max().unwrap_or_default() / letter.len_utf8()
}
