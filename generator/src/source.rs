//! Names and holds the text of each input file, and turns offsets into lines and columns.
//!
//! It never reads a file, and it never looks at what the text means.

mod map;
mod pointer;
mod visible;
mod inert;
#[cfg(test)]
mod tests;

use std::fmt;

pub use inert::{inert, inert_json};
pub use map::UrlMap;
pub use pointer::Pointer;
pub use visible::{is_hidden, visible, visible_text};

/// What a file is to its document.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    /// The document, or a part of it.
    Text,
    /// Rust that goes into the document's module as it is. The file of a module of it has its
    /// path below the first file's folder of modules.
    ByHand { module: Option<String> },
    /// Changes of the document.
    Overlay,
}

/// One input file: its name as shown to the user, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// The name of the document that this is another file of.
    document: Option<String>,
    /// Why there is no text.
    fault: Option<String>,
    /// The addresses on the network of which it is the local copy.
    urls: Vec<String>,
    role: Role,
    /// Offset of the first byte of each line, so that thousands of diagnostics in one large file
    /// do not each count its lines again.
    line_starts: Vec<usize>,
}

impl Source {
    /// Takes a file's name and its text. Backslashes in the name become forward slashes, so that
    /// messages are the same on every machine.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let line_starts = line_starts(&text);
        let name = name.into().replace('\\', "/");
        Self {
            name,
            text,
            document: None,
            fault: None,
            urls: Vec::new(),
            role: Role::Text,
            line_starts,
        }
    }

    /// Another file of the document of the name `document`.
    pub fn part(document: &str, name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { document: Some(document.to_owned()), ..Self::new(name, text) }
    }

    /// Another file of the document of the name `document` that could not be read; `reason` is
    /// the end of a sentence.
    pub fn missing(document: &str, name: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { fault: Some(reason.into()), ..Self::part(document, name, "") }
    }

    /// Rust written by hand, which goes into the module of the document of the name `document`
    /// as it is.
    pub fn by_hand(document: &str, name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { role: Role::ByHand { module: None }, ..Self::part(document, name, text) }
    }

    /// A module of the Rust written by hand for the document of the name `document`. `path` is
    /// where Rust looks for it below the folder of modules of the first file: `queries.rs`,
    /// `queries/limits.rs`.
    pub fn by_hand_module(
        document: &str,
        path: impl Into<String>,
        name: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        let role = Role::ByHand { module: Some(path.into()) };
        Self { role, ..Self::part(document, name, text) }
    }

    /// An overlay of the document of the name `document`.
    pub fn overlay(document: &str, name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { role: Role::Overlay, ..Self::part(document, name, text) }
    }

    /// Whether it is Rust that goes into the document's module as it is.
    pub fn is_by_hand(&self) -> bool {
        matches!(self.role, Role::ByHand { .. })
    }

    /// Of the file of a module of Rust written by hand: its path below the folder of modules.
    pub fn module(&self) -> Option<&str> {
        match &self.role {
            Role::ByHand { module } => module.as_deref(),
            _ => None,
        }
    }

    /// Whether it is an overlay.
    pub fn is_overlay(&self) -> bool {
        self.role == Role::Overlay
    }

    /// The name of the document that this is another file of; `None` for a document itself.
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }

    /// Why the file could not be read, as the end of a sentence.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Says that it is the local copy of what lies at an address on the network.
    pub fn stand_for(&mut self, url: impl Into<String>) {
        self.urls.push(url.into());
    }

    /// The addresses on the network of which it is the local copy.
    pub fn urls(&self) -> impl Iterator<Item = &str> {
        self.urls.iter().map(String::as_str)
    }

    /// The name as shown to the user, with forward slashes.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file name without folders.
    pub fn file(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }

    /// The file name without folders and without its last extension: `cbrain` for
    /// `specs/cbrain.yaml`.
    pub fn stem(&self) -> &str {
        let file = self.file();
        match file.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => file,
        }
    }

    /// The text that a span covers; empty if the span is not one of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Line and column of a byte offset. An offset past the end means the end, and one inside a
    /// character means that character.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.boundary(offset);
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_start(offset);
        let before = self.text.get(start..offset).unwrap_or_default();
        Position { line, column: before.chars().count() + 1 }
    }

    /// The range of bytes of the line on which an offset lies, without the characters that end it.
    pub fn line_range(&self, offset: usize) -> std::ops::Range<usize> {
        let start = self.line_start(self.boundary(offset));
        let next = self.line_starts.partition_point(|other| *other <= start);
        let end = self.line_starts.get(next).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default();
        start..start + line.trim_end_matches(['\r', '\n']).len()
    }

    /// The nearest offset at or before this one at which a character of the text begins.
    pub fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn line_start(&self, offset: usize) -> usize {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0)
    }
}

/// LF, CRLF and a lone CR end a line, as in YAML 1.2 section 5.4.
fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (offset, byte) in bytes.iter().enumerate() {
        let ends = match byte {
            b'\n' => true,
            b'\r' => bytes.get(offset + 1) != Some(&b'\n'),
            _ => false,
        };
        if ends {
            starts.push(offset + 1);
        }
    }
    starts
}

/// A place in a text as people count it: both numbers start at 1, and a column is a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Number of the line.
    pub line: usize,
    /// Number of the character in its line.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.line, self.column)
    }
}

/// Which of the sources: an index in the slice of sources that a run was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The source with this index.
    pub fn of(self, sources: &[Source]) -> Option<&Source> {
        sources.get(usize::try_from(self.0).ok()?)
    }
}

/// A range of bytes in one source, `start` included and `end` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source whose text it is.
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset of the byte after the last one.
    pub end: u32,
}
