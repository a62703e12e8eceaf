//! The piece of a body that an error shows.

use std::collections::BTreeMap;
use std::convert::Infallible;

use crate::runtime::{Call, Error, FromJson, Request, UndecodedResponse};
use crate::support::{core, operation};

/// What an error shows of a body that is no `T`.
fn shown<T: FromJson + std::fmt::Debug>(body: &str) -> String {
    fn decode<T: FromJson>(response: &UndecodedResponse) -> Result<T, Error<Infallible>> {
        response.json()
    }
    let call = Call::new(&core(), Request::new(operation("/", &[], &[])), decode::<T>);
    let error = call.decode(http::Response::new(body.to_owned().into())).unwrap_err().to_string();
    error.split_once(", in ").map(|(_, shown)| shown.to_owned()).unwrap_or(error)
}

#[test]
fn values_are_shown_by_their_kind_two_levels_deep() {
    assert_eq!(
        shown::<i64>(r#"{"a":{"b":{"c":1},"d":[1,[2]],"e":{},"f":[]},"g":"x","h":""}"#),
        r#"{"a": {"b": {…}, "d": […], "e": {}, "f": []}, "g": "…", "h": ""}"#
    );
    assert_eq!(
        shown::<i64>(r#"[null,true,false,-1.5e9,{"a":1},[[2]],[]]"#),
        r#"[null, true, false, 0, {"a": 0}, [[…]], []]"#
    );
}

#[test]
fn eight_entries_are_shown() {
    assert_eq!(shown::<String>("[1,2,3,4,5,6,7,8]"), "[0, 0, 0, 0, 0, 0, 0, 0]");
    assert_eq!(shown::<String>("[1,2,3,4,5,6,7,8,9]"), "[0, 0, 0, 0, 0, 0, 0, 0, …]");
    let body = r#"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1}"#;
    let text = r#"{"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "f": 0, "g": 0, "h": 0, …}"#;
    assert_eq!(shown::<String>(body), text);
}

#[test]
fn what_is_around_the_place_is_shown() {
    type Lists = BTreeMap<String, Vec<Vec<i64>>>;
    assert_eq!(shown::<Lists>(r#"{"a":[],"b":[[1],[2,"x"]]}"#), r#"[0, "…"]"#);
    assert_eq!(shown::<Lists>(r#"{"a":[],"b":[[1],{"c":true}]}"#), r#"{"c": true}"#);
    assert_eq!(shown::<Lists>(r#"{"a":[],"b":"x"}"#), r#"{"a": [], "b": "…"}"#);
    assert_eq!(shown::<BTreeMap<String, i64>>(r#"{"a":null}"#), r#"{"a": null}"#);
}

#[test]
fn two_hundred_characters_are_shown() {
    let body = format!("{{\"{}\":1,\"{}\":1}}", "é".repeat(150), "b".repeat(150));
    let text = shown::<String>(&body);
    assert_eq!(text, format!("{{\"{}\": 0, \"{}…", "é".repeat(150), "b".repeat(41)));
}
