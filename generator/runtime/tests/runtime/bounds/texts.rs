//! Values and names of any length.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::runtime::{self, DecimalNumber, Error, Request, UndecodedResponse};
use crate::support::{core, operation, read};

#[test]
fn a_number_of_more_digits_than_a_float_has_is_refused() {
    for length in [767, 768, 70_000, 1_000_000] {
        for text in [format!("0.{}", "1".repeat(length)), "1".repeat(length)] {
            let error = read::<f64>(&text).unwrap_err().to_string();
            assert!(error.contains("64 bit") || error.contains("64-bit float"), "{error}");
            assert!(read::<i128>(&text).is_err());
            assert!(read::<DecimalNumber>(&text).is_err());
        }
    }
    // The float of the most digits is read: the largest one below the least that is normal.
    let most = format!("{:.766e}", f64::from_bits(0x000f_ffff_ffff_ffff));
    assert_eq!(read::<f64>(&most).unwrap().to_bits(), 0x000f_ffff_ffff_ffff);
}

#[test]
fn an_exponent_of_any_size_is_read_at_once() {
    for sign in ["", "-"] {
        for exponent in ["400", "1000000000", "4294967295", "99999999999999999999999"] {
            let text = format!("1e{sign}{exponent}");
            assert!(read::<f64>(&text).is_err(), "{text}");
            assert!(read::<i64>(&text).is_err(), "{text}");
            assert!(read::<i128>(&text).is_err(), "{text}");
            assert!(read::<DecimalNumber>(&text).is_err(), "{text}");
            assert!(read::<serde_json::Value>(&text).is_err(), "{text}");
        }
    }
}

/// What an operation says that expects numbers by their names.
fn printed(body: String) -> String {
    fn decode(
        response: &UndecodedResponse,
    ) -> Result<BTreeMap<String, i64>, Error<std::convert::Infallible>> {
        response.json()
    }
    let request = Request::new(operation("/x", &[], &[]));
    let call = runtime::Call::new(&core(), request, decode);
    let error = call.decode(http::Response::new(Bytes::from(body))).unwrap_err();
    let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    format!("{error}\n{source}")
}

#[test]
fn of_a_name_that_a_server_makes_up_a_hundred_characters_are_shown() {
    for letter in ["a", "é", "\\\""] {
        let text = printed(format!("{{\"{}\": \"x\"}}", letter.repeat(1_000_000)));
        assert!(text.len() < 3_000, "{}", text.len());
        assert!(text.contains('…'), "{text}");
    }
}

#[test]
fn of_a_media_type_that_a_server_makes_up_some_is_shown() {
    fn decode(response: &UndecodedResponse) -> Result<i64, Error<std::convert::Infallible>> {
        response.json()
    }
    let call = runtime::Call::new(&core(), Request::new(operation("/x", &[], &[])), decode);
    let long = format!("x/{}", "y".repeat(100_000));
    for name in ["content-type", "content-encoding"] {
        let response = http::Response::builder().header(name, &long).body("x".into()).unwrap();
        let error = call.decode(response).unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(text.len() < 3_000, "{name}: {}", text.len());
    }
}
