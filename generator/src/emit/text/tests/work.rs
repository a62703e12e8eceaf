//! What hostile texts cost: no more than in proportion to their length.

use std::hint::black_box;
use std::time::Instant;

use allocation_counter::{AllocationInfo, measure};

use super::super::{cell, line, lines};

/// What is repeated, and what stands once behind it.
const HOSTILE: [(&str, &str); 92] = [
    ("[", "a"),
    ("]", "a"),
    ("[a", ""),
    ("[a](", ""),
    ("[a](b", ""),
    ("[a](https://b", ""),
    ("[a](https://b) ", ""),
    ("![", "](https://a)"),
    ("![a](https://b)", ""),
    ("[a][b]", "\n\n[b]: https://c"),
    ("[a] ", "\n\n[a]: https://b/cccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"),
    ("[a]: https://b\n", "[a]"),
    ("[a]: b\n\n", "[a]"),
    ("[^a]: b\n", ""),
    ("*", "a"),
    ("*a ", ""),
    ("a**", ""),
    ("a**b_", ""),
    ("*a_ ", ""),
    ("**a ", "**"),
    ("_", "a"),
    ("~", "a"),
    ("~~a ", ""),
    ("`", ""),
    ("`a", ""),
    ("`` ` ", ""),
    ("a`b``c```", ""),
    ("\\", ""),
    ("\\`", ""),
    ("<", ""),
    ("<a ", ""),
    ("<a>", ""),
    ("<!--", ""),
    ("<?", ""),
    ("<https://a", ""),
    ("https://", ""),
    ("https://*a*", ""),
    ("https://a.b ", ""),
    ("h", ""),
    (">", "a"),
    ("> ", "a"),
    ("> > > a\n", ""),
    ("> a\nb\n", ""),
    ("- ", "a"),
    ("-", ""),
    ("- a\n", ""),
    ("1. ", "a"),
    ("999999999. a\nb\n", ""),
    ("- > ", "a"),
    ("# ", "a"),
    ("# a\n", ""),
    ("a\n===\n", ""),
    ("|", ""),
    ("| a ", "|\n"),
    ("|a\n", ""),
    ("|-", "|\n"),
    ("```\n", ""),
    ("~~~ a\n", ""),
    ("    a\n", ""),
    ("&amp;", ""),
    ("<b>", "a"),
    ("<b>a", "</b>"),
    ("<b>a</b>", ""),
    ("<b><i>", ""),
    ("</b>", ""),
    ("<p>", ""),
    ("<p>a", ""),
    ("- <p>a\n", ""),
    ("                     - <p>a\n", ""),
    ("<br>", "a"),
    ("<li>", "a"),
    ("<li>a", ""),
    ("<ul><li>a", ""),
    ("<ol>\n<li>a\n\nb", ""),
    ("<code>", ""),
    ("<code>a", "</code>"),
    ("<code>a</code>", ""),
    ("<code>`</code>", ""),
    ("<pre>\na\nb\n</pre>", ""),
    ("<pre>\n\n", "</pre>"),
    ("<!-- ", "-->"),
    ("<a href='https://b", ""),
    ("<a href='https://b'>", ""),
    ("<a href='https://b'>[a</a>", ""),
    ("<a b b b b ", ""),
    ("<a b=\"c d", ""),
    ("<tr><td>a</td></tr>", ""),
    ("<td>a</td>", ""),
    ("<sup>a</sup>", ""),
    ("<img src='https://b' alt='c'>", ""),
    ("a\t", ""),
    ("\t", "a"),
];

/// Texts of several parts, each in a length that is given.
fn mixed(length: usize) -> Vec<String> {
    let part = |text: &str| text.repeat(length / text.len());
    let half = |text: &str| text.repeat(length / text.len() / 2);
    // As deep as such a text can be: each item within the one before it.
    let depth = (1..).take_while(|depth| depth * depth < length).count();
    let nested = (0..depth).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>();
    vec![
        half("> ") + &half("a\n"),
        half("- ") + &half("a\n"),
        half("- ") + "a" + &half("\n"),
        half("1. ") + &half("\n a\n"),
        half("> - ") + &half("a\nb\n\n"),
        format!("{}\n{}\n{}", half("|a"), half("|-"), part("b\n")),
        format!("{}|\n{}|\n{}", half("|a"), half("|-"), part("b\n")),
        nested.clone() + &part("a\n"),
        nested + &part("\n"),
        half("[") + &half("]"),
        half("[") + &half("](https://a)"),
        half("![a") + &half("](https://b)"),
        half("*a") + &half("_b"),
        half("`") + "a" + &half("`"),
        half("[a") + &half("](") + &half("<"),
        format!("[a]: https://{}\n\n{}", half("b"), half("[a] ")),
        format!("```\n{}\n{}", half("`"), half("~\n")),
        half("<div>\n\n") + &half("*[`<"),
        half("<b>") + &half("a</b>"),
        half("<ul><li>a") + &half("</li></ul>"),
        half("<ul><li>") + &half("\na"),
        format!("a{}{}", half(" "), half("</b>")),
        format!("<b>a{}{}", half(" "), half("<br>")),
        format!("<b>a{}{}", half("\n"), half("<p>")),
        format!("|a|\n|-|\n{}", part("|<code>")) + "</code>",
        format!("|a|\n|-|\n|{}|</code>", part("<code>")),
    ]
}

/// All texts, in a length that is given.
fn repeated(length: usize) -> Vec<String> {
    let text = move |(part, end): (&str, &str)| part.repeat(length / part.len()) + end;
    HOSTILE.map(text).into_iter().chain(mixed(length)).collect()
}

fn cost(text: &str) -> (AllocationInfo, usize) {
    let mut written = 0;
    let info = measure(|| {
        written = lines(text).iter().map(String::len).sum::<usize>()
            + line(text).len()
            + cell(text).len();
    });
    (info, written)
}

/// Four times the text costs four times as much, and up to twice that by what buffers have to spare:
/// what is not in proportion would cost sixteen times as much.
#[test]
fn hostile_texts_cost_in_proportion_to_their_length() {
    for (short, long) in repeated(10_000).iter().zip(&repeated(40_000)) {
        let start: String = short.chars().take(40).collect();
        let ((less, of_short), (more, of_long)) = (cost(short), cost(long));
        let is_linear = more.count_total <= less.count_total * 8 + 100
            && more.bytes_total <= less.bytes_total * 8 + 100_000
            && of_long <= of_short * 8 + 1000;
        assert!(is_linear, "{start:?}: {less:?} and {more:?}, {of_short} and {of_long}");
        assert!(of_long < 100 * long.len(), "{start:?}: {of_long}");
        assert!(more.bytes_total < 2000 * long.len() as u64, "{start:?}: {more:?}");
    }
}

/// 32 times the text takes 32 times as long, or up to eight times that on a busy machine: what is not
/// in proportion would take a thousand times as long.
#[test]
fn hostile_texts_take_no_longer_than_in_proportion_to_their_length() {
    let time = |text: &str| {
        let start = Instant::now();
        black_box((lines(text), line(text)));
        start.elapsed()
    };
    for (short, long) in repeated(4_000).iter().zip(&repeated(128_000)) {
        let start: String = short.chars().take(40).collect();
        let is_linear = || time(long) < time(short) * 256;
        assert!((0..8).any(|_| is_linear()), "{start:?}");
    }
}
