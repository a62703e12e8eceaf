//! Numbers: JSON has one kind, Rust has many.

use serde_json::Value;

use crate::runtime::{DecimalNumber, deserialize, serialize, write};
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
    for text in ["18446744073709551616", "-9223372036854775809", "1e20"] {
        assert!(read::<u64>(text).is_err(), "{text}");
        assert!(read::<i64>(text).is_err(), "{text}");
    }
}

#[test]
fn a_number_past_the_range_of_f64_does_not_fit() {
    for text in ["1e400", "-1e309", "1e-400"] {
        let error = read::<f64>(text).unwrap_err();
        assert_eq!(error.to_string(), "at $: the number does not fit into 64 bits");
    }
}

#[test]
fn a_float_is_read_where_it_has_all_digits_of_the_text() {
    // As they are written by the shortest text, by 17 digits, by 20, and with zeros.
    for text in ["0.1", "0.10000000000000001", "0.10000000000000000555", "1.10000000000000000000"] {
        assert!(read::<f64>(text).is_ok(), "{text}");
    }
    assert_eq!(read::<f64>("9007199254740992").unwrap().to_bits(), 2f64.powi(53).to_bits());
    assert_eq!(
        read::<f64>("123456789012345680000").unwrap().to_bits(),
        123_456_789_012_345_680_000_f64.to_bits()
    );
}

#[test]
fn a_float_is_refused_where_it_would_change_a_digit() {
    for text in [
        "9007199254740993",
        "12345678901234567.89",
        "0.1234567890123456789",
        "18446744073709551615",
    ] {
        let error = read::<f64>(text).unwrap_err();
        let reason =
            "at $: the number has more digits than a 64-bit float: `format: decimal` keeps them";
        assert_eq!(error.to_string(), reason, "{text}");
        let is_fraction = text.contains('.');
        assert_eq!(read::<serde_json::Value>(text).is_err(), is_fraction, "{text}");
    }
}

#[test]
fn integers_past_64_bits_are_read_by_their_digits() {
    for text in ["340282366920938463463", "-170141183460469231731687303715884105728"] {
        assert_eq!(write(&read::<i128>(text).unwrap()).unwrap(), text);
    }
    assert_eq!(read::<i128>("1e20").unwrap(), 10_i128.pow(20));
    assert!(read::<i128>("1e39").is_err());
}

#[test]
fn decimal_numbers_keep_their_digits() {
    for text in ["12345678901234567.89", "12.50", "0", "-0.001"] {
        assert_eq!(write(&read::<DecimalNumber>(text).unwrap()).unwrap(), text);
        let quoted = format!("{text:?}");
        assert_eq!(write(&read::<rust_decimal::Decimal>(&quoted).unwrap()).unwrap(), quoted);
        assert_eq!(write(&read::<DecimalNumber>(&quoted).unwrap()).unwrap(), text);
    }
    assert_eq!(write(&read::<DecimalNumber>("1.5e3").unwrap()).unwrap(), "1500");
    assert!(read::<DecimalNumber>("0.12345678901234567890123456789012").is_err());
}

#[test]
fn digits_are_kept_through_serde_json() {
    let mut reader = serde_json::Deserializer::from_str("[12345678901234567.89, 1]");
    let numbers: Vec<DecimalNumber> = deserialize(&mut reader).unwrap();
    assert_eq!(write(&numbers).unwrap(), "[12345678901234567.89,1]");
    let mut reader = serde_json::Deserializer::from_reader(&b"1.50"[..]);
    let number: DecimalNumber = deserialize(&mut reader).unwrap();
    assert_eq!(number.to_string(), "1.50");
    let list: Vec<f64> = deserialize(serde_json::json!([1.5, 2])).unwrap();
    assert_eq!(list, [1.5, 2.0]);
}

#[test]
fn an_integer_is_a_number_too() {
    assert_eq!(read::<f64>("3").unwrap().to_bits(), 3.0_f64.to_bits());
}

#[test]
fn what_is_no_number_is_refused_and_written_as_null() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = write(&vec![1.0, number]).unwrap_err();
        assert_eq!(error.to_string(), "at $[1]: is no number that JSON can say");
        assert_eq!(serialize(&number, serde_json::value::Serializer).unwrap(), Value::Null);
    }
}

#[test]
fn large_integers_are_written_digit_by_digit() {
    assert_eq!(write(&u64::MAX).unwrap(), "18446744073709551615");
    assert_eq!(write(&i64::MIN).unwrap(), "-9223372036854775808");
}
