//! What a reader of Markdown makes of a text.

use std::collections::BTreeMap;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd,
};
use tests::injected::MARK;

/// What stands in a text beside words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Headings, with their level.
    pub(crate) headings: Vec<String>,
    /// Tables: the head, and how many cells each row has.
    pub(crate) tables: Vec<String>,
    /// What the blocks of code are said to be, and how many there are of each.
    pub(crate) code: BTreeMap<String, usize>,
    /// HTML.
    pub(crate) html: BTreeMap<String, usize>,
    /// Links within the crate, and images.
    pub(crate) links: BTreeMap<String, usize>,
}

/// The text without what is made of a name of the document, if that is a plain word or path.
fn even(text: &str) -> String {
    let is_word = |c: char| c.is_alphanumeric() || "_:@".contains(c);
    let plain = text.trim_matches('`');
    let is_theirs = plain.to_lowercase().contains(MARK);
    if is_theirs && plain.chars().all(is_word) { "_".to_owned() } else { text.to_owned() }
}

/// What stands in a text, as rustdoc and GitHub read it.
pub(crate) fn outline(markdown: &str) -> Outline {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let callback = |link: BrokenLink<'_>| {
        Some((CowStr::from(format!("item {}", link.reference)), CowStr::from("")))
    };
    let mut found = Outline::default();
    let (mut words, mut cells) = (String::new(), 0);
    for event in Parser::new_with_broken_link_callback(markdown, options, Some(callback)) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::Table(_)) => words.clear(),
            Event::End(TagEnd::Heading(level)) => {
                // The title, and the names of ways to authorize, are the document's.
                let is_title = level == HeadingLevel::H1 && found.headings.is_empty();
                let is_theirs = is_title || words.to_lowercase().contains(MARK);
                let words = if is_theirs { "_" } else { words.trim() };
                found.headings.push(format!("{level} {words}"));
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
            Event::End(TagEnd::TableCell) => {
                cells += 1;
                words.push('|');
            }
            Event::End(TagEnd::TableHead) => found.tables.push(words.clone()),
            Event::End(TagEnd::TableRow) => {
                if let Some(table) = found.tables.last_mut() {
                    table.push_str(&format!(" {cells}"));
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let said = match kind {
                    CodeBlockKind::Fenced(said) => said.to_string(),
                    CodeBlockKind::Indented => "indented".to_owned(),
                };
                *found.code.entry(said).or_default() += 1;
            }
            // Whole URLs stay links.
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("http") => {}
            Event::Start(Tag::Link { dest_url, .. }) => {
                *found.links.entry(link(&dest_url)).or_default() += 1;
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                *found.links.entry(format!("image {dest_url}")).or_default() += 1;
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                *found.html.entry(html.to_string()).or_default() += 1;
            }
            Event::FootnoteReference(name) => {
                *found.links.entry(format!("footnote {name}")).or_default() += 1;
            }
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            _ => {}
        }
    }
    found
}

/// Where a link leads, without what is made of names: `#…`, `…Api.md#…`, `item …`.
fn link(url: &str) -> String {
    if let Some(item) = url.strip_prefix("item ") {
        return format!("item {}", even(item));
    }
    let (page, part) = url.split_once('#').unwrap_or((url, ""));
    let page = page.strip_suffix("Api.md").map_or(page.to_owned(), |tag| even(tag) + "Api.md");
    format!("{page}#{}", even(part))
}
