//! Which of several types fits a value best, and what several of them are together.

use std::cell::Cell;
use std::convert::Infallible;

use super::unions::{A, B, any, of};
use crate::runtime::{
    Alternative, Call, Constant, Fields, Framing, FromJson, JsonError, JsonRef, Kind, Reader,
    Request, UndecodedResponse, Unmatched, read_union, write,
};
use crate::support::{core, operation, read};

const SEVERAL: Alternative = Alternative::new("Several", Kind::Object);
const MAP: Alternative = Alternative::new("Map", Kind::Object);

fn reason(found: Result<&'static str, Unmatched>) -> String {
    found.unwrap_err().reason().to_owned()
}

#[test]
fn null_and_a_number_of_any_type_are_no_other_kind() {
    let found = chosen!(r#"{"v":null}"#, &[],
        A.kinds(&[("v", Kind::Integer)]) => |json| any(json, "A"),
    );
    assert_eq!(found.unwrap(), "A");
    let found = chosen!(r#"{"v":1}"#, &[],
        A.kinds(&[("v", Kind::Any)]) => |json| any(json, "A"),
    );
    assert_eq!(found.unwrap(), "A");
}

#[test]
fn what_can_be_no_discriminator_tells_nothing() {
    for text in [r#"{"v":{}}"#, r#"{"v":[]}"#, r#"{"v":null}"#, r#"{"v":1.5}"#] {
        let found = chosen!(text, &["v"], A.tags(&[Constant::Text("a")]) => |json| any(json, "A"));
        assert_eq!(found.unwrap(), "A", "{text}");
    }
}

#[test]
fn a_type_of_any_value_comes_behind_one_that_fits() {
    let found = chosen!("{}", &[],
        Alternative::new("Any", Kind::Any) => |json| any(json, "Any"),
        B => |json| any(json, "B"),
    );
    assert_eq!(found.unwrap(), "B");
}

#[test]
fn a_whole_number_is_rather_a_whole_one() {
    let found = chosen!("15", &[],
        Alternative::new("Number", Kind::Number) => |json| any(json, "Number"),
        Alternative::new("Whole", Kind::Integer) => |json| any(json, "Whole"),
    );
    assert_eq!(found.unwrap(), "Whole");
}

#[test]
fn a_text_that_an_enum_knows_is_rather_of_it() {
    let found = chosen!(r#""b""#, &[],
        Alternative::new("Text", Kind::Text) => |json| any(json, "Text"),
        Alternative::new("Enum", Kind::Text).values(&["a", "b"]) => |json| any(json, "Enum"),
    );
    assert_eq!(found.unwrap(), "Enum");
}

#[test]
fn of_two_types_it_is_the_one_that_fits_by_more() {
    use Constant::Text;
    const KNOWN: &[Constant] = &[Text("b1"), Text("b2")];
    macro_rules! assert_better {
        ($($text:literal: $other:expr, $better:expr;)+) => {$(
            let found = chosen!($text, &[],
                $other => |json| any(json, "other"),
                $better => |json| any(json, "better"),
            );
            assert_eq!(found.unwrap(), "better", "{}", $text);
        )+};
    }
    assert_better! {
        r#"{"v":1}"#: A, B.required(&["v"]);
        r#"{"b":1}"#: A.known(&["a"]), B.known(&["b"]);
        r#"{"v":"b2"}"#: A, B.sets(&[(&["v"], KNOWN)]);
        r#"{"v":"c"}"#: A.sets(&[(&["v"], KNOWN)]), B;
        r#"{"v":2}"#: A.ranges(&[("v", 3.0, 9.0)]), B.ranges(&[("v", 0.0, 2.0)]);
        r#"{"v":3}"#: A.ranges(&[("v", 0.0, 2.0)]), B.ranges(&[("v", 3.0, 9.0)]);
    }
}

#[test]
fn a_property_of_another_value_than_its_only_one_is_told() {
    const TEXT: &[Constant] = &[Constant::Text("a")];
    const NUMBER: &[Constant] = &[Constant::Integer(1)];
    let text = r#"{"v":{"w":"b"}}"#;
    let found = chosen!(text, &[], A.sets(&[(&["v", "w"], TEXT)]) => |json| any(json, "A"));
    assert_eq!(reason(found), r#"A: property "v.w" is not "a""#);
    let found = chosen!(text, &[], A.sets(&[(&["v", "w"], NUMBER)]) => |json| any(json, "A"));
    assert_eq!(reason(found), r#"A: property "v.w" has another value"#);
}

#[test]
fn a_value_that_is_none_is_written_as_it_came() {
    let unmatched = chosen!("[1]", &[], A => |json| any(json, "A")).unwrap_err();
    assert_eq!(write(&unmatched).unwrap(), "[1]");
    assert_eq!(format!("{unmatched:?}"), "Unmatched { reason: \"A: a list does not fit\", .. }");
}

#[test]
fn of_a_type_that_loses_what_none_keeps_no_other_is_tried() {
    let found = chosen!(r#"{"a":1,"new":2}"#, &[],
        A.known(&["a"]) => |json| of(json, "A", &["a"]),
        B.known(&["b"]) => |_| unreachable!("it was tried"),
    );
    assert_eq!(found.unwrap(), "A");
}

#[test]
fn what_a_type_keeps_that_names_fewer_properties_is_its_own() {
    let found = chosen!(r#"{"id":1,"a":2,"b":3}"#, &[],
        A.known(&["a"]) => |json| any(json, "A"),
        B.known(&["id", "b"]) => |json| of(json, "B", &["id", "b"]),
    );
    assert_eq!(found.unwrap(), "A");
}

/// What a map, a type with a property `a`, and both at once make of a value.
macro_rules! with_map {
    ($text:literal, $keeps_rest:literal) => {
        chosen!($text, &[],
            A.known(&["a"]) => |json| of(json, "A", &["a"]),
            MAP => |json| any(json, "Map"),
            SEVERAL.several($keeps_rest) => |json| any(json, "Several"),
        )
    };
}

#[test]
fn a_map_and_a_type_with_names_are_both_at_once() {
    assert_eq!(with_map!(r#"{"a":1,"x":2}"#, true).unwrap(), "Several");
    assert_eq!(with_map!(r#"{"a":1,"x":2}"#, false).unwrap(), "A");
    assert_eq!(with_map!(r#"{"a":1}"#, true).unwrap(), "A");
}

#[test]
fn a_map_that_no_other_type_can_be_is_a_map() {
    let found = chosen!(r#"{"x":1}"#, &[],
        A.required(&["a"]) => |json| any(json, "A"),
        MAP => |json| any(json, "Map"),
        SEVERAL.several(true) => |json| any(json, "Several"),
    );
    assert_eq!(found.unwrap(), "Map");
}

#[test]
fn a_type_with_names_that_loses_nothing_is_not_several() {
    let found = chosen!(r#"{"a":1,"b":2}"#, &[],
        A.known(&["a", "b"]) => |json| of(json, "A", &["a"]),
        B.known(&["b"]) => |json| any(json, "B"),
        SEVERAL.several(true) => |json| any(json, "Several"),
    );
    assert_eq!(found.unwrap(), "B");
}

#[test]
fn what_loses_more_together_is_neither() {
    let found = chosen!(r#"{"id":1,"a":2,"b":3}"#, &[],
        A.known(&["id", "a"]) => |json| of(json, "A", &["id", "a"]),
        B.known(&["id", "b"]) => |json| of(json, "B", &["id", "b"]),
        SEVERAL.several(false) => |json| of(json, "Several", &[]),
    );
    assert_eq!(reason(found), "it has properties of A and of B");
}

thread_local! {
    /// How often a node was read.
    static READ: Cell<usize> = const { Cell::new(0) };
    /// Whether what came behind them all was of its type.
    static LAST: Cell<Option<bool>> = const { Cell::new(None) };
}

/// A value of two types that hold each other, and fail behind what they hold.
#[derive(Debug)]
struct Node(Result<(), Unmatched>);

impl FromJson for Node {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        Ok(Self(read_union(json, &[], &[A, B], &[node, node])))
    }
}

fn node(json: JsonRef<'_>) -> Result<(), JsonError> {
    READ.set(READ.get() + 1);
    let mut fields = Fields::of(json)?;
    fields.optional::<Node>("next");
    Err(JsonError::new("it fails"))
}

/// A value that holds such a node, and behind it another one.
#[derive(Debug)]
struct Holder(Result<(), Unmatched>);

impl FromJson for Holder {
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        fn last(_: JsonRef<'_>) -> Result<(), JsonError> {
            Ok(())
        }
        struct Last(bool);
        impl FromJson for Last {
            fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
                Ok(Self(read_union::<()>(json, &[], &[A, B], &[last, last]).is_ok()))
            }
        }
        fn held(json: JsonRef<'_>) -> Result<(), JsonError> {
            let mut fields = Fields::of(json)?;
            fields.optional::<Node>("next");
            LAST.set(fields.optional::<Last>("last").map(|last| last.0));
            fields.end(())
        }
        Ok(Self(read_union(json, &[], &[A], &[held])))
    }
}

fn nested(levels: usize) -> String {
    format!("{}{{}}{}", r#"{"next":"#.repeat(levels), "}".repeat(levels))
}

#[test]
fn what_was_tried_too_often_is_kept_whole_with_all_that_is_in_it() {
    let text = nested(18);
    let unmatched = read::<Node>(&text).unwrap().0.unwrap_err();
    assert_eq!(unmatched.json().to_string(), text);
    assert!(READ.get() < 10_000, "{}", READ.get());
}

#[test]
fn a_value_that_holds_what_was_not_kept_is_kept_itself() {
    let text = format!(r#"{{"last":{{}},"next":{}}}"#, nested(18));
    let unmatched = read::<Holder>(&text).unwrap().0.unwrap_err();
    assert_eq!(unmatched.json().to_string(), text);
    let words = "the value has too many parts that could be of several types";
    assert_eq!(unmatched.reason(), words);
    // The type that fits best is tried all the same.
    assert_eq!(LAST.get(), Some(true));
}

#[test]
fn a_wide_value_is_tried_as_often_as_it_has_parts() {
    struct Part(Result<(), Unmatched>);

    impl FromJson for Part {
        fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
            const NUMBER: Alternative = Alternative::new("Number", Kind::Integer);
            fn fails(_: JsonRef<'_>) -> Result<(), JsonError> {
                Err(JsonError::new("it fails"))
            }
            fn fits(_: JsonRef<'_>) -> Result<(), JsonError> {
                Ok(())
            }
            Ok(Self(read_union(json, &[], &[NUMBER, NUMBER], &[fails, fits])))
        }
    }

    let found = chosen!(&format!("[{}0]", "1,".repeat(200)), &[],
        Alternative::new("List", Kind::List) => |json| {
            let parts = Vec::<Part>::from_json(json)?;
            Ok(if parts.iter().all(|part| part.0.is_ok()) { "all" } else { "some" })
        },
    );
    assert_eq!(found.unwrap(), "all");
}

#[test]
fn each_value_has_an_allowance_of_its_own() {
    for _ in 0..1_000 {
        let found = chosen!(r#"{"type":"B"}"#, &[],
            A.known(&["type"]) => |json| of(json, "A", &[]),
            B.known(&["type", "b"]) => |json| any(json, "B"),
        );
        assert_eq!(found.unwrap(), "B");
    }
}

#[test]
fn the_text_of_a_form_or_an_event_is_that_of_any_constant() {
    struct Chosen(Result<&'static str, Unmatched>);
    impl FromJson for Chosen {
        fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
            use Constant::{Bool, Integer, Text};
            let arms = &[
                A.tags(&[Text("a"), Integer(1), Bool(true)]),
                B.tags(&[Text("b"), Integer(2), Bool(false)]),
            ];
            let readers: &[Reader<&'static str>] = &[|json| any(json, "A"), |json| any(json, "B")];
            Ok(Self(read_union(json, &["data"], arms, readers)))
        }
    }
    fn decode(
        response: &UndecodedResponse,
    ) -> Result<crate::runtime::Items<Chosen, Infallible>, crate::runtime::Error<Infallible>> {
        response.items(Framing::MixedEvents, |_| None)
    }
    let call = Call::new(&core(), Request::new(operation("/x", &[], &[])), decode);
    for (text, name) in
        [("a", "A"), ("1", "A"), ("true", "A"), ("b", "B"), ("2", "B"), ("false", "B")]
    {
        let response = http::Response::new(format!("data: {text}\n\n").into());
        let mut items = call.decode(response).unwrap().into_inner();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let item = runtime.block_on(items.next()).unwrap().unwrap();
        assert_eq!(item.0.unwrap(), name, "{text}");
    }
}
