//! Text of a document, as a reader of Markdown sees it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod html;
mod lints;
mod work;

use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, Options, Parser, Tag};

use super::{cell, code_cell, line, lines};

/// The extensions that rustdoc reads, and clippy.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// What rustdoc would take for a test, a link to an item, or HTML.
fn faults(markdown: &str) -> Vec<String> {
    let mut brackets = Vec::new();
    let callback = |link: BrokenLink<'_>| {
        brackets.push(format!("brackets: {}", link.reference));
        None
    };
    let mut found = Vec::new();
    for event in Parser::new_with_broken_link_callback(markdown, OPTIONS, Some(callback)) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) if &*words == "text" => {}
            Event::Start(Tag::CodeBlock(kind)) => found.push(format!("code: {kind:?}")),
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.starts_with("http") => {
                found.push(format!("link: {dest_url}"));
            }
            Event::Start(Tag::Heading { .. }) => found.push("heading".to_owned()),
            Event::Start(Tag::Image { dest_url, .. }) => found.push(format!("image: {dest_url}")),
            Event::Html(html) | Event::InlineHtml(html) => found.push(format!("HTML: {html}")),
            Event::FootnoteReference(name) => found.push(format!("footnote: {name}")),
            _ => {}
        }
    }
    found.extend(brackets);
    found
}

/// All ways in which text comes into documentation, with what they make of it.
fn all(text: &str) -> Vec<String> {
    vec![
        lines(text).join("\n"),
        line(text),
        format!("- `name`: {}", line(text)),
        format!("| A | B |\n|---|---|\n| x | {} |", cell(text)),
    ]
}

fn check(text: &str) {
    for markdown in all(text) {
        let faults = faults(&markdown);
        assert!(faults.is_empty(), "{faults:?} in {markdown:?} of {text:?}");
    }
}

#[test]
fn a_fence_behind_a_mark_of_a_list_is_closed() {
    let text = "1. ```rust\n   panic!()\n   ```\n2. more";
    assert_eq!(lines(text), ["1. ```text", "   panic!()", "   ```", "2. more"]);
}

#[test]
fn a_longer_fence_holds_a_shorter_one() {
    let text = "````md\n```rust\n```\n````";
    assert_eq!(lines(text), ["````text", "```rust", "```", "````"]);
}

#[test]
fn code_that_becomes_words_links_to_nothing() {
    assert_eq!(line("See\n```\n[Vec] <b>\n```"), "See \\[Vec\\] \\<b\\>");
}

#[test]
fn an_escaped_backslash_escapes_no_bracket() {
    assert_eq!(line(r"\\[Vec] \[x\] \w"), r"\\\[Vec\] \[x\] \\w");
}

#[test]
fn code_and_links_stay_what_they_are() {
    let text = "`a[0]` ``b`[1]`` [docs](https://example.com/x) <https://example.com/y>.";
    assert_eq!(line(text), text.replace("(https://example.com/x)", "(<https://example.com/x>)"));
}

#[test]
fn a_tab_leads_to_the_next_column_of_four() {
    let text = "```\na\tb\n\u{fc}\u{fc}\tc\tddd\te\nffff\tg\t\th\n```";
    let spaced = ["a   b", "\u{fc}\u{fc}  c   ddd e", "ffff    g       h"];
    assert_eq!(lines(text)[1..4], spaced);
}

#[test]
fn headings_are_bold_words() {
    let text = "# One #\ntext\nTwo\n===\n> ## Three\n- a\n---\n#tag\n\n# a **b** c";
    let flat = [
        "**One**",
        "",
        "**text",
        "Two**",
        "",
        "> **Three**",
        "",
        "- a",
        "",
        "---",
        "#tag",
        "",
        "**a b c**",
    ];
    assert_eq!(lines(text), flat);
}

#[test]
fn a_heading_without_words_underlines_nothing() {
    assert_eq!(lines("text\n- \u{a0}#\n- ## #"), ["text", "- \\#", "-"]);
    assert_eq!(lines("text\n- ## #\n\nmore"), ["text", "", "-", "", "more"]);
}

#[test]
fn a_heading_within_a_heading_is_words() {
    assert_eq!(lines("# # **a**\n- # - # **b**"), ["**# a**", "", "- **- # b**"]);
}

#[test]
fn headings_in_headings_end_in_time() {
    let text = "# ".repeat(200_000) + "**a**";
    assert_eq!(lines(&text), [format!("**{}a**", "# ".repeat(199_999))]);
}

#[test]
fn a_picture_is_a_link() {
    let text = "![a logo](https://example.com/a.png) ![](https://example.com/b.png) !";
    let flat = "[a logo](<https://example.com/a.png>) <https://example.com/b.png> !";
    assert_eq!(line(text), flat);
}

#[test]
fn code_with_a_pipe_fits_a_cell() {
    assert_eq!(code_cell("a|b"), r"`a\|b`");
    assert_eq!(code_cell(r"^a\|b$"), r"\^a\\\|b\$");
}

#[test]
fn a_pipe_in_the_code_of_a_table_opens_no_bracket() {
    check("| a |\n|---|\n| `x | [Vec]` | `y` |");
}

/// Texts made of what Markdown gives a meaning to.
fn text() -> impl Strategy<Value = String> {
    let parts = [
        "`",
        "``",
        "```",
        "````",
        "~~~",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "\\",
        "\\\\",
        "|",
        "|---|",
        "---",
        "-",
        "- ",
        "1. ",
        "* ",
        "> ",
        "    ",
        "  ",
        " ",
        "\n",
        "\n\n",
        "\r",
        "\t",
        "http://a",
        "https://example.com/b.",
        "](https://c)",
        "[a](https://d)",
        "rust",
        "Vec",
        "!",
        "#",
        "&lt;",
        ":",
        "[a]: b",
        "*",
        "_",
        "=",
        "ß",
        "\u{a0}",
        "<b>",
        "</b>",
        "<p>",
        "<li>",
        "<code>",
        "</code>",
        "<a href='https://e'>",
        "</a>",
        "text",
        "\u{2028}",
        "'",
    ];
    let piece = prop_oneof![
        9 => prop::sample::select(parts.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// `PROPTEST_CASES` sets how many texts there are, from 2,000 upwards.
fn config() -> ProptestConfig {
    let default = ProptestConfig::default();
    ProptestConfig { cases: default.cases.max(2000), failure_persistence: None, ..default }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_text_is_a_test_or_a_link_to_an_item(text in text()) {
        check(&text);
    }
}

#[test]
fn only_what_browsers_open_as_a_page_is_a_link() {
    let wanted = |url: &str| url.starts_with("https://") || url.starts_with("http://");
    for url in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript&#58;alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "blob:https://a.example",
    ] {
        let texts = [
            format!("[a]({url})"),
            format!("[a](<{url}>)"),
            format!("![a]({url})"),
            format!("<{url}>"),
            format!("[a][b]\n\n[b]: {url}"),
            format!("[a]\n\n[a]: <{url}> 'b'"),
            format!("[![a]({url})](https://a.example)"),
            url.to_owned(),
        ];
        for text in texts {
            for written in [lines(&text).join("\n"), line(&text), cell(&text)] {
                let links = pulldown_cmark::Parser::new(&written).filter_map(|event| match event {
                    pulldown_cmark::Event::Start(
                        pulldown_cmark::Tag::Link { dest_url, .. }
                        | pulldown_cmark::Tag::Image { dest_url, .. },
                    ) => Some(dest_url.to_string()),
                    _ => None,
                });
                let others: Vec<String> = links.filter(|link| !wanted(link)).collect();
                assert!(others.is_empty(), "{text:?} becomes {written:?}: {others:?}");
            }
        }
    }
}
