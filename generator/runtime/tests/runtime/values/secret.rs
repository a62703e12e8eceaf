//! Text that must not be seen.

use crate::runtime::{Maybe, Secret, write};
use crate::support::read;

#[test]
fn it_prints_as_redacted() {
    assert_eq!(
        format!("{:?} {:#?}", Secret::new("pa55"), Some(Secret::new("pa55"))),
        "[redacted] Some(\n    [redacted],\n)"
    );
}

#[test]
fn it_is_exposed_on_demand() {
    assert_eq!(Secret::from("pa55".to_owned()).expose(), "pa55");
}

#[test]
fn one_by_reference_is_the_same_text() {
    assert_eq!(Secret::from(&Secret::new("pa55")).expose(), "pa55");
}

#[test]
fn a_text_is_one_that_could_be_null_or_absent() {
    assert_eq!(Maybe::<Secret>::from("pa55"), Maybe::Value(Secret::new("pa55")));
    assert_eq!(Maybe::<Secret>::from("pa55".to_owned()), Maybe::Value(Secret::new("pa55")));
}

#[test]
fn it_is_written_as_it_is() {
    assert_eq!(serde_json::to_string(&Secret::new("pa\"55")).unwrap(), r#""pa\"55""#);
    assert_eq!(write(&Secret::new("pa55")).unwrap(), "\"pa55\"");
}

#[test]
fn it_is_read_as_text() {
    assert_eq!(serde_json::from_str::<Secret>("\"pa55\"").unwrap(), Secret::new("pa55"));
    assert_eq!(read::<Secret>("\"pa55\"").unwrap(), Secret::new("pa55"));
}

#[test]
fn what_is_no_text_is_refused_without_being_repeated() {
    let error = read::<Secret>("55").unwrap_err();
    assert_eq!(error.to_string(), "at $: expected text, found a number");
}
