//! Every key and every value knows its place.

use super::{read, slice};
use crate::source::Pointer;

const TEXT: &str = "\u{FEFF}info:\r\n  título: 'Größe'\r\n  tags: [a, {b: 1.50}]\r\n  note: |\r\n    one\r\n    two\r\n\r\n  list:\r\n    - x: y\r\n      z:\r\nend: 1\r\n";

fn value(pointer: &str) -> &'static str {
    slice(TEXT, read(TEXT).span_of(&Pointer::parse(pointer).unwrap()))
}

fn key(pointer: &str) -> &'static str {
    slice(TEXT, read(TEXT).key_span_of(&Pointer::parse(pointer).unwrap()))
}

#[test]
fn a_key_is_sliced_back() {
    assert_eq!(
        (key("#/info"), key("#/info/título"), key("#/info/tags/1/b")),
        ("info", "título", "b")
    );
}

#[test]
fn a_scalar_is_sliced_back_as_written() {
    assert_eq!(
        (value("#/info/título"), value("#/info/tags/1/b"), value("#/end")),
        ("'Größe'", "1.50", "1")
    );
}

#[test]
fn a_collection_in_brackets_includes_them() {
    assert_eq!((value("#/info/tags"), value("#/info/tags/1")), ("[a, {b: 1.50}]", "{b: 1.50}"));
}

#[test]
fn a_block_collection_ends_with_its_last_entry() {
    assert_eq!(
        (value("#/info/list"), value("#/info/list/0")),
        ("- x: y\r\n      z", "x: y\r\n      z")
    );
}

#[test]
fn a_block_scalar_has_no_white_space_at_its_end() {
    assert_eq!(value("#/info/note"), "one\r\n    two");
}

#[test]
fn a_value_that_is_not_written_has_an_empty_place() {
    assert_eq!(value("#/info/list/0/z"), "");
}

#[test]
fn the_key_of_an_item_of_a_list_is_the_item() {
    assert_eq!(key("#/info/tags/0"), "a");
}

#[test]
fn what_does_not_exist_has_the_place_of_its_nearest_ancestor() {
    assert_eq!((value("#/info/tags/7/x"), key("#/info/título/x")), ("[a, {b: 1.50}]", "título"));
}

#[test]
fn a_copy_by_an_alias_has_the_place_of_the_original() {
    let text = "a: &x {b: 1.0}\nc: *x\n";
    let node = read(text);
    assert_eq!(slice(text, node.span_of(&Pointer::parse("#/c/b").unwrap())), "1.0");
}

#[test]
fn an_index_with_a_leading_zero_or_a_sign_leads_nowhere() {
    let node = read("[a, b]");
    let lookup =
        |pointer| node.at(&Pointer::parse(pointer).unwrap()).and_then(|node| node.as_str());
    assert_eq!(
        [lookup("#/1"), lookup("#/01"), lookup("#/+1"), lookup("#/-"), lookup("#/2")],
        [Some("b"), None, None, None, None]
    );
}
