//! What is wrong with a document is said with its place.

use super::errors;

#[test]
fn a_key_written_twice() {
    insta::assert_snapshot!(errors("a:\n  b: 1\n  c: 2\n  b: 3\n"), @"x.yaml:4:3: error[duplicate-key]: the key `b` is written twice in one object at #/a/b");
}

#[test]
fn keys_written_in_two_ways_are_the_same_key() {
    insta::assert_snapshot!(errors("{200: a, \"200\": b}"), @"x.yaml:1:10: error[duplicate-key]: the key `200` is written twice in one object at #/200");
}

#[test]
fn every_duplicate_is_reported() {
    insta::assert_snapshot!(errors("a: {x: 1, x: 2}\nb: {y: 1, y: 2}\n"), @r"
    x.yaml:1:11: error[duplicate-key]: the key `x` is written twice in one object at #/a/x
    x.yaml:2:11: error[duplicate-key]: the key `y` is written twice in one object at #/b/y
    ");
}

#[test]
fn two_merge_keys() {
    insta::assert_snapshot!(errors("a: &x {b: 1}\nc:\n  <<: *x\n  <<: *x\n"), @"x.yaml:4:3: error[duplicate-key]: the key `<<` is written twice in one object at #/c/<<");
}

#[test]
fn a_list_or_an_object_as_a_key() {
    insta::assert_snapshot!(errors("a:\n  ? [b]\n  : c\n  {d: e}: f\n"), @r"
    x.yaml:2:5: error[complex-key]: a list is used as a key at #/a
    x.yaml:4:3: error[complex-key]: an object is used as a key at #/a
    ");
}

#[test]
fn braces_without_quotes_as_a_value_of_a_key() {
    insta::assert_snapshot!(errors("a: {b}: c\n"), @"x.yaml:1:7: error[invalid-yaml]: there is text behind the closing bracket at #");
}

#[test]
fn an_alias_without_anchor() {
    insta::assert_snapshot!(errors("a: *x\nb: *.md\n"), @r"
    x.yaml:1:4: error[unknown-anchor]: there is no anchor `&x` before this alias at #/a
    x.yaml:2:4: error[unknown-anchor]: there is no anchor `&.md` before this alias at #/b
    ");
}

#[test]
fn an_alias_inside_its_own_anchor() {
    insta::assert_snapshot!(errors("a: &x\n  b: [*x]\n"), @"x.yaml:2:7: error[recursive-alias]: the alias stands inside the value that its anchor names at #/a/b/0");
}

#[test]
fn a_merge_of_something_else_than_objects() {
    insta::assert_snapshot!(errors("a:\n  <<: 1\nb:\n  <<: [{}, c]\n"), @r"
    x.yaml:2:7: error[invalid-merge]: the merge key `<<` needs an object or a list of objects, found a number at #/a/<<
    x.yaml:4:12: error[invalid-merge]: the merge key `<<` needs an object or a list of objects, found text at #/b/<<
    ");
}

#[test]
fn numbers_that_json_does_not_have() {
    insta::assert_snapshot!(errors("[.inf, -.INF, .nan, 1e999]"), @r"
    x.yaml:1:2: error[number-out-of-range]: JSON has no number `.inf` at #/0
    x.yaml:1:8: error[number-out-of-range]: JSON has no number `-.INF` at #/1
    x.yaml:1:15: error[number-out-of-range]: JSON has no number `.nan` at #/2
    x.yaml:1:21: error[number-out-of-range]: JSON has no number `1e999` at #/3
    ");
}

#[test]
fn values_that_do_not_fit_their_tags() {
    insta::assert_snapshot!(errors("[!!int a, !!bool 1, !!null x, !!float b, !!seq c, !!map [], !!str {}]"), @r"
    x.yaml:1:8: error[invalid-scalar]: the tag asks for an integer, found `a` at #/0
    x.yaml:1:18: error[invalid-scalar]: the tag asks for true or false, found `1` at #/1
    x.yaml:1:28: error[invalid-scalar]: the tag asks for null, found `x` at #/2
    x.yaml:1:39: error[invalid-scalar]: the tag asks for a number, found `b` at #/3
    x.yaml:1:48: error[invalid-scalar]: the tag asks for a list, found `c` at #/4
    x.yaml:1:57: error[invalid-scalar]: the tag asks for an object, found a list at #/5
    x.yaml:1:67: error[invalid-scalar]: the tag asks for a scalar, found an object at #/6
    ");
}

#[test]
fn a_second_document() {
    insta::assert_snapshot!(errors("a: 1\n---\nb: 2\n"), @"x.yaml:2:1: error[multiple-documents]: the file has more than one document at #");
}

#[test]
fn nothing_at_all() {
    for text in ["", "  \n", "# only a comment\n", "---\n", "\u{FEFF}"] {
        assert!(errors(text).contains("error[empty-document]: the file is empty at #"), "{text:?}");
    }
}

#[test]
fn a_tab_as_indentation() {
    insta::assert_snapshot!(errors("a:\n  b:\n\t\tc: d\n"), @"x.yaml:3:3: error[invalid-yaml]: a tab is used for indentation at #/a/b");
}

#[test]
fn a_colon_in_a_plain_text() {
    insta::assert_snapshot!(errors("a:\n  - description: Note: this\n"), @"x.yaml:2:22: error[invalid-yaml]: a `:` stands where no key can be at #/a/0");
}

#[test]
fn an_open_bracket() {
    insta::assert_snapshot!(errors("{\"a\": [1, 2}"), @"x.yaml:1:7: error[invalid-yaml]: `[` is closed by `}` at #");
}

#[test]
fn an_open_quote() {
    insta::assert_snapshot!(errors("a: \"b\nc: d\n"), @"x.yaml:2:1: error[invalid-yaml]: text in quotes goes on at an indentation that does not fit at #/a");
}

#[test]
fn a_wrong_indentation() {
    insta::assert_snapshot!(errors("a:\n    b: 1\n  c: 2\n"), @"x.yaml:3:3: error[invalid-yaml]: this does not fit the indentation of the lines before it at #");
}

#[test]
fn a_text_that_begins_with_an_at_sign() {
    insta::assert_snapshot!(errors("a: @b\n"), @"x.yaml:1:4: error[invalid-yaml]: text cannot begin with `@` at #/a");
}

#[test]
fn other_errors_before_a_syntax_error_are_reported_too() {
    insta::assert_snapshot!(errors("a: 1\na: 2\nb: 'c"), @r"
    x.yaml:2:1: error[duplicate-key]: the key `a` is written twice in one object at #/a
    x.yaml:3:4: error[invalid-yaml]: this quote is never closed at #/b
    ");
}

#[test]
fn a_long_key_is_cut_in_the_message() {
    let key = "k".repeat(500);
    let message = errors(&format!("{key}: 1\n{key}: 2\n"));
    assert!(message.contains(&format!("`{}…`", "k".repeat(60))));
}
