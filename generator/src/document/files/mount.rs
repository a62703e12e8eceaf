//! The files of a document, below one key of its tree.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::mounted::FILES;
use crate::limit::Limits;
use crate::node::{self, Entry, Node};
use crate::source::{Pointer, Source, SourceId, Span};

/// What files of text are called, and not of data: a description may be in one.
const PROSE: [&str; 11] = [
    ".md",
    ".markdown",
    ".mdx",
    ".txt",
    ".text",
    ".rst",
    ".adoc",
    ".asciidoc",
    ".html",
    ".htm",
    ".tex",
];

pub(super) fn is_prose(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    PROSE.iter().any(|end| name.ends_with(end))
}

/// The files of a document.
pub(in super::super) struct Files<'s> {
    pub(super) document: &'s Source,
    /// The others, by their names.
    pub(super) parts: IndexMap<&'s str, (SourceId, &'s Source)>,
    /// Their names by the addresses of which they are local copies.
    pub(super) urls: BTreeMap<&'s str, &'s str>,
    /// What is wrong with the texts of those that cannot be read, by their names.
    pub(super) broken: BTreeMap<&'s str, Diagnostic>,
}

impl<'s> Files<'s> {
    pub(in super::super) fn new(document: &'s Source, sources: &'s [Source]) -> Self {
        let ids = (0u32..).map(SourceId);
        let is_part = |part: &Source| {
            let is_text = !part.is_by_hand() && !part.is_overlay();
            part.document() == Some(document.name()) && is_text
        };
        let parts: IndexMap<&str, (SourceId, &Source)> = ids
            .zip(sources)
            .filter(|(_, part)| is_part(part))
            .map(|(id, part)| (part.name(), (id, part)))
            .collect();
        let copies = parts.values().flat_map(|(_, part)| part.urls().map(|url| (url, part.name())));
        let urls = copies.collect();
        Self { document, parts, urls, broken: BTreeMap::new() }
    }

    /// Hangs the other files below the root; whether there are any. One that cannot be read is
    /// reported where it is referred to.
    pub(in super::super) fn mount(
        &mut self,
        root: &mut Node,
        limits: &Limits,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        if let Some(Entry { key, .. }) = root.take(FILES) {
            let at = Pointer::root().child(FILES);
            let message = format!("`{FILES}` is the generator's own");
            diagnostics.push(
                Diagnostic::warning(Code::InvalidExtension, at, key, message)
                    .consequence("it is ignored")
                    .help("give the extension another name"),
            );
        }
        if self.parts.is_empty() {
            return false;
        }
        let mut files = Node::object(root.span);
        for (id, part) in self.parts.values().filter(|(_, part)| part.fault().is_none()) {
            let (tree, found) = tree(*id, part, limits);
            match tree {
                Some(tree) => {
                    diagnostics.extend(found);
                    files.put_entry(part.name(), Entry { key: tree.span, node: tree });
                }
                None => {
                    let is_error = |one: &Diagnostic| one.severity() == Severity::Error;
                    let first = found.into_iter().find(is_error);
                    self.broken.extend(first.map(|first| (part.name(), first)));
                }
            }
        }
        root.put(FILES, files);
        true
    }
}

/// What a file says: data, or all of its text.
fn tree(id: SourceId, part: &Source, limits: &Limits) -> (Option<Node>, Diagnostics) {
    if !is_prose(part.name()) {
        return node::parse(id, part, limits);
    }
    let end = u32::try_from(part.text().len()).unwrap_or(u32::MAX);
    let text = part.text().trim_start_matches('\u{FEFF}');
    (Some(Node::text(text, Span { source: id, start: 0, end })), Diagnostics::new())
}
