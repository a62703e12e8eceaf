//! Minimum and maximum of a parameter, checked before anything is sent.

use crate::runtime::{Error, Limits, Parameter, Pattern};
use crate::support::{build, raw};

fn refusal(value: &'static str) -> Option<String> {
    let parameter = Parameter::query("n").limits(Limits {
        minimum: Some(1.0),
        maximum: Some(3.0),
        ..Limits::NONE
    });
    match build("/", parameter, |request| request.query("n", &raw(value))) {
        Ok(_) => None,
        Err(Error::InvalidParameter(error)) => Some(error.reason().to_owned()),
        Err(other) => unreachable!("{other}"),
    }
}

#[test]
fn the_bounds_themselves_are_sent() {
    assert_eq!((refusal("1"), refusal("3.0")), (None, None));
}

#[test]
fn a_number_below_the_minimum_is_refused() {
    assert_eq!(refusal("0.999").as_deref(), Some("is below 1"));
}

#[test]
fn a_number_above_the_maximum_is_refused() {
    assert_eq!(refusal("4").as_deref(), Some("is above 3"));
}

#[test]
fn each_item_of_a_list_is_checked() {
    assert_eq!(refusal("[1,2,3,4]").as_deref(), Some("is above 3"));
}

#[test]
fn a_text_is_not_compared() {
    assert_eq!(refusal(r#""0""#), None);
}

#[test]
fn a_text_can_have_as_many_characters_as_the_highest_number_says() {
    let limits = Limits { min_length: 2, max_length: 3, ..Limits::NONE };
    let reason = |text: &str| match build("/", Parameter::query("n").limits(limits), |request| {
        request.query("n", text);
    }) {
        Ok(_) => None,
        Err(Error::InvalidParameter(error)) => Some(error.reason().to_owned()),
        Err(other) => unreachable!("{other}"),
    };
    assert_eq!((reason("üü"), reason("üüü")), (None, None));
    assert_eq!(reason("ü").as_deref(), Some("has fewer than 2 characters"));
    assert_eq!(reason("üüüü").as_deref(), Some("has more than 3 characters"));
}

#[test]
fn a_value_in_bounds_takes_the_place_of_one_that_is_not() {
    let built = build(
        "/",
        Parameter::query("n").limits(Limits { minimum: Some(1.0), ..Limits::NONE }),
        |request| {
            request.query("n", &0);
            request.query("n", &2);
        },
    );
    assert_eq!(built.unwrap().uri().query(), Some("n=2"));
}

/// Why a value is refused that has to be within limits.
fn reason(limits: Limits, value: &'static str) -> Option<String> {
    match build("/", Parameter::query("n").limits(limits), |request| {
        request.query("n", &raw(value));
    }) {
        Ok(_) => None,
        Err(Error::InvalidParameter(error)) => Some(error.reason().to_owned()),
        Err(other) => unreachable!("{other}"),
    }
}

#[test]
fn a_bound_that_is_not_reached_is_none_of_the_values() {
    let limits = Limits { above: Some(1.0), below: Some(3.0), ..Limits::NONE };
    assert_eq!(reason(limits, "2"), None);
    assert_eq!(reason(limits, "1").as_deref(), Some("is not above 1"));
    assert_eq!(reason(limits, "3").as_deref(), Some("is not below 3"));
}

#[test]
fn a_list_can_have_as_many_items_as_both_numbers_say() {
    let limits = Limits { min_items: 2, max_items: 3, ..Limits::NONE };
    assert_eq!([reason(limits, "[1,2]"), reason(limits, "[1,2,3]")], [None, None]);
    assert_eq!(reason(limits, "[1]").as_deref(), Some("has fewer than 2 items"));
    assert_eq!(reason(limits, "[1,2,3,4]").as_deref(), Some("has more than 3 items"));
}

#[test]
fn each_value_of_a_map_is_checked() {
    let limits = Limits { maximum: Some(1.0), ..Limits::NONE };
    assert_eq!(reason(limits, r#"{"a":1}"#), None);
    assert_eq!(reason(limits, r#"{"a":1,"b":2}"#).as_deref(), Some("is above 1"));
}

#[test]
fn a_text_has_to_match_its_pattern() {
    let is_match = |text: &str| text.starts_with('a');
    let pattern = Some(Pattern { text: "^a", is_match });
    let limits = Limits { pattern, ..Limits::NONE };
    assert_eq!(reason(limits, r#""ab""#), None);
    assert_eq!(reason(limits, r#""b""#).as_deref(), Some("does not match `^a`"));
    assert_eq!(format!("{pattern:?}"), r#"Some("^a")"#);
}
