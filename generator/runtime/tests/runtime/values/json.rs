//! Reading and writing whole JSON values.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use crate::runtime::{FromJson, JsonError, JsonRef, deserialize, serialize, write};
use crate::support::read;

/// What kind of value it is.
struct KindOf(&'static str);

impl FromJson for KindOf {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        Ok(Self(json.kind()))
    }
}

/// Whatever is JSON.
pub(crate) struct Anything;

impl FromJson for Anything {
    fn from_json(_: JsonRef<'_>) -> Result<Self, JsonError> {
        Ok(Self)
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_is_read_as_what_it_was_written_of(value in value()) {
        let text = value.to_string();
        prop_assert_eq!(read::<Value>(&text).unwrap(), value);
    }

    /// What is JSON to one reader is JSON to the other, and nothing else is.
    #[test]
    fn any_text_is_json_where_serde_json_takes_it(text in r#"[\[\]{},:"\\truefalsn0-9.eE+\- /bD8]{0,24}"#) {
        let expected = serde_json::from_str::<Value>(&text);
        let is_out_of_range = expected.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range"));
        let found = read::<Anything>(&text).is_ok();
        prop_assert!(is_out_of_range || found == expected.is_ok(), "{}", text);
    }

    #[test]
    fn any_value_is_the_same_after_writing_and_reading(value in value()) {
        prop_assert_eq!(read::<Value>(&write(&value).unwrap()).unwrap(), value);
    }

    #[test]
    fn any_value_is_written_as_serde_json_writes_it(value in value()) {
        prop_assert_eq!(write(&value).unwrap(), value.to_string());
    }

    #[test]
    fn any_f64_is_the_same_after_writing_and_reading(number in any::<f64>()) {
        prop_assume!(number.is_finite());
        prop_assert_eq!(read::<f64>(&write(&number).unwrap()).unwrap().to_bits(), number.to_bits());
    }

    #[test]
    fn any_i64_is_the_same_after_writing_and_reading(number in any::<i64>()) {
        prop_assert_eq!(read::<i64>(&write(&number).unwrap()).unwrap(), number);
    }
}

proptest! {
    #[test]
    fn any_value_is_the_same_after_a_serializer(value in value()) {
        prop_assert_eq!(serialize(&value, serde_json::value::Serializer).unwrap(), value);
    }
}

#[test]
fn of_a_key_that_comes_twice_a_map_keeps_the_last() {
    let map: BTreeMap<String, i32> = read(r#"{"a":1,"a":2}"#).unwrap();
    assert_eq!(map, BTreeMap::from([("a".to_owned(), 2)]));
}

#[test]
fn escapes_are_read() {
    assert_eq!(
        read::<String>(r#""a\"\\\/\n\u00e9\ud83d\ude00""#).unwrap(),
        "a\"\\/\n\u{e9}\u{1f600}"
    );
}

#[test]
fn nesting_is_read_up_to_127_levels() {
    let text = format!("{}{}", "[".repeat(127), "]".repeat(127));
    assert!(read::<Anything>(&text).is_ok());
}

#[test]
fn nesting_of_128_levels_is_refused() {
    let text = format!("{}{}", "[".repeat(128), "]".repeat(128));
    assert!(read::<Anything>(&text).is_err());
}

#[test]
fn nesting_of_objects_is_refused_too() {
    let text = format!("{}1{}", "{\"a\":".repeat(128), "}".repeat(128));
    assert!(read::<Anything>(&text).is_err());
}

#[test]
fn text_behind_the_value_is_refused() {
    assert!(read::<Anything>("{} {}").is_err());
}

#[test]
fn each_kind_is_named_as_a_person_says_it() {
    let kinds =
        ["null", "true", "1", "\"a\"", "[]", "{}"].map(|text| read::<KindOf>(text).unwrap().0);
    assert_eq!(kinds, ["null", "true or false", "a number", "text", "a list", "an object"]);
}

#[test]
fn a_wrong_type_is_named_and_its_value_is_not() {
    let error = read::<Vec<bool>>(r#"[true, "pa55"]"#).unwrap_err();
    assert_eq!(error.to_string(), "at $[1]: expected true or false, found text");
}

#[test]
fn a_type_can_be_read_from_another_tree_of_serde() {
    let tree = serde_json::json!([1, 2]);
    assert_eq!(deserialize::<Vec<i32>, _>(tree).unwrap(), [1, 2]);
}

#[test]
fn a_list_can_be_read_from_any_deserializer() {
    use serde::de::value::{Error, SeqDeserializer};
    let list = |items: &'static [i32]| SeqDeserializer::<_, Error>::new(items.iter().copied());
    assert_eq!(deserialize::<Vec<i32>, _>(list(&[1, 2])).unwrap(), [1, 2]);
    assert!(deserialize::<Vec<i32>, _>(list(&[])).unwrap().is_empty());
}

#[test]
fn an_error_on_the_way_through_serde_keeps_its_path() {
    let error = deserialize::<Vec<i32>, _>(serde_json::json!([1, null])).unwrap_err();
    assert_eq!(error.to_string(), "at $[1]: expected a 32-bit integer, found null");
}

#[test]
fn what_is_no_json_is_told_by_line_and_column() {
    for (text, place) in [
        ("x", "line 1, column 1"),
        ("[1,\n 2 x]", "line 2, column 4"),
        ("\n\n[1\n", "line 4, column 0"),
        ("[1,\n 2", "line 2, column 2"),
        ("-", "line 1, column 1"),
        ("-x", "line 1, column 2"),
        ("[01]", "line 1, column 3"),
        ("-01", "line 1, column 3"),
    ] {
        let error = read::<serde_json::Value>(text).unwrap_err();
        assert_eq!(error.to_string(), format!("at $: no valid JSON at {place}"), "{text:?}");
    }
}

#[test]
fn what_stands_side_by_side_is_no_level() {
    for part in ["[],", "{},"] {
        let text = format!("[{}[]]", part.repeat(300));
        assert!(read::<serde_json::Value>(&text).is_ok());
    }
}

#[test]
fn a_whole_number_can_have_a_point_a_sign_and_as_many_digits_as_its_type() {
    assert_eq!(read::<i64>("-1.0"), Ok(-1));
    assert_eq!(read::<i128>("1e38"), Ok(10_i128.pow(38)));
    assert_eq!(read::<i128>("-1e38"), Ok(-10_i128.pow(38)));
    assert!(read::<i128>("1e39").is_err());
}

#[test]
fn half_a_pair_of_surrogates_is_no_text() {
    for text in [r#""\ud800""#, r#""\ud800\ue000""#, r#""\ud800\udbff""#, r#""\udc00""#] {
        assert!(read::<String>(text).is_err(), "{text}");
    }
    assert_eq!(read::<String>(r#""\udbff\udfff""#).as_deref(), Ok("\u{10ffff}"));
}
