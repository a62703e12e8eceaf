//! How values are made: without conversions. Runs inside of the crate of the fixtures.

use std::collections::HashMap;

use fixtures::given::types::{Address, AddressRequired, BoxType as Received, NewBox, NewBoxColor, Port};
use fixtures::runtime::Maybe;

fn written(value: &NewBox) -> serde_json::Value {
    serde_json::to_value(value).unwrap()
}

fn new() -> NewBox {
    NewBox::new("n", ["a", "b"], None, 3)
}

#[test]
fn what_has_a_default_is_not_asked_for() {
    let value = new().with_color(NewBoxColor::Red);
    let json = r#"{"name":"n","words":["a","b"],"owner":null,"seen":3,"size":7,"is_open":true,"color":"red","weight":1.5,"kind":"plain"}"#;
    assert_eq!(serde_json::to_string(&value).unwrap(), json);
    assert_eq!(written(&new().with_size(1))["size"], 1);
}

#[test]
fn texts_lists_and_maps_are_taken_as_they_are() {
    let labels = HashMap::from([("k", "v")]);
    let value = new()
        .with_labels(labels)
        .with_ports([("80/tcp", Some(vec![Port::new().with_host("h")]))])
        .with_any("text")
        .with_password("s3cret")
        .with_data(vec![1u8, 2])
        .with_made("2024-01-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap())
        .with_free([("a", 1), ("b", 2)])
        .with_parent(NewBox::new(String::from("p"), vec!["x".to_owned()], "me", None));
    let json = written(&value);
    assert_eq!(json["labels"]["k"], "v");
    assert_eq!(json["ports"]["80/tcp"][0]["host"], "h");
    assert_eq!((&json["any"], &json["password"], &json["data"]), (&"text".into(), &"s3cret".into(), &"AQI=".into()));
    assert_eq!((&json["made"], &json["free"]["b"]), (&"2024-01-01T00:00:00Z".into(), &2.into()));
    assert_eq!((&json["parent"]["owner"], &json["parent"]["words"][0]), (&"me".into(), &"x".into()));
}

#[test]
fn what_may_be_null_takes_a_value_an_option_or_null() {
    assert_eq!(written(&new().with_note("x"))["note"], "x");
    assert_eq!(written(&new().with_note(&String::from("x")))["note"], "x");
    assert_eq!(written(&new().with_note(Some("x".to_owned())))["note"], "x");
    assert!(written(&new().with_note(None)).get("note").is_none());
    assert!(written(&new().with_note(Maybe::Null))["note"].is_null());
    assert_eq!(written(&new().with_tags(["a"]))["tags"][0], "a");
    let note = new().with_note("x").note;
    assert_eq!(note.as_ref().map(String::len).unwrap_or(0), 1);
    assert!(Maybe::<i64>::Null.is_null() && Maybe::<i64>::from(None).is_absent());
}

#[test]
fn a_union_is_made_of_what_its_variants_hold() {
    let entry = |value: NewBox| written(&value)["entry"].clone();
    assert_eq!(entry(new().with_entry("sh")), "sh");
    assert_eq!(entry(new().with_entry(["sh", "-c"])), serde_json::json!(["sh", "-c"]));
    assert_eq!(entry(new().with_entry(vec!["sh".to_owned()])), serde_json::json!(["sh"]));
    assert_eq!(entry(new().with_entry(5)), 5);
    assert_eq!(entry(new().with_entry(Port::new().with_host("h"))), serde_json::json!({"host": "h"}));
}

#[test]
fn much_that_is_required_has_names() {
    let address = Address::from(AddressRequired {
        street: "1 Main",
        city: "Oslo",
        zip: "0150",
        number: 1,
        is_home: true,
        note: None,
        ports: vec![],
    });
    let json = written(&new().with_address(address.with_floor(2)));
    assert_eq!((&json["address"]["city"], &json["address"]["floor"]), (&"Oslo".into(), &2.into()));
}

#[test]
fn what_is_received_has_one_word_for_null_and_missing() {
    let read = |json: &str| serde_json::from_str::<Received>(json).unwrap();
    assert_eq!(read("{}").note, None);
    assert_eq!(read(r#"{"note":null,"tags":null}"#), read("{}"));
    assert_eq!(read(r#"{"note":"x"}"#).note, Some("x".to_owned()));
}
