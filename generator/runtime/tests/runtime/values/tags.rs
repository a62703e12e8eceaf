//! The discriminator of a value that is sent.

use crate::runtime::{Alternative, Constant, JsonWriter, Kind, ToJson, write, write_tagged};
use crate::support::{Raw, raw};

const ALTERNATIVES: [Alternative; 2] = [
    Alternative::new("A", Kind::Object).tags(&[Constant::Text("a")]),
    Alternative::new("B", Kind::Object).tags(&[Constant::Text("b")]),
];

/// A value of the first type.
struct Tagged(Raw);

impl ToJson for Tagged {
    fn write_json(&self, json: &mut JsonWriter) {
        write_tagged(json, &self.0, "v", &ALTERNATIVES, 0);
    }
}

fn sent(text: &'static str) -> Result<String, String> {
    write(&Tagged(raw(text))).map_err(|error| error.to_string())
}

#[test]
fn it_is_written_before_what_the_value_has() {
    assert_eq!(sent("{}").as_deref(), Ok(r#"{"v":"a"}"#));
    assert_eq!(sent(r#"{"x":1}"#).as_deref(), Ok(r#"{"v":"a","x":1}"#));
}

#[test]
fn one_that_the_value_has_stays_unless_it_is_that_of_another_type() {
    assert_eq!(sent(r#"{"x":1,"v":"new"}"#).as_deref(), Ok(r#"{"x":1,"v":"new"}"#));
    assert_eq!(
        sent(r#"{"v":"b"}"#).unwrap_err(),
        r#"at $.v: stands for another type: for this one, "a" does"#
    );
}
