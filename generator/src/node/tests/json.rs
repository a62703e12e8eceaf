//! JSON documents mean what they mean to `serde_json`.

use super::{Limits, Node, errors, json, lines, parse_with, read};
use crate::node::{json as reader, parse::as_yaml};
use crate::source::SourceId;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Characters that JSON allows unescaped in a text and YAML's reader does not.
fn only_in_json(character: char) -> bool {
    matches!(character, '\u{7F}'..='\u{9F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

fn text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.replace(only_in_json, "?"))
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("finite", |number| number.is_finite()).prop_map(Value::from),
        text().prop_map(Value::from),
        prop::sample::select(vec!["on", "~", "<<", "1.0", "- a", "#", ""]).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// The trees of both readers, with all places.
fn by_both(text: &str) -> (Option<Node>, Option<Node>) {
    let (id, limits) = (SourceId(0), Limits::default());
    let (tree, diagnostics) = as_yaml(id, text, text, &limits);
    (reader::read(id, text, &limits), tree.filter(|_| diagnostics.is_empty()))
}

proptest! {
    #[test]
    fn both_readers_make_the_same_tree(value in value(), spaces: bool) {
        let object = json!({ "é": value });
        let text = if spaces { format!("\r\n {object:#}\n") } else { object.to_string() };
        let (json, yaml) = by_both(&text);
        prop_assert!(json.is_some());
        prop_assert_eq!(json, yaml);
    }

    #[test]
    fn compact_json_is_read_as_it_was_written(value in value()) {
        prop_assert_eq!(json(&value.to_string()), value);
    }

    #[test]
    fn pretty_json_is_read_as_it_was_written(value in value()) {
        prop_assert_eq!(json(&serde_json::to_string_pretty(&value).unwrap()), value);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "[ \n\t{}\\[\\]:,&*a!|>'\"#?%@-]{0,60}") {
        let (node, diagnostics) = super::parse_with(&text, &super::Limits::default());
        prop_assert_eq!(node.is_none(), diagnostics.has_errors());
    }
}

#[test]
fn json_with_tabs_is_read() {
    assert_eq!(json("{\n\t\"a\":\t[\n\t\t1\n\t]\n}\n"), json!({"a": [1]}));
}

#[test]
fn escapes_of_json_are_read() {
    assert_eq!(json(r#"["\/\u0000\ud83d\ude00\b"]"#), json!(["/\u{0}\u{1F600}\u{8}"]));
}

#[test]
fn a_key_of_thousands_of_characters_is_read() {
    let key = "k".repeat(5_000);
    assert!(read(&format!("{{\"{key}\": 1}}")).get(&key).is_some());
}

#[test]
fn the_ends_of_the_integers_stay_exact() {
    let text = format!("[{}, {}]", u64::MAX, i64::MIN);
    assert_eq!(json(&text), json!([u64::MAX, i64::MIN]));
}

#[test]
fn an_integer_beyond_64_bits_becomes_a_floating_point_number() {
    assert_eq!(
        json("[18446744073709551616, -9223372036854775809]"),
        json!([18446744073709551616.0, -9223372036854775808.0])
    );
}

#[test]
fn the_negative_zero_keeps_its_sign() {
    let node = read("-0");
    let zero = node.to_json().as_f64().unwrap();
    assert!(zero.is_sign_negative());
}

#[test]
fn half_a_surrogate_pair_is_an_error() {
    insta::assert_snapshot!(errors(r#"{"a": "\ud83d"}"#), @"x.yaml:1:7: error[invalid-yaml]: while parsing a quoted scalar, found high surrogate without following low surrogate at #");
}

#[test]
fn control_characters_of_a_wrong_decoding_are_blanks() {
    let text = "[\"a\u{7F}b\", \"\u{80}é\"]";
    let (node, diagnostics) = parse_with(text, &Limits::default());
    assert_eq!(node.unwrap().to_json(), serde_json::json!(["a b", "\u{A0}é"]));
    insta::assert_snapshot!(lines(&diagnostics, text), @"x.yaml:1:4: warning[invalid-scalar]: a control character stands in the text, as where text was decoded wrongly at #");
}
