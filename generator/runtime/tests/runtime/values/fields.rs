//! Reading and writing the properties of an object, and where an error says it is.

use std::collections::BTreeMap;

use crate::runtime::{
    Fields, FromJson, JsonError, JsonRef, JsonWriter, Maybe, Object, ToJson, write,
};
use crate::support::read;

/// What a type reads of an object that takes properties out as `$read` does.
macro_rules! taken {
    ($text:expr, $ty:ty, |$fields:ident| $read:expr) => {{
        struct Taken($ty);

        impl FromJson for Taken {
            fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
                #[allow(unused_mut)]
                let mut $fields = Fields::of(json)?;
                let value = $read;
                $fields.end(Self(value))
            }
        }

        read::<Taken>($text).map(|Taken(value)| value)
    }};
}

/// A type as the generator writes it: two levels, a list between them.
#[derive(Debug)]
struct Group {
    list: Vec<BTreeMap<String, i32>>,
}

impl FromJson for Group {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        Ok(Self { list: Fields::of(json)?.required("list")? })
    }
}

#[test]
fn a_required_property_is_read() {
    assert_eq!(taken!(r#"{"b":1,"a":2}"#, i32, |fields| fields.required("a")?).unwrap(), 2);
}

#[test]
fn a_required_property_that_is_missing_is_named() {
    let error = taken!("{}", i32, |fields| fields.required("user id")?).unwrap_err();
    assert_eq!(error.to_string(), "at $: property \"user id\" is missing");
}

#[test]
fn a_required_property_may_be_null_where_its_type_allows_it() {
    assert_eq!(taken!(r#"{"a":null}"#, Option<i32>, |fields| fields.required("a")?).unwrap(), None);
}

#[test]
fn an_optional_property_may_be_absent_or_null() {
    assert_eq!(taken!("{}", Option<i32>, |fields| fields.optional("a")).unwrap(), None);
    assert_eq!(taken!(r#"{"a":null}"#, Option<i32>, |fields| fields.optional("a")).unwrap(), None);
}

#[test]
fn an_optional_property_of_another_type_is_an_error() {
    let error = taken!(r#"{"a":"1"}"#, Option<i32>, |fields| fields.optional("a")).unwrap_err();
    assert_eq!(error.to_string(), "at $.a: expected a 32-bit integer, found text");
}

#[test]
fn what_is_wrong_first_is_told_whatever_comes_behind_it() {
    let two = |text| {
        let error = taken!(text, (Option<i32>, Maybe<i32>, i32), |fields| {
            (fields.optional("a"), fields.maybe("b"), fields.required("c")?)
        });
        error.unwrap_err().path()
    };
    assert_eq!(two(r#"{"a":"1","b":"2","c":"3"}"#), "$.a");
    assert_eq!(two(r#"{"a":1,"b":"2"}"#), "$.b");
    assert_eq!(two(r#"{"a":1,"b":2,"c":"3"}"#), "$.c");
    assert_eq!(two(r#"{"a":1,"b":2}"#), "$");
}

#[test]
fn there_is_no_rest_of_what_was_wrong() {
    let text = r#"{"a":"1","b":"2"}"#;
    let rest = taken!(text, BTreeMap<String, i32>, |fields| {
        fields.optional::<i32>("a");
        let rest = fields.rest();
        assert!(rest.is_empty());
        rest
    });
    assert_eq!(rest.unwrap_err().path(), "$.a");
}

#[test]
fn absent_null_and_value_are_told_apart() {
    assert_eq!(taken!("{}", Maybe<i32>, |fields| fields.maybe("a")).unwrap(), Maybe::Absent);
    assert_eq!(
        taken!(r#"{"a":null}"#, Maybe<i32>, |fields| fields.maybe("a")).unwrap(),
        Maybe::Null
    );
    assert_eq!(
        taken!(r#"{"a":1}"#, Maybe<i32>, |fields| fields.maybe("a")).unwrap(),
        Maybe::Value(1)
    );
}

#[test]
fn the_rest_is_what_nothing_has_taken() {
    let text = r#"{"a":1,"b":2,"c":3}"#;
    let rest = taken!(text, BTreeMap<String, i32>, |fields| {
        fields.required::<i32>("b")?;
        fields.rest()
    });
    assert_eq!(rest.unwrap(), BTreeMap::from([("a".to_owned(), 1), ("c".to_owned(), 3)]));
}

#[test]
fn a_name_that_was_taken_is_not_in_the_rest_once_more() {
    for text in [r#"{"a":1,"b":null,"b":2,"c":3}"#, r#"{"b":2,"a":1,"\u0062":[],"c":3,"b":null}"#] {
        let rest = taken!(text, BTreeMap<String, i32>, |fields| {
            fields.optional::<i32>("b");
            fields.rest()
        });
        assert_eq!(rest.unwrap(), BTreeMap::from([("a".to_owned(), 1), ("c".to_owned(), 3)]));
    }
}

#[test]
fn the_rest_of_many_is_what_nothing_has_taken() {
    let names: Vec<String> = (0..200).map(|number| format!("\"p{number}\":{number}")).collect();
    let text = format!("{{{}}}", names.join(","));
    let rest = taken!(&text, BTreeMap<String, i32>, |fields| {
        for taken in ["p199", "p3", "p63", "p64", "p130"] {
            fields.required::<i32>(taken)?;
        }
        fields.rest()
    });
    let rest = rest.unwrap();
    assert_eq!(rest.len(), 195);
    assert!(!rest.contains_key("p64") && rest.contains_key("p65"));
}

#[test]
fn properties_are_read_in_any_order() {
    let text = r#"{"c":3,"a":1,"b":2}"#;
    let read = taken!(text, [i32; 3], |fields| {
        [fields.required("b")?, fields.required("a")?, fields.required("c")?]
    });
    assert_eq!(read.unwrap(), [2, 1, 3]);
}

#[test]
fn an_error_in_the_rest_names_its_property() {
    let error =
        taken!(r#"{"a b":true}"#, BTreeMap<String, i32>, |fields| fields.rest()).unwrap_err();
    assert_eq!(error.path(), r#"$["a b"]"#);
}

#[test]
fn what_is_no_object_has_no_properties() {
    let error = taken!("[]", i32, |fields| fields.required("a")?).unwrap_err();
    assert_eq!(error.to_string(), "at $: expected an object, found a list");
}

#[test]
fn lists_and_maps_are_read_below_a_property() {
    let group: Group = read(r#"{"list":[{"user":1},{}]}"#).unwrap();
    assert_eq!(group.list, [BTreeMap::from([("user".to_owned(), 1)]), BTreeMap::new()]);
}

#[test]
fn a_path_leads_through_lists_and_properties() {
    let error = read::<Group>(r#"{"list":[{},{},{},{"user":"x"}]}"#).unwrap_err();
    assert_eq!(error.path(), "$.list[3].user");
}

#[test]
fn an_odd_name_is_quoted_in_a_path() {
    for (name, path) in
        [("a.b", r#"$["a.b"]"#), ("", r#"$[""]"#), ("é", r#"$["é"]"#), ("a\"\n", r#"$["a\"\n"]"#)]
    {
        assert_eq!(JsonError::new("x").in_property(name).path(), path);
    }
}

/// What an object is written as that writes these properties.
fn written(properties: impl Fn(&mut Object<'_>)) -> String {
    struct Written<F>(F);

    impl<F: Fn(&mut Object<'_>)> ToJson for Written<F> {
        fn write_json(&self, json: &mut JsonWriter) {
            let mut object = Object::of(json);
            self.0(&mut object);
            object.finish();
        }
    }
    write(&Written(properties)).unwrap()
}

#[test]
fn an_object_is_written_in_the_order_of_the_calls() {
    let object = written(|object| {
        object.required("b", &1);
        object.required("a", &2);
    });
    assert_eq!(object, r#"{"b":1,"a":2}"#);
}

#[test]
fn an_optional_property_without_a_value_is_left_out() {
    let object = written(|object| {
        object.optional::<i32>("a", &None);
        object.optional("b", &Some(1));
    });
    assert_eq!(object, r#"{"b":1}"#);
}

#[test]
fn absent_null_and_value_are_written_apart() {
    let object = written(|object| {
        object.maybe::<i32>("a", &Maybe::Absent);
        object.maybe::<i32>("b", &Maybe::Null);
        object.maybe("c", &Maybe::Value(1));
    });
    assert_eq!(object, r#"{"b":null,"c":1}"#);
}

#[test]
fn a_declared_property_wins_over_its_namesake_in_the_rest() {
    let names = ["a", "z", "\"", "inner", "{", "é"];
    let rest: BTreeMap<_, _> = names.into_iter().map(|name| (name.to_owned(), 2)).collect();
    let inner = BTreeMap::from([("z".to_owned(), "},{\"z\":[\\\"".to_owned())]);
    let object = written(|object| {
        object.required("inner", &inner);
        object.required("a", &["x\"", ",", "]"].map(str::to_owned).to_vec());
        object.required("\"", &serde_json::Value::Null);
        object.rest(&rest);
    });
    assert_eq!(
        object,
        r#"{"inner":{"z":"},{\"z\":[\\\""},"a":["x\"",",","]"],"\"":null,"z":2,"{":2,"é":2}"#
    );
}

#[test]
fn a_boxed_value_is_read_and_written_like_the_value() {
    let boxed: Box<i32> = read("7").unwrap();
    assert_eq!((*boxed, write(&boxed).unwrap()), (7, "7".to_owned()));
}
