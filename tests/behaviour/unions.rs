//! How values that are one of several types are told apart. Runs inside of the crate of the
//! fixtures.

use fixtures::by_evidence::types::{Nested, Numbers, Recursive, Value, ValueAuto};
use fixtures::by_tag::types::{Cat, Dog, Pet, Version};
use fixtures::extended::types as extended;
use fixtures::listed_values::types::{Lamp, LampColor, LampMode, LampPlace};
use fixtures::merged::types::{Beside, InAllOf};
use fixtures::named::types::{Tagged, Wrapped};
use fixtures::only_value::types::{Payment, PaymentOpenElsewhere, Ping};

fn read<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

fn written<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

/// What is read is written again as it was, but for the order of properties.
fn round<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str) -> T {
    let value = read(json);
    let same = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(same(&written(&value)), same(json));
    value
}

#[test]
fn the_discriminator_decides_by_its_mapping() {
    assert!(matches!(round(r#"{"kind":"cat","lives":9}"#), Pet::Cat(cat) if cat.lives == Some(9)));
    assert!(matches!(round(r#"{"kind":"kitten"}"#), Pet::Cat(_)));
}

#[test]
fn the_discriminator_decides_by_the_name_of_a_schema() {
    let dog: Pet = read(r#"{"kind":"Dog","barks":true}"#);
    assert!(matches!(&dog, Pet::Dog(dog) if dog.barks == Some(true)));
    // It has no such property, and the reader of the other side needs it.
    assert_eq!(written(&dog), r#"{"kind":"Dog","barks":true}"#);
}

#[test]
fn the_discriminator_can_be_a_number() {
    assert!(matches!(round(r#"{"version":2}"#), Version::Second(_)));
    assert!(matches!(round(r#"{"version":1}"#), Version::First(_)));
}

#[test]
fn an_unknown_discriminator_keeps_the_value_and_says_why() {
    let Pet::Unknown(unknown) = round(r#"{"kind":"fish","fins":2}"#) else { panic!() };
    assert_eq!(unknown.json()["fins"], 2);
    assert_eq!(unknown.reason(), r#"property "kind" names none of the types that are known"#);
}

#[test]
fn a_value_that_the_discriminator_names_and_that_does_not_fit_says_why() {
    let Pet::Unknown(unknown) = round(r#"{"kind":"cat","lives":"nine"}"#) else { panic!() };
    assert_eq!(unknown.reason(), "Cat: at $.lives: expected a 64-bit integer, found text");
}

#[test]
fn a_value_without_its_discriminator_is_told_by_evidence() {
    assert!(matches!(read(r#"{"barks":false}"#), Pet::Dog(_)));
}

#[test]
fn values_are_made_from_their_types() {
    let pet = Pet::from(Cat::new("cat").with_lives(1));
    assert_eq!(written(&pet), r#"{"kind":"cat","lives":1}"#);
    assert!(matches!(Pet::from(Dog::new()), Pet::Dog(_)));
}

#[test]
fn a_tag_of_another_type_is_refused_where_it_is_sent() {
    use fixtures::runtime::write;
    let tagged = |kind: &str| write(&Pet::from(Cat::new(kind.to_owned())));
    let error = tagged("Dog").unwrap_err();
    assert_eq!(error.to_string(), r#"at $.kind: stands for another type: for this one, "cat" does"#);
    assert!(tagged("cat").is_ok() && tagged("kitten").is_ok());
    // The server may know it.
    assert!(tagged("fish").is_ok());
}

#[test]
fn the_kind_of_json_decides() {
    assert!(matches!(round("1"), Value::Integer(1)));
    assert!(matches!(round(r#""x""#), Value::Text(text) if text == "x"));
    assert!(matches!(round(r#"["x"]"#), Value::List(list) if list.len() == 1));
    assert!(matches!(round("true"), Value::Bool(true)));
}

#[test]
fn a_known_value_of_an_enum_comes_before_any_text() {
    assert!(matches!(round(r#""auto""#), Value::Auto(value) if value == ValueAuto::Auto));
}

#[test]
fn required_properties_decide() {
    assert!(matches!(round(r#"{"name":"a"}"#), Value::Named(_)));
    assert!(matches!(round(r#"{"from":1,"to":2}"#), Value::Range(_)));
}

#[test]
fn a_constant_decides() {
    assert!(matches!(round(r#"{"kind":"k","name":"a"}"#), Value::Kinded(_)));
}

#[test]
fn what_fits_nothing_is_kept_with_a_reason_for_each_type() {
    let Value::Unknown(unknown) = round("1.5") else { panic!() };
    assert!(unknown.reason().starts_with("Text: a number does not fit; List: a number does not fit; "), "{}", unknown.reason());
    assert!(unknown.reason().ends_with("Integer: at $: expected a 64-bit integer, found a number that is none"));
}

#[test]
fn a_choice_within_a_choice_comes_last() {
    assert!(matches!(round("1.5"), Nested::Number(_)));
    assert!(matches!(round(r#""x""#), Nested::Value(_)));
}

#[test]
fn a_choice_can_hold_itself_in_a_list() {
    assert!(matches!(round(r#"["a",["b"]]"#), Recursive::List(list) if list.len() == 2));
}

#[test]
fn what_stands_beside_the_choice_is_part_of_each() {
    assert!(matches!(round(r#"{"name":"a","id":1}"#), Beside::Named(value) if value.id == 1 && value.name == "a"));
    assert!(matches!(round(r#"{"size":3,"id":1}"#), Beside::Size(value) if value.size == 3));
}

#[test]
fn a_choice_inside_of_all_of_is_one_too() {
    assert!(matches!(round(r#"{"id":1,"name":"a"}"#), InAllOf::Named(_)));
    assert!(matches!(round(r#"{"id":1,"size":2}"#), InAllOf::Sized(_)));
}

#[test]
fn alternatives_that_an_object_takes_in_are_others_by_themselves() {
    use fixtures::merged::types::{ResultType as Found, Way};
    assert!(matches!(round(r#"{"hits":1,"offset":2}"#), Found::Offsets(found) if found.hits == 1));
    assert!(matches!(round(r#"{"offset":2}"#), Way::Offsets(way) if way.offset == 2));
}

#[test]
fn values_that_are_not_known_are_not_printed() {
    let pet: Pet = read(r#"{"kind":"fish","token":"t0ken"}"#);
    assert!(!format!("{pet:?}").contains("t0ken"));
}

#[test]
fn enums_of_numbers_are_told_by_their_values() {
    assert!(matches!(round("7"), Numbers::KnownInteger(_)));
    assert!(matches!(round("2"), Numbers::Level(_)));
    assert!(matches!(round("3"), Numbers::Integer(3)));
}

#[test]
fn where_a_base_is_used_what_extends_it_comes() {
    let pet = round(r#"{"kind":"kitten","name":"Tom","size":"small","lives":9}"#);
    assert!(matches!(pet, extended::Pet::Cat(cat) if cat.lives == Some(9) && cat.name == "Tom"));
    let pet = round(r#"{"kind":"Puppy","name":"Rex","barks":true,"age":1}"#);
    assert!(matches!(pet, extended::Pet::Puppy(_)));
    let pet = round(r#"{"kind":"Fish","name":"Bub"}"#);
    assert!(matches!(pet, extended::Pet::Fish(_)));
}

#[test]
fn a_base_comes_by_its_own_name() {
    let pet = round(r#"{"kind":"Pet","name":"Ann"}"#);
    assert!(matches!(pet, extended::Pet::Base(base) if base.name == "Ann"));
    let pet = round(r#"{"kind":"Dog","name":"Rex","barks":true}"#);
    assert!(matches!(pet, extended::Pet::Dog(dog) if dog.barks == Some(true)));
    let dog = round(r#"{"kind":"Dog","name":"Rex"}"#);
    assert!(matches!(dog, extended::Dog::Base(_)));
}

#[test]
fn what_extends_a_base_and_is_not_known_is_kept_whole() {
    let pet = round(r#"{"kind":"Bird","name":"Tweety","wings":2}"#);
    assert!(matches!(pet, extended::Pet::Unknown(_)));
}

#[test]
fn alternatives_are_called_by_what_they_alone_have() {
    let circle: Tagged = round(r#"{"version":"v1","type":"circle","radius":1.5}"#);
    assert!(matches!(circle, Tagged::Circle(circle) if circle.radius == Some(1.5)));
    assert!(matches!(round(r#"{"circle":{"radius":1.5}}"#), Wrapped::Circle(_)));
    assert!(matches!(round(r#"{"square":2.5}"#), Wrapped::Square(square) if square.square == 2.5));
    assert!(matches!(round(r#""nothing""#), Wrapped::Nothing(_)));
}

#[test]
fn alternatives_that_are_values_are_one_enum() {
    let lamp: Lamp = round(r#"{"color":"warm-white","mode":2,"place":"above"}"#);
    assert_eq!(read::<Lamp>(r#"{"or_null":null,"number_or_text":"x","said_text":"2"}"#).or_null, None);
    assert_eq!(lamp.color, Some(LampColor::WarmWhite));
    assert_eq!(lamp.mode, Some(LampMode::Off));
    assert_eq!(lamp.place, Some(LampPlace::Unknown("above".to_owned())));
}

#[test]
fn what_has_one_value_only_is_filled_in() {
    let payment = Payment::new(None, "slow", PaymentOpenElsewhere::Text("USD".to_owned()), 5);
    assert_eq!(written(&payment), r#"{"method":"card","version":2,"currency":"EUR","proof":null,"open":"slow","open_elsewhere":"USD","amount":5}"#);
    assert_eq!(written(&Ping::default()), r#"{"kind":"ping"}"#);
    assert_eq!(payment.with_channel().channel.as_deref(), Some("web"));
}

#[test]
fn another_value_than_the_only_one_is_kept() {
    let ping: Ping = round(r#"{"kind":"pong"}"#);
    assert_eq!(ping.kind, "pong");
    assert!(serde_json::from_str::<Ping>(r#"{"kind":1}"#).is_err());
}
