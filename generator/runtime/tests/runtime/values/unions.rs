//! Values that are one of several types: by what they are told apart.

use crate::runtime::{
    Alternative, Constant, Fields, FromJson, JsonError, JsonRef, Kind, Unmatched, read_union,
};
use crate::support::read;
use crate::values::json::Anything;

/// The name of the type that a text is read as: of these arms, each with its reader.
macro_rules! chosen {
    ($text:expr, $path:expr, $($arm:expr => $reader:expr),+ $(,)?) => {{
        struct Chosen(Result<&'static str, Unmatched>);
        impl FromJson for Chosen {
            fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
                Ok(Self(read_union(json, $path, &[$($arm),+], &[$($reader),+])))
            }
        }
        read::<Chosen>($text).unwrap().0
    }};
}

/// Reads an object of which these properties are known.
pub(super) fn of(
    json: JsonRef<'_>,
    name: &'static str,
    known: &[&str],
) -> Result<&'static str, JsonError> {
    let mut fields = Fields::of(json)?;
    for property in known {
        fields.any::<Anything>(property);
    }
    fields.end(name)
}

/// The same, of which another value of `type` is rather another type's.
fn rather(json: JsonRef<'_>, name: &'static str) -> Result<&'static str, JsonError> {
    Fields::of(json)?.required_constant::<String, _>("type", name)?;
    Ok(name)
}

/// Reads whatever there is.
pub(super) fn any(_: JsonRef<'_>, name: &'static str) -> Result<&'static str, JsonError> {
    Ok(name)
}

pub(super) const A: Alternative = Alternative::new("A", Kind::Object);
pub(super) const B: Alternative = Alternative::new("B", Kind::Object);

#[test]
fn of_types_that_can_read_a_value_it_is_the_one_that_loses_least() {
    // B lacks a property, so A is tried first.
    let found = chosen!(r#"{"type":"B"}"#, &[],
        A.known(&["type"]) => |json| rather(json, "A"),
        B.known(&["type", "b"]) => |json| rather(json, "B"),
    );
    assert_eq!(found.unwrap(), "B");
}

#[test]
fn of_types_that_lose_alike_it_is_the_first() {
    let found = chosen!(r#"{"type":"C"}"#, &[],
        A.known(&["type"]) => |json| rather(json, "A"),
        B.known(&["type"]) => |json| rather(json, "B"),
    );
    assert_eq!(found.unwrap(), "A");
}

#[test]
fn a_value_with_properties_of_two_types_is_kept_as_neither() {
    let text = r#"{"id":1,"a":2,"b":3}"#;
    let found = chosen!(text, &[],
        A.known(&["id", "a"]) => |json| of(json, "A", &["id", "a"]),
        B.known(&["id", "b"]) => |json| of(json, "B", &["id", "b"]),
    );
    let unmatched = found.unwrap_err();
    assert_eq!(unmatched.reason(), "it has properties of A and of B");
    assert_eq!(unmatched.json().to_string(), r#"{"a":2,"b":3,"id":1}"#);
}

#[test]
fn a_property_that_no_type_knows_tells_none_from_the_others() {
    let found = chosen!(r#"{"id":1,"a":2,"new":3}"#, &[],
        A.known(&["id", "a"]) => |json| of(json, "A", &["id", "a"]),
        B.known(&["id"]) => |json| of(json, "B", &["id"]),
    );
    assert_eq!(found.unwrap(), "A");
}

#[test]
fn the_kind_of_a_property_tells_before_anything_is_read() {
    let by_kind = |text: &str| {
        chosen!(text, &[],
            A.known(&["v"]).kinds(&[("v", Kind::Integer)]) => |json| any(json, "A"),
            B.known(&["v"]).kinds(&[("v", Kind::Text)]) => |json| any(json, "B"),
        )
    };
    assert_eq!(by_kind(r#"{"v":1}"#).unwrap(), "A");
    assert_eq!(by_kind(r#"{"v":"x"}"#).unwrap(), "B");
    let reason = by_kind(r#"{"v":true}"#).unwrap_err().reason().to_owned();
    assert_eq!(reason, r#"A: property "v" is true or false; B: property "v" is true or false"#);
}

#[test]
fn a_discriminator_tells_by_text_by_numbers_and_by_truth() {
    use Constant::{Bool, Integer, Text};
    let by_tag = |text: &str| {
        chosen!(text, &["v"],
            A.tags(&[Text("a"), Integer(1), Bool(true)]) => |json| any(json, "A"),
            B.tags(&[Text("b"), Integer(2), Bool(false)]) => |json| any(json, "B"),
        )
    };
    for text in [r#"{"v":"a"}"#, r#"{"v":1}"#, r#"{"v":true}"#] {
        assert_eq!(by_tag(text).unwrap(), "A", "{text}");
    }
    for text in [r#"{"v":"b"}"#, r#"{"v":2}"#, r#"{"v":false}"#] {
        assert_eq!(by_tag(text).unwrap(), "B", "{text}");
    }
}

#[test]
fn the_words_of_a_mapping_stand_for_numbers_and_for_truth() {
    let by_words = |text: &str| {
        chosen!(text, &["v"],
            A.tags(&[Constant::Text("1"), Constant::Text("true")]) => |json| any(json, "A"),
            B.tags(&[Constant::Text("2"), Constant::Text("false")]) => |json| any(json, "B"),
        )
    };
    for (text, name) in [(r#"{"v":2}"#, "B"), (r#"{"v":false}"#, "B"), (r#"{"v":true}"#, "A")] {
        assert_eq!(by_words(text).unwrap(), name, "{text}");
    }
}

#[test]
fn a_discriminator_decides_before_all_else_that_a_value_has() {
    let found = chosen!(r#"{"v":"a","b":1}"#, &["v"],
        A.tags(&[Constant::Text("a")]).required(&["a"]) => |json| any(json, "A"),
        B.tags(&[Constant::Text("b")]).required(&["b"]) => |json| any(json, "B"),
    );
    assert_eq!(found.unwrap(), "A");
}

#[test]
fn a_discriminator_that_names_no_type_leaves_those_that_none_can_name() {
    let text = r#"{"v":"c"}"#;
    let found = chosen!(text, &["v"],
        A.tags(&[Constant::Text("a")]) => |json| any(json, "A"),
        B => |json| any(json, "B"),
    );
    assert_eq!(found.unwrap(), "B");
    let found = chosen!(text, &["v"], A.tags(&[Constant::Text("a")]) => |json| any(json, "A"));
    let reason = found.unwrap_err().reason().to_owned();
    assert_eq!(reason, r#"property "v" names none of the types that are known"#);
}

#[test]
fn a_number_with_a_fraction_is_rather_a_number_than_a_whole_one() {
    let by_number = |text: &str| {
        chosen!(text, &[],
            Alternative::new("Whole", Kind::Integer) => |json| any(json, "Whole"),
            Alternative::new("Number", Kind::Number) => |json| any(json, "Number"),
        )
    };
    assert_eq!(by_number("1.5").unwrap(), "Number");
    assert_eq!(by_number("15").unwrap(), "Whole");
}

#[test]
fn a_text_that_an_enum_does_not_know_is_rather_of_a_type_of_any_text() {
    let by_value = |text: &str| {
        chosen!(text, &[],
            Alternative::new("Enum", Kind::Text).values(&["a", "b"]) => |json| any(json, "Enum"),
            Alternative::new("Text", Kind::Text) => |json| any(json, "Text"),
        )
    };
    assert_eq!(by_value(r#""c""#).unwrap(), "Text");
    assert_eq!(by_value(r#""b""#).unwrap(), "Enum");
}

#[test]
fn the_known_values_of_a_property_tell() {
    use Constant::Text;
    let found = chosen!(r#"{"v":"b2"}"#, &[],
        A.sets(&[(&["v"], &[Text("a1"), Text("a2")])]) => |json| any(json, "A"),
        B.sets(&[(&["v"], &[Text("b1"), Text("b2")])]) => |json| any(json, "B"),
    );
    assert_eq!(found.unwrap(), "B");
}

#[test]
fn the_bounds_of_numbers_texts_and_lists_tell() {
    let by_size = |text: &str| {
        chosen!(text, &[],
            A.ranges(&[("v", 0.0, 2.0)]) => |json| any(json, "A"),
            B.ranges(&[("v", 3.0, 9.0)]) => |json| any(json, "B"),
        )
    };
    for text in [r#"{"v":2}"#, r#"{"v":"üü"}"#, r#"{"v":[1,2]}"#] {
        assert_eq!(by_size(text).unwrap(), "A", "{text}");
    }
    for text in [r#"{"v":3}"#, r#"{"v":"üüü"}"#, r#"{"v":[1,2,3]}"#] {
        assert_eq!(by_size(text).unwrap(), "B", "{text}");
    }
}

#[test]
fn a_zero_with_a_sign_is_rather_a_number_with_a_fraction_than_an_integer() {
    const NUMBER: fn(&'static str) -> Alternative = |name| Alternative::new(name, Kind::Number);
    let by_loss = |text: &str| {
        chosen!(text, &[],
            NUMBER("Whole") => |json| i128::from_json(json).map(|_| "Whole"),
            NUMBER("Number") => |json| f64::from_json(json).map(|_| "Number"),
        )
    };
    assert_eq!(by_loss("-0").unwrap(), "Number");
    assert_eq!(by_loss("0").unwrap(), "Whole");
}
