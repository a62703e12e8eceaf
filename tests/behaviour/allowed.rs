//! Which values a schema allows, and that all of them come back. Runs inside of the crate of the
//! fixtures.

use fixtures::ahead::types::Words;
use fixtures::any_value::types::Change;
use fixtures::exact::types::{Exact, ExactPort};
use fixtures::narrowed::types::{City, CitySome};
use fixtures::runtime::Maybe;
use fixtures::shared_property::types::{Loop, Plan};
use fixtures::truth_as_text::types::{Host, HostOnline};
use fixtures::undescribed::types::{Hook, NewHook};
use serde_json::Value;

fn read<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

fn written<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

/// What is read is written again as it was, but for the order of properties.
fn round<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str) -> T {
    let value = read(json);
    let same = |json: &str| serde_json::from_str::<Value>(json).unwrap();
    assert_eq!(same(&written(&value)), same(json));
    value
}

#[test]
fn null_of_any_value_is_a_value() {
    let names = ["value", "true_value", "named", "nothing", "parts", "all"];
    for name in names {
        round::<Change>(&format!(r#"{{"op":"replace","before":null,"{name}":null}}"#));
    }
    let change: Change = round(r#"{"op":"remove","before":[1]}"#);
    assert_eq!((change.value, change.nothing), (None, None));
    let change: Change = round(r#"{"op":"replace","before":1,"value":null}"#);
    assert_eq!(change.value, Some(Value::Null));
    assert!(serde_json::from_str::<Change>(r#"{"op":"replace"}"#).is_err());
}

#[test]
fn words_of_later_versions_mean_what_they_mean_there() {
    let words: Words = read(r#"{"listed":null,"chosen":null,"referred":null,"alone":null,"described":null,"never":null,"kind":"word","above":1}"#);
    assert_eq!((words.listed, words.alone, words.never), (None, Maybe::Null, Some(Value::Null)));
    let words: Words = round(r#"{"listed":"a","chosen":"b","referred":{"id":1},"alone":{"id":2},"described":3,"several":4}"#);
    assert!(matches!(words.alone, Maybe::Value(key) if key.id == 2));
    assert_eq!(words.described, Maybe::Value(3));
}

#[test]
fn what_is_required_and_not_described_is_asked_for_and_not_missed() {
    let hook = NewHook::new("e", Value::from("t"));
    assert_eq!(written(&hook), r#"{"endpoint":"e","teamId":"t"}"#);
    assert_eq!(round::<Hook>(r#"{"id":1,"seen":[true]}"#).seen, Some(Value::from(vec![true])));
    assert_eq!(round::<Hook>(r#"{"id":1}"#).seen, None);
}

#[test]
fn parts_narrow_each_other() {
    let city: City = round(r#"{"kind":"town","level":3,"name":"n","same":"s","typed":"t","link":null,"some":"village","listed":2,"whole":7,"when":"2024-01-01","extended":"c","no_object":"o"}"#);
    assert_eq!((city.kind.as_str(), city.level), ("town", 3));
    assert_eq!((city.some, city.listed), (Some(CitySome::Village), Some(2)));
    assert_eq!((city.whole, city.link), (Some(7i32), Maybe::Null));
    assert_eq!(written(&City::new()), r#"{"kind":"town","level":3}"#);
}

#[test]
fn what_parts_say_of_a_property_is_put_together() {
    let plan: Plan = round(r#"{"path":{"made_at":"m","parent":{"id":"i","own":"o"},"sets":["a"]},"owner":{"name":"n","since":"2024-01-01"},"state":"open"}"#);
    let parent = plan.path.parent.unwrap();
    assert_eq!((parent.id.as_deref(), parent.own.as_deref()), (Some("i"), Some("o")));
    let plan: Plan = round(r#"{"path":{"sets":[]},"steps":[{"name":"n","size":1}],"labels":[{"since":"2024-01-01"}],"count":2}"#);
    assert_eq!((plan.steps.unwrap()[0].size, plan.count), (Some(1), Some(2i64)));
    assert!(plan.labels.unwrap()[0].since.is_some());
    let plan: Plan = round(r#"{"path":{"sets":[]},"context":{"reason":"r","more":1}}"#);
    assert!(matches!(plan.context, Some(context) if context.additional_properties["more"] == 1));
    round::<Loop>(r#"{"name":"a","inner":{"name":"b","size":1,"inner":{"size":2}}}"#);
}

#[test]
fn null_for_a_list_is_an_empty_one() {
    assert!(read::<Plan>(r#"{"path":{"sets":null}}"#).path.sets.is_empty());
}

#[test]
fn numbers_keep_their_digits() {
    for json in [
        r#"{"unsigned":18446744073709551615,"signed":9223372036854775807,"wide":4294967295}"#,
        r#"{"below":-9223372036854775809,"huge":170141183460469231731687303715884105727}"#,
        r#"{"price":12345678901234567.890,"cost":"12345678901234567.890","ratio":3.141592653589793}"#,
    ] {
        assert_eq!(written(&read::<Exact>(json)), json);
    }
    let error = serde_json::from_str::<Exact>(r#"{"ratio":12345678901234567.89}"#).unwrap_err();
    assert!(error.to_string().starts_with("at $.ratio: the number has more digits"), "{error}");
}

#[test]
fn what_a_length_excludes_is_text() {
    let json = r#"{"short_id":"536e564f316c83104c000020"}"#;
    assert_eq!(round::<Exact>(json).short_id.as_deref(), Some("536e564f316c83104c000020"));
}

#[test]
fn a_number_or_text_is_either() {
    let exact: Exact = round(r#"{"port":80,"any_port":"http"}"#);
    assert_eq!(exact.port, Some(ExactPort::Integer(80)));
    let online = |json| round::<Host>(json).online;
    assert_eq!(online(r#"{"online":true}"#), Some(HostOnline::Bool(true)));
    assert_eq!(online(r#"{"online":"true"}"#), Some(HostOnline::Text("true".to_owned())));
}
