//! Dates and times as JSON text.

use jiff::civil::{Date, date};

use crate::runtime::{Timestamp, write};
use crate::support::read;

fn instant(text: &str) -> Timestamp {
    read(&format!("{text:?}")).expect("the text is a date and time")
}

#[test]
fn an_offset_is_counted_in() {
    assert_eq!(instant("2024-03-01T12:30:00+02:00"), instant("2024-03-01T10:30:00Z"));
}

#[test]
fn without_an_offset_utc_is_meant() {
    assert_eq!(instant("2024-03-01T12:30:00"), instant("2024-03-01T12:30:00Z"));
}

#[test]
fn fractions_of_a_second_are_kept() {
    assert_eq!(instant("2018-11-03T23:04:07.123456789Z").subsec_nanosecond(), 123_456_789);
}

#[test]
fn a_space_may_stand_for_the_letter_t() {
    assert_eq!(instant("2024-03-01 12:30:00Z"), instant("2024-03-01T12:30:00Z"));
}

#[test]
fn what_is_no_date_and_time_is_refused_without_being_repeated() {
    for text in ["", "yesterday", "2024-02-30T00:00:00Z", "1709296200"] {
        let error = read::<Timestamp>(&format!("{text:?}")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "at $: expected a date and time such as 2024-03-01T12:30:00Z"
        );
    }
}

#[test]
fn a_number_is_no_date_and_time() {
    let error = read::<Timestamp>("1709296200").unwrap_err();
    assert_eq!(error.to_string(), "at $: expected text, found a number");
}

#[test]
fn a_date_and_time_is_written_as_it_was_read() {
    for text in [
        "2024-03-01T12:30:00.5+02:00",
        "2024-03-01T12:30:00.500Z",
        "2024-03-01T12:30:00",
        "2024-03-01 12:30:00Z",
        "2024-03-01T12:30:00.123456789012Z",
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.9999999",
        "0001-01-01T00:00:00",
    ] {
        assert_eq!(write(&instant(text)).unwrap(), format!("{text:?}"));
    }
}

#[test]
fn a_date_and_time_of_ones_own_is_written_in_utc() {
    let own: jiff::Timestamp = "2024-03-01T12:30:00.5+02:00".parse().unwrap();
    assert_eq!(write(&Timestamp::from(own)).unwrap(), "\"2024-03-01T10:30:00.5Z\"");
}

#[test]
fn digits_past_the_nanosecond_do_not_count() {
    let nanosecond = instant("2018-11-03T23:04:07.1234567899Z").subsec_nanosecond();
    assert_eq!(nanosecond, 123_456_789);
}

#[test]
fn what_no_timestamp_reaches_is_the_last_one() {
    assert_eq!(instant("9999-12-31T23:59:59Z"), jiff::Timestamp::MAX);
    assert_eq!(instant("9999-12-31T23:59:59Z").to_string(), "9999-12-31T23:59:59Z");
}

#[test]
fn a_date_is_read() {
    assert_eq!(read::<Date>("\"2024-02-29\"").unwrap(), date(2024, 2, 29));
}

#[test]
fn a_date_is_written() {
    assert_eq!(write(&date(2024, 2, 9)).unwrap(), "\"2024-02-09\"");
}

#[test]
fn a_day_that_does_not_exist_is_refused() {
    let error = read::<Date>("\"2023-02-29\"").unwrap_err();
    assert_eq!(error.to_string(), "at $: expected a date such as 2024-03-01");
}
