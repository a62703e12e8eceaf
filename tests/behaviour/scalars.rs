//! How enums and formats are read and written. Runs inside of the crate of the fixtures.

use fixtures::enumeration::types::Status;
use fixtures::format::types::Formats;
use fixtures::number_enum::types::{Holder, Priority};

const FORMATS: &str = r#"{
    "int8": -8, "int32": 32, "int64": 64, "uint32": 4294967295, "plain_integer": 1.0, "float": 0.1,
    "double": 0.1, "number": 1, "boolean": true, "password": "s3cret", "date_time": "2024-03-01T12:30:00+02:00",
    "date": "2024-03-01", "uuid": "67E55044-10B1-426F-9247-BB680E5FE0C8", "byte": "aGk", "uri": "not checked"
}"#;

#[test]
fn formats_are_read() {
    let formats: Formats = serde_json::from_str(FORMATS).unwrap();
    assert_eq!(formats.uint32, u32::MAX);
    assert_eq!(formats.plain_integer, 1);
    assert_eq!(formats.date_time.instant().to_string(), "2024-03-01T10:30:00Z");
    assert_eq!(formats.uuid.to_string(), "67e55044-10b1-426f-9247-bb680e5fe0c8");
    assert_eq!(formats.byte.as_deref(), Some(&b"hi"[..]));
    assert!(!format!("{formats:?}").contains("s3cret"));
}

#[test]
fn formats_are_written() {
    let formats: Formats = serde_json::from_str(FORMATS).unwrap();
    let json = serde_json::to_value(&formats).unwrap();
    assert_eq!(json["byte"], "aGk=");
    assert_eq!(json["float"].to_string(), "0.1");
    assert_eq!(json["password"], "s3cret");
    assert_eq!(json["date"], "2024-03-01");
}

#[test]
fn a_uuid_that_is_none_is_an_error_with_its_place() {
    let json = FORMATS.replace("67E55044", "x");
    let error = serde_json::from_str::<Formats>(&json).unwrap_err().to_string();
    assert!(error.starts_with("at $.uuid: expected a UUID such as"), "{error}");
}

#[test]
fn an_enum_of_numbers_keeps_what_it_does_not_know() {
    for (json, value) in [("1", Priority::_1), ("-1", Priority::Minus1), ("7", Priority::Unknown(7))] {
        assert_eq!(serde_json::from_str::<Priority>(json).unwrap(), value);
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
    }
}

#[test]
fn an_enum_that_allows_null_reads_null() {
    let holder: Holder = serde_json::from_str(r#"{"level":null}"#).unwrap();
    assert!(holder.level.is_null());
}

#[test]
fn every_wire_value_of_an_enum_is_a_variant_of_its_own() {
    let read = |text: &str| Status::from(text);
    assert_eq!(read("+1"), Status::Plus1);
    assert_eq!(read("-1"), Status::Minus1);
    assert_eq!(read(""), Status::Empty);
    assert_eq!(read("Unknown"), Status::Unknown);
    assert_eq!(read("other"), Status::Unrecognized("other".to_owned()));
}

#[test]
fn an_enum_of_text_is_made_from_text_and_compared_with_it() {
    let status: Status = "in-progress".parse().unwrap();
    assert_eq!(status, Status::from("in-progress"));
    assert!(status == "in-progress" && status != *"done");
    assert_eq!((status.as_ref(), status.to_string().as_str()), ("in-progress", "in-progress"));
    assert!(Status::from("new") == "new");
}

#[test]
fn an_enum_of_numbers_is_a_number_and_compared_with_one() {
    let priority = Priority::from(2);
    assert!(priority == 2 && priority != 1);
    assert_eq!((i64::from(priority), priority.to_string().as_str()), (2, "2"));
    assert!(Priority::from(7) == 7);
}
