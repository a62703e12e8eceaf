//! Numbers: JSON has one kind, Rust has many.

use crate::runtime::{Json, ToJson};
use crate::support::read;

#[test]
fn a_whole_number_with_a_fraction_of_zero_is_an_integer() {
    assert_eq!(read::<i32>("1.0").unwrap(), 1);
    assert_eq!(read::<u64>("1e3").unwrap(), 1000);
    assert_eq!(read::<i64>("-0.0").unwrap(), 0);
}

#[test]
fn a_number_with_a_fraction_is_no_integer() {
    let error = read::<i32>("1.5").unwrap_err();
    assert_eq!(error.to_string(), "at $: expected a 32-bit integer, found a number that is none");
}

#[test]
fn a_text_is_no_integer() {
    let error = read::<i64>("\"1\"").unwrap_err();
    assert_eq!(error.to_string(), "at $: expected a 64-bit integer, found text");
}

#[test]
fn the_bounds_of_each_type_fit() {
    assert_eq!(read::<i32>("2147483647").unwrap(), i32::MAX);
    assert_eq!(read::<i32>("-2147483648").unwrap(), i32::MIN);
    assert_eq!(read::<u8>("255").unwrap(), u8::MAX);
    assert_eq!(read::<i64>("-9223372036854775808").unwrap(), i64::MIN);
    assert_eq!(read::<u64>("18446744073709551615").unwrap(), u64::MAX);
}

#[test]
fn one_past_the_bounds_of_i32_does_not_fit() {
    for text in ["2147483648", "-2147483649", "2147483648.0"] {
        let error = read::<i32>(text).unwrap_err();
        assert_eq!(error.to_string(), "at $: the number does not fit into a 32-bit integer");
    }
}

#[test]
fn one_past_the_bounds_of_u8_does_not_fit() {
    for text in ["256", "-1"] {
        let error = read::<u8>(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "at $: the number does not fit into an unsigned 8-bit integer"
        );
    }
}

#[test]
fn a_negative_number_does_not_fit_into_u64() {
    let error = read::<u64>("-1").unwrap_err();
    assert_eq!(error.to_string(), "at $: the number does not fit into an unsigned 64-bit integer");
}

#[test]
fn a_number_past_64_bits_is_refused_rather_than_rounded() {
    for text in ["18446744073709551616", "-9223372036854775809", "1e19"] {
        assert!(read::<u64>(text).is_err(), "{text}");
        assert!(read::<i64>(text).is_err(), "{text}");
    }
}

#[test]
fn a_number_past_the_range_of_f64_is_no_json() {
    assert!(serde_json::from_str::<Json<'_>>("1e400").is_err());
}

#[test]
fn a_number_past_the_range_of_f32_does_not_fit() {
    for text in ["1e300", "-1e39"] {
        let error = read::<f32>(text).unwrap_err();
        assert_eq!(error.to_string(), "at $: the number does not fit into 32 bits");
    }
}

#[test]
fn an_integer_is_a_number_too() {
    assert_eq!(read::<f64>("3").unwrap().to_bits(), 3.0_f64.to_bits());
}

#[test]
fn single_precision_is_written_by_its_shortest_text() {
    for (number, text) in
        [(0.1_f32, "0.1"), (16_777_216.0, "16777216.0"), (f32::MIN_POSITIVE, "1.1754944e-38")]
    {
        assert_eq!(number.to_json().text(), text);
    }
}

#[test]
fn what_is_no_number_is_refused_and_written_as_null() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert!(matches!(number.to_json(), Json::Refused(..)));
        assert_eq!(number.to_json().text(), "null");
    }
    assert!(matches!(f32::NAN.to_json(), Json::Refused(..)));
}

#[test]
fn large_integers_are_written_digit_by_digit() {
    assert_eq!(u64::MAX.to_json().text(), "18446744073709551615");
    assert_eq!(i64::MIN.to_json().text(), "-9223372036854775808");
}
