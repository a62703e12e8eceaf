//! How dates, times, durations and decimal numbers come back as they were. Runs inside of the
//! crate of the fixtures.

use fixtures::time::types::{Times, TimesAny};
use serde_json::{Value, json};

/// What is written after `text` was read as the property `name`.
fn again(name: &str, text: &str) -> Value {
    let times: Times = serde_json::from_value(json!({ name: text })).unwrap();
    serde_json::to_value(&times).unwrap()[name].clone()
}

#[test]
fn a_time_keeps_its_offset_and_its_fraction() {
    for text in
        ["10:00:00Z", "10:00:00+02:00", "10:00:00-09:30", "10:00:00", "23:59:59.123456789Z"]
    {
        assert_eq!(again("time", text), text);
    }
}

#[test]
fn a_time_without_an_offset_has_none() {
    let times: Times = serde_json::from_value(json!({"time": "10:00:00"})).unwrap();
    assert_eq!(times.time.unwrap().offset(), None);
}

#[test]
fn what_is_no_time_is_refused() {
    for text in ["", "noon", "25:00:00Z", "10:00:00[Europe/Berlin]", "2024-03-01T10:00:00Z"] {
        let error = serde_json::from_value::<Times>(json!({"time": text})).unwrap_err();
        assert_eq!(error.to_string(), "at $.time: expected a time such as 12:30:00Z");
    }
}

#[test]
fn a_duration_keeps_its_units() {
    for text in ["P1D", "PT36H", "P1Y2M3DT4H5M6.5S", "P2W", "PT0S", "-PT90M"] {
        assert_eq!(again("duration", text), text);
    }
}

#[test]
fn what_is_no_duration_is_refused() {
    for text in ["", "1 day", "01:30:00"] {
        let error = serde_json::from_value::<Times>(json!({"duration": text})).unwrap_err();
        assert_eq!(error.to_string(), "at $.duration: expected a duration such as P1DT12H");
    }
}

#[test]
fn a_local_date_and_time_is_no_point_in_time() {
    assert_eq!(again("date_time_local", "2024-03-01T12:30:00"), "2024-03-01T12:30:00");
    let with_offset = json!({"date_time_local": "2024-03-01T12:30:00Z"});
    assert!(serde_json::from_value::<Times>(with_offset).is_err());
}

#[test]
fn texts_of_several_formats_are_told_apart() {
    let read = |text: &str| serde_json::from_value::<TimesAny>(json!(text)).unwrap();
    assert!(matches!(read("10:00:00Z"), TimesAny::Time(_)));
    assert!(matches!(read("P1D"), TimesAny::Duration(_)));
    assert!(matches!(read("-12.50"), TimesAny::Decimal(_)));
}

#[test]
fn a_decimal_keeps_its_zeros() {
    for text in ["12.50", "-0.10", "79228162514264337593543950335"] {
        let read: TimesAny = serde_json::from_value(json!(text)).unwrap();
        assert!(matches!(read, TimesAny::Decimal(_)), "{read:?}");
        assert_eq!(serde_json::to_value(&read).unwrap(), text);
    }
}

#[test]
fn a_decimal_with_more_digits_than_fit_is_not_rounded() {
    let read: TimesAny = serde_json::from_value(json!("0.12345678901234567890123456789012345")).unwrap();
    assert!(matches!(read, TimesAny::Unknown(_)), "{read:?}");
}
