//! Large responses, whose lists are read item by item.

use std::convert::Infallible;

use serde_json::Value;

use crate::runtime::{
    Call, DecodeError, Error, FromJson, JsonError, JsonRef, Request, UndecodedResponse, deserialize,
};
use crate::support::{core, operation};

/// So many short items are more than a text has that is not large.
const MANY: usize = 2_200_000;
/// So many long ones, likewise.
const LONG: usize = 70_000;

fn read<T: FromJson>(text: &str) -> Result<T, DecodeError> {
    fn decode<T: FromJson>(response: &UndecodedResponse) -> Result<T, Error<Infallible>> {
        response.json()
    }
    let call = Call::new(&core(), Request::new(operation("/a", &[], &[])), decode::<T>);
    match call.decode(http::Response::new(text.to_owned().into())) {
        Ok(value) => Ok(value.into_inner()),
        Err(Error::Decode(error)) => Err(error),
        Err(error) => panic!("{error:?}"),
    }
}

/// An object with a list of so many items, and one more.
fn page(items: usize, last: &str) -> String {
    let item = r#"{"id":1,"name":"a name of some length, with \"quotes\" and ü"},"#;
    format!(r#"{{"total":{items}, "of": {{"list": [{}{last}]}}}}"#, item.repeat(items))
}

#[test]
fn a_large_response_is_read_as_a_small_one_is() {
    for items in [1, LONG] {
        let text = page(items, r#"{"id":2}"#);
        assert_eq!(read::<Value>(&text).unwrap(), serde_json::from_str::<Value>(&text).unwrap());
        let list = format!(" [{text}, {text}]");
        assert_eq!(read::<Value>(&list).unwrap(), serde_json::from_str::<Value>(&list).unwrap());
    }
}

#[test]
fn a_wrong_item_of_a_large_list_is_named_by_its_number() {
    let error = read::<Vec<i64>>(&format!("[{}true]", "1,".repeat(MANY))).unwrap_err();
    assert_eq!(error.path(), "$[2200000]");
}

#[test]
fn a_large_list_in_the_place_of_something_else_is_told() {
    let error = read::<String>(&format!("[{}1]", "1,".repeat(MANY))).unwrap_err();
    assert!(error.to_string().contains("expected text, found a list"), "{error}");
}

#[test]
fn a_large_response_that_breaks_off_is_no_json() {
    let text = page(LONG, "");
    for broken in [text.get(..text.len() - 3).unwrap(), &format!("[{}", "1,".repeat(MANY))] {
        let error = read::<Value>(broken).unwrap_err();
        assert!(error.to_string().contains("no valid JSON"), "{error}");
    }
}

#[test]
fn a_large_list_that_breaks_off_has_no_excerpt() {
    let error = read::<Vec<i64>>(&format!("[{}", "1,".repeat(MANY))).unwrap_err();
    assert!(!error.to_string().contains(", in "), "{error}");
}

#[test]
fn an_excerpt_shows_a_long_list_by_its_brackets() {
    let error = read::<String>(&page(LONG, r#"{"id":2}"#)).unwrap_err();
    assert!(error.to_string().ends_with(r#", in {"total": 0, "of": {"list": […]}}"#), "{error}");
}

#[test]
fn no_room_is_made_for_a_long_list_of_something_else() {
    #[derive(Debug)]
    struct Page(#[expect(dead_code)] [u8; 1 << 16]);

    impl FromJson for Page {
        fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
            String::from_json(json).map(|_| Self([0; 1 << 16]))
        }
    }
    // Room for all of them would be 32 GB, which some systems promise. It is no large text.
    let list = Value::Array(vec![Value::Null; 500_000]);
    let used = allocation_counter::measure(|| {
        let error = deserialize::<Vec<Page>, _>(list).unwrap_err();
        assert_eq!(error.to_string(), "at $[0]: expected text, found null");
    });
    assert!(used.bytes_max < 1 << 28, "{}", used.bytes_max);
}

#[test]
fn no_room_is_made_for_a_long_list_in_the_place_of_a_message() {
    // Two bytes each, of which sixteen would be known.
    let text = format!(r#"{{"message":[{}1]}}"#, "1,".repeat(MANY));
    let error = read::<String>(&text).unwrap_err();
    let used = allocation_counter::measure(|| assert_eq!(error.response().message(), None));
    assert!(used.bytes_max < 1 << 20, "{}", used.bytes_max);
}

#[test]
fn a_message_in_a_short_list_of_a_large_response_is_told() {
    let text = format!(r#"{{"errors":[{{"message":"No."}}],"list":[{}1]}}"#, "1,".repeat(MANY));
    assert_eq!(read::<String>(&text).unwrap_err().response().message().as_deref(), Some("No."));
}

#[test]
fn what_follows_a_large_list_is_no_json() {
    let error = read::<Vec<i64>>(&format!("[{}1] x", "1,".repeat(MANY))).unwrap_err();
    assert!(error.to_string().contains("no valid JSON"), "{error}");
}
