//! Markdown as elements that a page can make one by one: never as HTML.
//!
//! An element is a list: its name, its attributes, and its children, which are elements and texts. What
//! a document says as HTML is shown as text. No address is followed but those of [`is_open`].

use pulldown_cmark::{
    Alignment, BrokenLink, CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag,
};
use serde_json::{Map, Value, json};

/// The elements of a text.
pub(crate) fn markup(text: &str) -> Value {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut open = vec![Element::new("div", Map::new())];
    // What rustdoc links by a name of Rust is that name.
    let named = |link: BrokenLink<'_>| {
        link.reference.starts_with('`').then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    for event in Parser::new_with_broken_link_callback(text, options, Some(named)) {
        match event {
            Event::Start(tag) => open.push(element(tag)),
            Event::End(_) => close(&mut open),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                add(&mut open, json!(text.as_ref()))
            }
            Event::Code(code) => add(&mut open, json!(["code", {}, code.as_ref()])),
            Event::SoftBreak => add(&mut open, json!(" ")),
            Event::HardBreak => add(&mut open, json!(["br", {}])),
            Event::Rule => add(&mut open, json!(["hr", {}])),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                add(&mut open, json!(text.as_ref()));
            }
            Event::TaskListMarker(_) => {}
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(Element::value).unwrap_or_default()
}

/// An element whose children are still to come.
struct Element {
    name: &'static str,
    attributes: Map<String, Value>,
    children: Vec<Value>,
}

impl Element {
    fn new(name: &'static str, attributes: Map<String, Value>) -> Self {
        Self { name, attributes, children: Vec::new() }
    }

    fn with(name: &'static str, key: &str, value: &str) -> Self {
        Self::new(name, Map::from_iter([(key.to_owned(), json!(value))]))
    }

    fn value(mut self) -> Value {
        // What links point at.
        if matches!(self.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            let anchor = anchor(&self.children.iter().map(plain).collect::<String>());
            self.attributes.insert("id".to_owned(), json!(anchor));
        }
        let head = [json!(self.name), Value::Object(self.attributes)];
        Value::Array(head.into_iter().chain(self.children).collect())
    }
}

fn add(open: &mut [Element], child: Value) {
    if let Some(last) = open.last_mut() {
        last.children.push(child);
    }
}

fn close(open: &mut Vec<Element>) {
    if let Some(done) = open.pop() {
        add(open, done.value());
    }
}

fn element(tag: Tag<'_>) -> Element {
    let plain = |name| Element::new(name, Map::new());
    match tag {
        Tag::Paragraph => plain("p"),
        Tag::Heading { level, .. } => plain(match level {
            HeadingLevel::H1 => "h1",
            HeadingLevel::H2 => "h2",
            HeadingLevel::H3 => "h3",
            HeadingLevel::H4 => "h4",
            HeadingLevel::H5 => "h5",
            HeadingLevel::H6 => "h6",
        }),
        Tag::BlockQuote(_) => plain("blockquote"),
        Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
            Element::with("pre", "language", language.split(',').next().unwrap_or_default())
        }
        Tag::CodeBlock(CodeBlockKind::Indented) => plain("pre"),
        Tag::List(Some(_)) => plain("ol"),
        Tag::List(None) => plain("ul"),
        Tag::Item => plain("li"),
        Tag::Table(columns) => match columns.contains(&Alignment::Right) {
            true => Element::with("table", "class", "numbers"),
            false => plain("table"),
        },
        Tag::TableHead | Tag::TableRow => plain("tr"),
        Tag::TableCell => plain("td"),
        Tag::Emphasis => plain("em"),
        Tag::Strong => plain("strong"),
        Tag::Strikethrough => plain("s"),
        Tag::Link { dest_url, .. } if is_open(&dest_url) => Element::with("a", "href", &dest_url),
        // A picture would have to be fetched: what it shows in words is enough.
        _ => plain("span"),
    }
}

/// Whether a link leads to another page of the crate, to a place on this one, or to the web.
fn is_open(address: &str) -> bool {
    let web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    web || address.starts_with('#')
        || !address.contains(':')
            && address.split('#').next().is_some_and(|page| page.ends_with(".md"))
}

fn plain(node: &Value) -> String {
    match node {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().skip(2).map(plain).collect(),
        _ => String::new(),
    }
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_text() {
        let shown =
            markup("a <img src=x onerror=alert(1)> b\n\n<script>alert(1)</script>\n").to_string();
        assert!(shown.contains(r#""<img src=x onerror=alert(1)>""#), "{shown}");
        assert!(shown.contains(r#""<script>alert(1)</script>\n""#), "{shown}");
        assert!(!shown.contains(r#"["img"#) && !shown.contains(r#"["script"#), "{shown}");
    }

    #[test]
    fn a_link_to_a_script_is_no_link() {
        for address in [
            "javascript:alert(1)",
            "JavaScript:x.md",
            "data:text/html,x",
            "//elsewhere/x",
            "vbscript:x#.md",
        ] {
            let shown = markup(&format!("[text]({address})")).to_string();
            assert_eq!(shown, r#"["div",{},["p",{},["span",{},"text"]]]"#, "{address}");
        }
        let shown = markup("[a](https://example.com) [b](README.md#types) [c](#get)").to_string();
        assert_eq!(shown.matches(r#"["a","#).count(), 3, "{shown}");
    }

    #[test]
    fn a_link_of_rustdoc_is_the_name_that_it_has() {
        let shown = markup("a [`Book`] of [1]");
        assert_eq!(plain(&shown), "a Book of [1]");
        assert!(shown.to_string().contains(r#"["span",{},["code",{},"Book"]]"#), "{shown}");
    }

    #[test]
    fn a_picture_is_its_words() {
        assert_eq!(
            markup("![a map](https://example.com/map.png)").to_string(),
            r#"["div",{},["p",{},["span",{},"a map"]]]"#
        );
    }

    #[test]
    fn a_heading_has_the_anchor_that_links_name() {
        assert_eq!(
            markup("## `get_book` and more").to_string(),
            r#"["div",{},["h2",{"id":"get_book-and-more"},["code",{},"get_book"]," and more"]]"#
        );
    }
}
