//! Tests of texts, positions and pointers.

use super::{Pointer, Source, SourceId, Span};

fn position(text: &str, offset: usize) -> String {
    Source::new("x", text).position(offset).to_string()
}

#[test]
fn the_first_character_is_at_line_1_column_1() {
    assert_eq!(position("abc", 0), "1:1");
}

#[test]
fn columns_count_characters() {
    assert_eq!(position("é😀x", "é😀".len()), "1:3");
}

#[test]
fn lf_crlf_and_cr_each_end_one_line() {
    let text = "a\nb\r\nc\rd";
    let lines: Vec<_> = "abcd".chars().map(|c| position(text, text.find(c).unwrap())).collect();
    assert_eq!(lines, ["1:1", "2:1", "3:1", "4:1"]);
}

#[test]
fn an_offset_past_the_end_is_the_end() {
    assert_eq!(position("ab\nc", 100), "2:2");
}

#[test]
fn an_offset_inside_a_character_is_that_character() {
    assert_eq!(position("a😀", 3), "1:2");
}

#[test]
fn a_line_ends_before_its_break() {
    let source = Source::new("x", "ab\r\ncd\n");
    assert_eq!(
        (source.line_range(1), source.line_range(5), source.line_range(7)),
        (0..2, 4..6, 7..7)
    );
}

#[test]
fn a_stem_is_the_file_name_without_its_last_extension() {
    let stem = |name: &str| Source::new(name, "").stem().to_owned();
    assert_eq!(stem("specs/cbrain.yaml"), "cbrain");
    assert_eq!(stem("a.b/c.d.json"), "c.d");
    assert_eq!(stem("a.b/c"), "c");
    assert_eq!(stem(".yaml"), ".yaml");
}

#[test]
fn a_name_is_shown_with_forward_slashes() {
    assert_eq!(Source::new("specs\\x.yaml", "").name(), "specs/x.yaml");
}

#[test]
fn a_span_of_another_text_is_empty() {
    let span = Span { source: SourceId(0), start: 2, end: 9 };
    assert_eq!(Source::new("x", "abc").slice(span), "");
}

#[test]
fn a_pointer_escapes_what_it_must() {
    let pointer = Pointer::root().child("paths").child("/a~b/{c d}").index(0).child("100%");
    assert_eq!(pointer.to_string(), "#/paths/~1a~0b~1{c d}/0/100%25");
}

#[test]
fn a_shown_pointer_is_read_back() {
    let pointer = Pointer::root().child("").child("~1").child("%41 é").child("a/b");
    assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer));
}

#[test]
fn tokens_are_unescaped() {
    let pointer = Pointer::parse("#/a~1b/%7Bid%7D/~01/%").unwrap();
    assert_eq!(pointer.tokens().collect::<Vec<_>>(), ["a/b", "{id}", "~1", "%"]);
}

#[test]
fn what_is_no_pointer_is_refused() {
    for text in ["", "/a", "#a", "x.yaml#/a", "#/~2", "#/a~", "#/%FF"] {
        assert_eq!(Pointer::parse(text), None, "{text}");
    }
}

#[test]
fn the_parent_of_the_root_is_nothing() {
    let pointer = Pointer::root().child("a/b").child("c");
    let parent = pointer.parent().unwrap();
    assert_eq!(pointer.last().as_deref(), Some("c"));
    assert_eq!(parent.last().as_deref(), Some("a/b"));
    assert_eq!(parent.parent(), Some(Pointer::root()));
    assert_eq!((Pointer::root().parent(), Pointer::root().last()), (None, None));
}
