//! Dates and times as JSON text.

use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::runtime::ToJson;
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
fn a_date_and_time_is_written_in_utc() {
    assert_eq!(
        instant("2024-03-01T12:30:00.5+02:00").to_json().text(),
        "\"2024-03-01T10:30:00.5Z\""
    );
}

#[test]
fn a_date_is_read() {
    assert_eq!(read::<Date>("\"2024-02-29\"").unwrap(), date(2024, 2, 29));
}

#[test]
fn a_date_is_written() {
    assert_eq!(date(2024, 2, 9).to_json().text(), "\"2024-02-09\"");
}

#[test]
fn a_day_that_does_not_exist_is_refused() {
    let error = read::<Date>("\"2023-02-29\"").unwrap_err();
    assert_eq!(error.to_string(), "at $: expected a date such as 2024-03-01");
}
