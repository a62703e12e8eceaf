//! Values between generated types and `serde`, in whatever form they are given.

use std::collections::BTreeMap;

use serde::de::value::{
    BoolDeserializer, BorrowedBytesDeserializer, BorrowedStrDeserializer, Error, F64Deserializer,
    I64Deserializer, MapDeserializer, SeqDeserializer, StringDeserializer, U64Deserializer,
    UnitDeserializer,
};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Value, json};

use crate::runtime::{
    DecimalNumber, FromJson, JsonError, JsonRef, UnknownValue, closed, deserialize, serialize,
};
use crate::support::read;

fn given<'de>(deserializer: impl Deserializer<'de, Error = Error>) -> Result<Value, String> {
    deserialize::<Value, _>(deserializer).map_err(|error| error.to_string())
}

/// A value as another format gives it: it may be there, or it stands within a struct.
enum Held {
    Nothing,
    Something(i64),
    Wrapped(i64),
    /// Within so many lists.
    Deep(usize),
}

impl<'de> IntoDeserializer<'de> for Held {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Held {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Nothing => visitor.visit_none(),
            Self::Something(number) => visitor.visit_some(I64Deserializer::new(number)),
            Self::Wrapped(number) => visitor.visit_newtype_struct(I64Deserializer::new(number)),
            Self::Deep(0) => visitor.visit_unit(),
            Self::Deep(levels) => {
                visitor.visit_seq(SeqDeserializer::new([Self::Deep(levels - 1)].into_iter()))
            }
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[test]
fn a_value_of_each_kind_is_read_as_it_is_given() {
    assert_eq!(given(BoolDeserializer::new(true)), Ok(json!(true)));
    assert_eq!(given(I64Deserializer::new(-7)), Ok(json!(-7)));
    assert_eq!(given(U64Deserializer::new(u64::MAX)), Ok(json!(u64::MAX)));
    assert_eq!(given(F64Deserializer::new(1.5)), Ok(json!(1.5)));
    assert_eq!(given(BorrowedStrDeserializer::new("a\"b")), Ok(json!("a\"b")));
    assert_eq!(given(StringDeserializer::new("own".to_owned())), Ok(json!("own")));
    assert_eq!(given(UnitDeserializer::new()), Ok(Value::Null));
}

#[test]
fn what_may_be_there_is_a_value_or_null() {
    assert_eq!(given(Held::Nothing), Ok(Value::Null));
    assert_eq!(given(Held::Something(7)), Ok(json!(7)));
    let list = [Held::Nothing, Held::Something(7), Held::Wrapped(8)];
    assert_eq!(given(SeqDeserializer::new(list.into_iter())), Ok(json!([null, 7, 8])));
}

#[test]
fn a_struct_around_a_value_says_nothing() {
    assert_eq!(given(Held::Wrapped(7)), Ok(json!(7)));
}

#[test]
fn an_object_can_have_names_that_are_borrowed_or_not() {
    let borrowed = [("a", 1_i64), ("b", 2)]
        .map(|(name, value)| (BorrowedStrDeserializer::<Error>::new(name), value));
    let own = BTreeMap::from([("a".to_owned(), 1_i64), ("b".to_owned(), 2)]);
    let object = json!({"a": 1, "b": 2});
    assert_eq!(given(MapDeserializer::new(borrowed.into_iter())), Ok(object.clone()));
    assert_eq!(given(MapDeserializer::new(own.into_iter())), Ok(object));
}

#[test]
fn what_is_no_json_says_what_is_expected() {
    let bytes = given(BorrowedBytesDeserializer::new(b"a")).unwrap_err();
    assert!(bytes.ends_with(", expected a JSON value"), "{bytes}");
    let names = [(1_i64, 2_i64)].into_iter();
    let name = given(MapDeserializer::new(names)).unwrap_err();
    assert!(name.ends_with(", expected the name of a property"), "{name}");
    let number = given(F64Deserializer::new(f64::NAN)).unwrap_err();
    assert_eq!(number, "JSON has no such number");
}

#[test]
fn a_value_that_is_given_in_the_middle_of_others_is_no_text_of_json() {
    let raw = BTreeMap::from([("$serde_json::private::RawValue".to_owned(), "1".to_owned())]);
    let error = given(SeqDeserializer::new([raw].into_iter())).unwrap_err();
    assert_eq!(error, "JSON text within other values");
}

#[test]
fn a_number_goes_to_a_serializer_with_all_digits_of_its_text() {
    for text in ["1.50", "0.5", "7", "-2", "12345678901234567.89"] {
        let number: DecimalNumber = read(text).unwrap();
        let mut written = Vec::new();
        serialize(&number, &mut serde_json::Serializer::new(&mut written)).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), text);
    }
    let number = serialize(&0.5, serde_json::value::Serializer).unwrap();
    assert_eq!(number.as_f64(), Some(0.5));
}

#[test]
fn a_value_that_a_closed_enum_does_not_have_is_named_by_its_type_alone() {
    #[derive(Debug)]
    struct Colour;

    impl FromJson for Colour {
        fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
            closed(json, |value: String| match value.as_str() {
                "red" => Ok(Self),
                _ => Err(UnknownValue::of("Colour")),
            })
        }
    }

    assert!(read::<Colour>(r#""red""#).is_ok());
    let error = read::<Colour>(r#""pa55""#).unwrap_err();
    assert_eq!(error.to_string(), "at $: expected a value of `Colour`, found another one");
    let error = read::<Colour>("1").unwrap_err();
    assert_eq!(error.to_string(), "at $: expected text, found a number");
}

#[test]
fn a_value_prints_its_kind_and_nothing_of_itself() {
    struct Printed(String);

    impl FromJson for Printed {
        fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
            Ok(Self(format!("{json:?}")))
        }
    }

    assert_eq!(read::<Printed>(r#""pa55""#).unwrap().0, "JsonRef(text)");
}

#[test]
fn what_is_given_can_be_as_deep_as_a_level_of_xml_makes_it() {
    let deep = |levels| (0..levels).fold(Value::Null, |inner, _| Value::Array(vec![inner]));
    assert_eq!(given(Held::Deep(255)), Ok(deep(255)));
    let error = given(Held::Deep(256)).unwrap_err();
    assert!(error.starts_with("at $: more than 256 levels"), "{error}");
}
