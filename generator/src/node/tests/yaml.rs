//! The rules of YAML 1.2 and its core schema.

use super::{json, lines, parse_with, read};
use crate::limit::Limits;
use crate::node::Value;
use serde_json::json;

fn same_as_serde_yaml(text: &str) {
    let expected: serde_json::Value = serde_yaml::from_str(text).unwrap();
    assert_eq!(json(text), expected, "{text:?}");
}

#[test]
fn small_documents_mean_what_they_mean_to_serde_yaml() {
    for text in [
        "a: 1\nb:\n  - x\n  - {c: 'd'}\n",
        "a: |\n  one\n  two\nb: >-\n  three\n  four\n",
        "a:\n- b\n-\n- - c\n  - d\n",
        "a: plain\n  text\nb: \"quoted\n  text\"\n",
        "1.5\n",
        "a: {b: [c, d], e: {f: ~}}\n",
        "? a\n: b\n",
        "a: 'it''s'\nb: \"\\t\\u00e9\"\n",
        "- !!str 1\n- !!float 1\n- 1e3\n- 0x1F\n- 0o17\n- .5\n- -2.\n",
        "a: &x {b: 1}\nc: *x\n",
    ] {
        same_as_serde_yaml(text);
    }
}

#[test]
fn words_of_yaml_1_1_stay_text() {
    assert_eq!(
        json("[on, off, yes, no, y, n, On]"),
        json!(["on", "off", "yes", "no", "y", "n", "On"])
    );
}

#[test]
fn null_has_four_spellings_and_none() {
    assert_eq!(
        json("a: ~\nb: null\nc: Null\nd: NULL\ne:\n"),
        json!({"a": null, "b": null, "c": null, "d": null, "e": null})
    );
}

#[test]
fn truth_values_have_three_spellings() {
    assert_eq!(json("[true, True, TRUE, false, tRUE]"), json!([true, true, true, false, "tRUE"]));
}

#[test]
fn integers_are_decimal_octal_or_hexadecimal() {
    assert_eq!(
        json("[12, +12, -12, 007, 0o17, 0x1F, 0b1, 0x+1]"),
        json!([12, 12, -12, 7, 15, 31, "0b1", "0x+1"])
    );
}

#[test]
fn a_hexadecimal_number_beyond_64_bits_is_a_floating_point_number() {
    assert_eq!(json("0x10000000000000000"), json!(18446744073709551616.0));
}

#[test]
fn what_only_begins_like_a_number_is_text() {
    assert_eq!(
        json("[1_000, 1.2.3, 1e, ., -a, 1-2, 2020-01-02, 12:30:45]"),
        json!(["1_000", "1.2.3", "1e", ".", "-a", "1-2", "2020-01-02", "12:30:45"])
    );
}

#[test]
fn quoted_and_block_scalars_are_always_text() {
    assert_eq!(
        json("- '1'\n- \"true\"\n- |-\n  null\n- >-\n  1.5\n"),
        json!(["1", "true", "null", "1.5"])
    );
}

#[test]
fn tags_of_the_core_schema_are_honoured() {
    assert_eq!(
        json("[!!str 1, !!int '0x10', !!float 1, !!bool 'true', !!null '', ! 12, !!str ]"),
        json!(["1", 16, 1.0, true, null, "12", ""])
    );
}

#[test]
fn another_tag_is_ignored_with_one_warning() {
    let text = "a: !foo 1\nb: !foo {c: 2}\n";
    let (node, diagnostics) = parse_with(text, &Limits::default());
    assert_eq!(node.unwrap().to_json(), json!({"a": 1, "b": {"c": 2}}));
    insta::assert_snapshot!(lines(&diagnostics, text), @"x.yaml:1:4: warning[unknown-tag]: the tag `!foo` is not one of YAML's core schema at #/a");
}

#[test]
fn keys_become_text_as_written() {
    assert_eq!(
        json("200: a\ntrue: b\nnull: c\n0x1F: d\n~: e\n1.0: f\n: g\n"),
        json!({"200": "a", "true": "b", "null": "c", "0x1F": "d", "~": "e", "1.0": "f", "": "g"})
    );
}

#[test]
fn a_key_can_be_an_alias() {
    assert_eq!(json("a: &x 0x1F\n*x : b\n"), json!({"a": 31, "0x1F": "b"}));
}

#[test]
fn entries_keep_the_order_of_the_text() {
    let node = read("z: 1\na: 2\nm: 3\n");
    let keys: Vec<_> = node.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["z", "a", "m"]);
}

#[test]
fn an_alias_copies_the_last_definition_before_it() {
    assert_eq!(json("[&x 1, *x, &x 2, *x]"), json!([1, 1, 2, 2]));
}

#[test]
fn what_is_written_wins_over_what_is_merged() {
    assert_eq!(json("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n")["d"], json!({"b": 1, "c": 3}));
}

#[test]
fn of_merged_objects_the_earlier_wins() {
    assert_eq!(
        json("- &x {a: 1}\n- &y {a: 2, b: 2}\n- <<: [*x, *y, {b: 3, c: 3}]\n")[2],
        json!({"a": 1, "b": 2, "c": 3})
    );
}

#[test]
fn a_merged_object_can_itself_be_made_by_a_merge() {
    assert_eq!(json("- &x {a: 1}\n- &y {<<: *x, b: 2}\n- {<<: *y}\n")[2], json!({"a": 1, "b": 2}));
}

#[test]
fn a_quoted_merge_key_is_an_ordinary_key() {
    assert_eq!(json("{\"<<\": {\"a\": 1}}"), json!({"<<": {"a": 1}}));
}

#[test]
fn a_byte_order_mark_and_crlf_are_accepted() {
    assert_eq!(json("\u{FEFF}a: b\r\nc: |\r\n  d\r\n"), json!({"a": "b", "c": "d\n"}));
}

#[test]
fn directives_and_markers_of_one_document_are_accepted() {
    assert_eq!(json("%YAML 1.2\n---\na: b\n...\n"), json!({"a": "b"}));
}

#[test]
fn an_explicit_null_is_a_document() {
    assert_eq!(read("null").value, Value::Null);
}
