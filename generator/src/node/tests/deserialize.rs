//! A tree is an input of serde.

use super::{read, slice};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, PartialEq, Deserialize)]
enum Shape {
    #[serde(rename = "dot")]
    Dot,
    Circle(f64),
    Square {
        side: u8,
    },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Loose {
    Number(i64),
    Text(String),
    Many(Vec<Loose>),
}

#[derive(Debug, PartialEq, Deserialize)]
struct Wrapper(u8);

#[derive(Debug, PartialEq, Deserialize)]
struct Record<'a> {
    name: &'a str,
    missing: Option<u8>,
    null: Option<u8>,
    wrapper: Wrapper,
    #[serde(flatten)]
    rest: BTreeMap<String, Loose>,
}

#[test]
fn borrowed_text_options_newtypes_flatten_and_untagged() {
    let node = read("name: a\nnull: ~\nwrapper: 3\nx: [1, two]\n");
    let record = Record::deserialize(&node).unwrap();
    let many = Loose::Many(vec![Loose::Number(1), Loose::Text("two".into())]);
    assert_eq!(
        record,
        Record {
            name: "a",
            missing: None,
            null: None,
            wrapper: Wrapper(3),
            rest: [("x".into(), many)].into()
        }
    );
}

#[test]
fn enums_from_text_and_from_objects() {
    let node = read("[dot, {Circle: 1}, {Square: {side: 2}}]");
    let shapes = Vec::<Shape>::deserialize(&node).unwrap();
    assert_eq!(shapes, [Shape::Dot, Shape::Circle(1.0), Shape::Square { side: 2 }]);
}

#[test]
fn numbers_as_keys() {
    let node = read("{200: a, 404: b}");
    let map = BTreeMap::<u16, String>::deserialize(&node).unwrap();
    assert_eq!(map.keys().copied().collect::<Vec<_>>(), [200, 404]);
}

#[test]
fn any_value_is_the_same_as_by_to_json() {
    let node = read("{a: [1, -2, 2.5, null, true, {b: text}], c: {}}");
    assert_eq!(serde_json::Value::deserialize(&node).unwrap(), node.to_json());
}

#[test]
fn an_error_names_the_innermost_place() {
    let text = "- {Square: {side: 1}}\n- {Square: {side: wide}}\n";
    let error = Vec::<Shape>::deserialize(&read(text)).unwrap_err();
    assert_eq!(slice(text, error.span().unwrap()), "wide");
    assert_eq!(error.to_string(), "invalid type: string \"wide\", expected u8");
}

#[test]
fn an_unknown_variant_is_named() {
    let text = "[cube]";
    let error = Vec::<Shape>::deserialize(&read(text)).unwrap_err();
    assert_eq!(slice(text, error.span().unwrap()), "cube");
    assert_eq!(
        error.message(),
        "unknown variant `cube`, expected one of `dot`, `Circle`, `Square`"
    );
}

#[test]
fn a_typed_document_is_read() {
    let node = read(
        "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      x-b: 1\n      responses:\n        200: {description: d}\n        default: {$ref: '#/components/responses/e'}\n",
    );
    let document = openapiv3::OpenAPI::deserialize(&node).unwrap();
    let item = document.paths.paths["/a"].as_item().unwrap();
    let operation = item.get.as_ref().unwrap();
    assert!(operation.responses.responses.contains_key(&openapiv3::StatusCode::Code(200)));
    assert_eq!(operation.extensions["x-b"], 1);
}
