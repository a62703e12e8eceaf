//! No document costs more than the limits allow.

use super::{errors, errors_with, parse_with};
use crate::limit::Limits;

fn nested(levels: usize) -> String {
    "[".repeat(levels) + &"]".repeat(levels)
}

#[test]
fn a_document_as_deep_as_the_limit_is_read() {
    assert!(parse_with(&nested(200), &Limits::default()).0.is_some());
}

#[test]
fn one_level_more_is_too_deep() {
    let message = errors(&nested(201));
    assert!(message.starts_with("x.yaml:1:201: error[limit-exceeded]: lists and objects are nested deeper than the limit of 200 levels at #/0/0"));
}

#[test]
fn ten_thousand_levels_end_in_the_same_message() {
    for text in [nested(10_000), "{a: ".repeat(100_000), "- ".repeat(10_000), "? ".repeat(10_000)] {
        assert!(
            errors(&text).contains("error[limit-exceeded]: lists and objects are nested deeper"),
            "{}",
            errors(&text)
        );
    }
}

#[test]
fn a_limit_above_that_of_the_reader_holds() {
    let limits = Limits { depth: 1_000, ..Limits::default() };
    assert!(parse_with(&nested(1_000), &limits).0.is_some());
    assert!(errors_with(&nested(1_001), &limits).contains("limit of 1000 levels"));
}

#[test]
fn aliases_cannot_make_a_tree_deeper_than_the_limit() {
    let mut text = String::from("a0: &a0 []\n");
    for level in 1..300 {
        text.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    insta::assert_snapshot!(errors(&text), @"x.yaml:200:14: error[limit-exceeded]: lists and objects are nested deeper than the limit of 200 levels at #/a199/0");
}

#[test]
fn a_chain_of_merges_is_not_deep() {
    let mut text = String::from("- &a0 {k: 1}\n");
    for link in 1..300 {
        text.push_str(&format!("- &a{link} {{<<: [*a{}], k{link}: 1}}\n", link - 1));
    }
    let entries = super::read(&text);
    let last = entries.as_array().unwrap().last().unwrap();
    assert_eq!(last.as_object().unwrap().len(), 300);
}

#[test]
fn an_alias_bomb_ends_at_the_limit_on_nodes() {
    let mut text = String::from("a0: &a0 [lol]\n");
    for level in 1..20 {
        let copies = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{copies}]\n"));
    }
    let limits = Limits { values: 100_000, ..Limits::default() };
    insta::assert_snapshot!(errors_with(&text, &limits), @"x.yaml:6:20: error[limit-exceeded]: the document has more values than the limit of 100000, copies by aliases included at #/a5/2");
}

#[test]
fn copies_of_a_long_text_count_by_its_length() {
    let text = format!("- &a {}\n{}", "x".repeat(100_000), "- *a\n".repeat(1_000));
    let limits = Limits { values: 100_000, ..Limits::default() };
    assert!(errors_with(&text, &limits).contains("more values than the limit of 100000"));
}

#[test]
fn a_text_of_too_many_bytes_is_not_read() {
    let limits = Limits { bytes: 3, ..Limits::default() };
    insta::assert_snapshot!(errors_with("a: 1", &limits), @"x.yaml:1:1: error[limit-exceeded]: the text has 4 bytes, the limit is 3 at #");
}

#[test]
fn a_thousand_problems_are_enough() {
    let text = "a: 1\n".repeat(5_000);
    let message = errors(&text);
    assert_eq!(message.lines().count(), 1_001);
    assert!(message.ends_with("reading stops after 1000 problems in one file at #/a"));
}
