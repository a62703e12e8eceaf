//! Properties that can be absent, null or a value; and texts of any characters.

use std::collections::BTreeMap;

use crate::runtime::{
    Fields, FromJson, JsonError, JsonRef, JsonWriter, Limits, Maybe, Object, ToJson, write,
};
use crate::support::read;

/// What is written by calls of an object.
macro_rules! written {
    (|$object:ident| $calls:expr) => {{
        struct Written;
        impl ToJson for Written {
            fn write_json(&self, json: &mut JsonWriter) {
                let mut $object = Object::of(json);
                $calls;
                $object.finish();
            }
        }
        write(&Written).map_err(|error| error.to_string())
    }};
}

#[test]
fn each_way_of_writing_a_property_is_one_of_its_own() {
    assert_eq!(written!(|o| o.nullable("a", &Some(true))).as_deref(), Ok(r#"{"a":true}"#));
    assert_eq!(written!(|o| o.nullable("a", &None::<i64>)).as_deref(), Ok(r#"{"a":null}"#));
    assert_eq!(written!(|o| o.any("a", &Some(1))).as_deref(), Ok(r#"{"a":1}"#));
    assert_eq!(written!(|o| o.any("a", &None::<i64>)).as_deref(), Ok("{}"));
    assert_eq!(written!(|o| o.required_constant("a", &1)).as_deref(), Ok(r#"{"a":1}"#));
    assert_eq!(written!(|o| o.optional_constant("a", &Some(1))).as_deref(), Ok(r#"{"a":1}"#));
    assert_eq!(
        written!(|o| o.nullable_constant("a", &None::<i64>)).as_deref(),
        Ok(r#"{"a":null}"#)
    );
    assert_eq!(written!(|o| o.maybe_constant("a", &Maybe::Value(1))).as_deref(), Ok(r#"{"a":1}"#));
    assert_eq!(
        written!(|o| o.maybe_constant("a", &Maybe::<i64>::Null)).as_deref(),
        Ok(r#"{"a":null}"#)
    );
}

#[test]
fn a_property_out_of_its_limits_is_refused_by_its_name() {
    const ONE: Limits = Limits { maximum: Some(1.0), ..Limits::NONE };
    let refused = written!(|o| {
        o.required("a", &2);
        o.limit("a", &ONE);
    });
    assert_eq!(refused, Err("at $.a: is above 1".to_owned()));
    let other = written!(|o| {
        o.required("a", &2);
        o.limit("b", &ONE);
    });
    assert_eq!(other.as_deref(), Ok(r#"{"a":2}"#));
}

#[test]
fn an_object_that_its_type_refuses_is_refused_at_its_place() {
    struct Inner(Result<(), &'static str>);
    impl ToJson for Inner {
        fn write_json(&self, json: &mut JsonWriter) {
            let mut object = Object::of(json);
            object.check(self.0);
            object.finish();
        }
    }
    let refused = written!(|o| {
        o.required("good", &vec![Inner(Ok(()))]);
        o.required("bad", &vec![Inner(Ok(())), Inner(Err("must not be")), Inner(Ok(()))]);
        o.required("worse", &Inner(Err("is not the first")));
        o.required("last", &1);
    });
    assert_eq!(refused, Err("at $.bad[1]: must not be".to_owned()));
}

#[test]
fn what_may_be_there_tells_what_is_there() {
    let all = [Maybe::Value(7), Maybe::Null, Maybe::Absent];
    assert_eq!(all.each_ref().map(Maybe::value), [Some(&7), None, None]);
    assert_eq!(all.each_ref().map(Maybe::is_null), [false, true, false]);
    assert_eq!(all.each_ref().map(Maybe::is_absent), [false, false, true]);
    assert_eq!(all.map(Maybe::into_value), [Some(7), None, None]);
    assert_eq!(all.map(|one| one.unwrap_or(3)), [7, 3, 3]);
    assert_eq!(all.map(Maybe::unwrap_or_default), [7, 0, 0]);
    assert_eq!(all.map(Option::from), [Some(7), None, None]);
}

#[test]
fn what_may_be_there_is_made_of_what_there_is() {
    assert_eq!(Maybe::from(7), Maybe::Value(7));
    assert_eq!(Maybe::from(Some(7)), Maybe::Value(7));
    assert_eq!(Maybe::<i64>::from(None), Maybe::Absent);
    assert_eq!(Maybe::<String>::from("a"), Maybe::Value("a".to_owned()));
    assert_eq!(Maybe::<String>::from(&"a".to_owned()), Maybe::Value("a".to_owned()));
    assert_eq!(Maybe::<Vec<String>>::from(["a"]), Maybe::Value(vec!["a".to_owned()]));
    let map = BTreeMap::from([("a".to_owned(), 1_i64)]);
    assert_eq!(Maybe::<BTreeMap<String, i64>>::from([("a", 1_i64)]), Maybe::Value(map));
}

/// What is read of a property `a` that can be null, and of constants.
#[derive(Debug, PartialEq)]
struct Nullable(Option<i64>, Option<String>, Option<String>);

impl FromJson for Nullable {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let mut fields = Fields::of(json)?;
        let value = Self(
            fields.nullable("a"),
            fields.optional_constant("b", "x"),
            fields.nullable_constant("c", "x"),
        );
        fields.end(value)
    }
}

#[test]
fn a_property_that_can_be_null_is_read_as_it_is() {
    let text = |text: &str| Some(text.to_owned());
    let all = Nullable(Some(1), text("x"), text("y"));
    assert_eq!(read::<Nullable>(r#"{"a":1,"b":"x","c":"y"}"#), Ok(all));
    assert_eq!(read::<Nullable>(r#"{"a":null,"c":null}"#), Ok(Nullable(None, None, None)));
    assert_eq!(read::<Nullable>("{}"), Ok(Nullable(None, None, None)));
}

#[test]
fn a_list_that_is_null_is_empty() {
    assert_eq!(read::<Vec<i64>>("null"), Ok(Vec::new()));
    assert_eq!(read::<Option<Vec<i64>>>("null"), Ok(None));
    assert_eq!(read::<Option<Vec<i64>>>("[1]"), Ok(Some(vec![1])));
    assert_eq!(write(&vec![None, Some(true)]).as_deref(), Ok("[null,true]"));
}

#[test]
fn a_zero_below_zero_is_a_whole_number() {
    assert_eq!(read::<i128>("-0"), Ok(0));
    assert_eq!(read::<i128>("-1"), Ok(-1));
    assert_eq!(read::<i128>("170141183460469231731687303715884105727"), Ok(i128::MAX));
}

#[test]
fn what_was_written_is_counted_and_not_printed() {
    let mut json = JsonWriter::default();
    "s3cret".write_json(&mut json);
    assert_eq!(format!("{json:?}"), "JsonWriter(8 bytes)");
}

#[test]
fn each_character_at_each_place_of_a_text_is_written_and_read() {
    let letters = (0..0x180).filter_map(char::from_u32).chain(['\u{2028}', '\u{ffff}', '😀']);
    for letter in letters {
        for before in 0..17 {
            for behind in [0, 1, 8] {
                let text = format!("{}{letter}{}", "a".repeat(before), "!".repeat(behind));
                let written = write(text.as_str()).unwrap();
                assert_eq!(written, serde_json::to_string(&text).unwrap());
                assert_eq!(read::<String>(&written), Ok(text));
            }
        }
    }
}
