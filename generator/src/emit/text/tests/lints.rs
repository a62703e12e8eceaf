//! What clippy says of continued lines in documentation.

use std::ops::Range;

use proptest::prelude::*;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::super::lines;
use super::{OPTIONS, all, config};

/// What holds the words of a line.
#[derive(Clone, Copy, PartialEq)]
enum Container {
    Quote,
    /// An item of a list, and how far its words are from its begin.
    Item(usize),
}

/// The lines that `doc_lazy_continuation` and `doc_overindented_list_items` find, read as clippy
/// reads them: by the column of what is behind each break of a line.
pub(super) fn misplaced(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut containers = Vec::new();
    let mut events = Parser::new_ext(markdown, OPTIONS).into_offset_iter().peekable();
    while let Some((event, range)) = events.next() {
        match (event, events.peek()) {
            (Event::Start(Tag::BlockQuote(_)), _) => containers.push(Container::Quote),
            (Event::Start(Tag::Item), Some((next, behind))) => {
                let is_empty = matches!(next, Event::End(TagEnd::Item));
                let begin = if is_empty { behind.end } else { behind.start };
                // What is escaped begins with the backslash for the parser of clippy.
                let is_escaped = markdown[..begin].ends_with('\\');
                let begin = begin - usize::from(is_escaped);
                containers.push(Container::Item(begin - range.start));
            }
            (Event::End(TagEnd::BlockQuote(_) | TagEnd::Item), _) => {
                containers.pop();
            }
            (Event::SoftBreak | Event::HardBreak, Some((next, behind)))
                if !containers.is_empty() && !matches!(next, Event::End(_)) =>
            {
                found.extend(fault(markdown, range.end..behind.start, &containers));
            }
            _ => {}
        }
    }
    found
}

fn fault(markdown: &str, gap: Range<usize>, containers: &[Container]) -> Option<String> {
    let line = markdown[gap.start..].lines().next().unwrap_or_default();
    let count = |mark: char| markdown[gap.clone()].matches(mark).count();
    let quotes = containers.iter().filter(|one| **one == Container::Quote).count();
    if count('>') < quotes {
        return Some(format!("no mark of a quote: {line:?}"));
    }
    if quotes > 0 && count('>') > 0 {
        return None;
    }
    let column =
        containers.iter().map(|one| if let Container::Item(width) = one { *width } else { 0 });
    let column: usize = column.sum();
    let spaces = count(' ');
    (spaces != column).then(|| format!("{spaces} spaces for {column}: {line:?}"))
}

#[test]
fn the_check_knows_what_clippy_finds() {
    for wrong in ["- a\nb", "- a\n   b", "1. a\n  b", "> a\nb", "- a\n  - b\n  c", "- \\[a\nb"] {
        assert_eq!(misplaced(wrong).len(), 1, "{wrong:?}");
    }
    for right in
        ["- a\n  b", "1. a\n   b", "> a\n> b", "- a\n  - b\n    c", "- \\[a\n  b", "a\n  b"]
    {
        assert_eq!(misplaced(right), Vec::<String>::new(), "{right:?}");
    }
}

/// Texts made of lines that begin and go on as those of people do, well or badly indented.
fn text() -> impl Strategy<Value = String> {
    let begins = [
        "",
        "- ",
        "* ",
        "+ ",
        "-   ",
        "1. ",
        "2) ",
        "10. ",
        "> ",
        ">",
        "  - ",
        "    - ",
        "\t",
        "-\t",
        "  ",
        "    ",
        "      ",
        "# ",
        "## ",
        "- [ ] ",
        "- [x] ",
        "> - ",
        "- > ",
        "- - ",
        "1. - ",
        "```\n",
        "~~~json\n",
        "- ```\n",
        "    ```\n",
        "<p>",
        "<!-- ",
        "<div>\n",
        "| a | b |\n|---|---|\n| ",
        "a | b\n--|--\n",
        "[a]: ",
        "[^1]: ",
        "- [b]: ",
        "- \\",
        "\\",
        "-\n  ",
        "=\n",
        "---\n",
        "* * *\n",
        "***\n",
        "- ***\n",
        "___\n",
        "&nbsp;",
        "\u{a0}",
        "- <b>",
        "<ul><li>",
        "</li><li>",
        "</li></ul>",
        "<ol>\n<li>",
        "</ol>",
        "<pre>",
        "</pre>",
        "<h2>",
        "<!-- -->",
        "- [",
        "- `",
        "999999999. ",
    ];
    let words = [
        "",
        "one",
        "some words",
        "*a* **b**",
        "`code`",
        "`open",
        "[a](https://b.c)",
        "[a](/b)",
        "[a][b]",
        "<b>bold</b>",
        "<https://a.b>",
        "https://a.b/c_d_e?f=g&h",
        "a | b",
        "x  ",
        "y\\",
        "-",
        "1.",
        "+ z",
        "#",
        "===",
        "---",
        "![p](https://q.r)",
        "![",
        "[!](https://a.b)",
        "~~s~~",
        "~~~",
        "https://",
        "a_b_c",
        "2 * 3 * 4",
        "\\*",
        "\\\\",
        "&lt;",
        "<br>",
        "</p>",
        "</b>",
        "<i>",
        "i</i>",
        "<code>c`</code>",
        "<a href='https://f'>g</a>",
        "</h2>",
        "<sup>2</sup>",
        "<td>",
        "</td>",
        "-->",
        "```",
        "``` ",
        "[^1]",
        "https://a.b/*c*d",
    ];
    let line = (
        prop::sample::select(begins.to_vec()),
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..4),
        prop::sample::select(vec!["\n", "\n", "\n", "\n\n", "\r\n", "\n \n", "\n>\n"]),
    );
    let line = line.prop_map(|(begin, words, end)| format!("{begin}{}{end}", words.join(" ")));
    prop::collection::vec(line, 1..9).prop_map(|lines| lines.concat())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn clippy_finds_every_line_in_its_column(text in text()) {
        for markdown in all(&text) {
            let found = misplaced(&markdown);
            prop_assert!(found.is_empty(), "{found:?} in {markdown:?} of {text:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_as_what_it_was(text in text()) {
        let once = lines(&text);
        prop_assert_eq!(&lines(&once.join("\n")), &once, "of {:?}", text);
    }

    #[test]
    fn no_line_of_any_kind_is_a_test_or_a_link_to_an_item(text in text()) {
        super::check(&text);
    }
}
