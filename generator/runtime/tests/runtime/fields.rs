//! Reading and writing the properties of an object, and where an error says it is.

use std::collections::BTreeMap;

use crate::runtime::{Fields, FromJson, Json, JsonError, Maybe, Object, ToJson};
use crate::support::read;

fn fields(text: &str) -> Fields<'_> {
    Fields::of(serde_json::from_str(text).expect("the tests write JSON")).expect("an object")
}

/// A type as the generator writes it: two levels, a list between them.
#[derive(Debug)]
struct Group {
    list: Vec<BTreeMap<String, i32>>,
}

impl FromJson for Group {
    fn from_json(json: Json<'_>) -> Result<Self, JsonError> {
        Ok(Self { list: Fields::of(json)?.required("list")? })
    }
}

#[test]
fn a_required_property_is_read() {
    assert_eq!(fields(r#"{"b":1,"a":2}"#).required::<i32>("a").unwrap(), 2);
}

#[test]
fn a_required_property_that_is_missing_is_named() {
    let error = fields("{}").required::<i32>("user id").unwrap_err();
    assert_eq!(error.to_string(), "at $: property \"user id\" is missing");
}

#[test]
fn a_required_property_may_be_null_where_its_type_allows_it() {
    assert_eq!(fields(r#"{"a":null}"#).required::<Option<i32>>("a").unwrap(), None);
}

#[test]
fn an_optional_property_may_be_absent_or_null() {
    assert_eq!(fields("{}").optional::<i32>("a").unwrap(), None);
    assert_eq!(fields(r#"{"a":null}"#).optional::<i32>("a").unwrap(), None);
}

#[test]
fn an_optional_property_of_another_type_is_an_error() {
    let error = fields(r#"{"a":"1"}"#).optional::<i32>("a").unwrap_err();
    assert_eq!(error.to_string(), "at $.a: expected a 32-bit integer, found text");
}

#[test]
fn absent_null_and_value_are_told_apart() {
    assert_eq!(fields("{}").maybe::<i32>("a").unwrap(), Maybe::Absent);
    assert_eq!(fields(r#"{"a":null}"#).maybe::<i32>("a").unwrap(), Maybe::Null);
    assert_eq!(fields(r#"{"a":1}"#).maybe::<i32>("a").unwrap(), Maybe::Value(1));
}

#[test]
fn the_rest_is_what_nothing_has_taken() {
    let mut fields = fields(r#"{"a":1,"b":2,"c":3}"#);
    fields.required::<i32>("b").unwrap();
    assert_eq!(
        fields.rest::<i32>().unwrap(),
        BTreeMap::from([("a".to_owned(), 1), ("c".to_owned(), 3)])
    );
}

#[test]
fn an_error_in_the_rest_names_its_property() {
    let error = fields(r#"{"a b":true}"#).rest::<i32>().unwrap_err();
    assert_eq!(error.path(), r#"$["a b"]"#);
}

#[test]
fn what_is_no_object_has_no_properties() {
    let error = Fields::of(Json::Array(Vec::new())).unwrap_err();
    assert_eq!(error.to_string(), "at $: expected an object, found a list");
}

#[test]
fn lists_and_maps_are_read_below_a_property() {
    let group: Group = read(r#"{"list":[{"user":1},{}]}"#).unwrap();
    assert_eq!(group.list, [BTreeMap::from([("user".to_owned(), 1)]), BTreeMap::new()]);
}

#[test]
fn a_path_leads_through_lists_and_properties() {
    let error = read::<Group>(r#"{"list":[{},{},{},{"user":"x"}]}"#).unwrap_err();
    assert_eq!(error.path(), "$.list[3].user");
}

#[test]
fn an_odd_name_is_quoted_in_a_path() {
    for (name, path) in
        [("a.b", r#"$["a.b"]"#), ("", r#"$[""]"#), ("é", r#"$["é"]"#), ("a\"\n", r#"$["a\"\n"]"#)]
    {
        assert_eq!(JsonError::new("x").in_property(name).path(), path);
    }
}

#[test]
fn an_object_is_written_in_the_order_of_the_calls() {
    let mut object = Object::new();
    object.required("b", &1);
    object.required("a", &2);
    assert_eq!(object.finish().text(), r#"{"b":1,"a":2}"#);
}

#[test]
fn an_optional_property_without_a_value_is_left_out() {
    let mut object = Object::new();
    object.optional::<i32>("a", &None);
    object.optional("b", &Some(1));
    assert_eq!(object.finish().text(), r#"{"b":1}"#);
}

#[test]
fn absent_null_and_value_are_written_apart() {
    let mut object = Object::new();
    object.maybe::<i32>("a", &Maybe::Absent);
    object.maybe::<i32>("b", &Maybe::Null);
    object.maybe("c", &Maybe::Value(1));
    assert_eq!(object.finish().text(), r#"{"b":null,"c":1}"#);
}

#[test]
fn a_declared_property_wins_over_its_namesake_in_the_rest() {
    let rest = BTreeMap::from([("a".to_owned(), 2), ("z".to_owned(), 3)]);
    let mut object = Object::new();
    object.required("a", &1);
    object.rest(&rest);
    assert_eq!(object.finish().text(), r#"{"a":1,"z":3}"#);
}

#[test]
fn a_boxed_value_is_read_and_written_like_the_value() {
    let boxed: Box<i32> = read("7").unwrap();
    assert_eq!((*boxed, boxed.to_json().text()), (7, "7".to_owned()));
}
