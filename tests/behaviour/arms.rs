//! The variants of unions: their names, and what all of them have. Runs inside of the crate of the
//! fixtures.

use fixtures::arms::types::{Base, Zoo, ZooItem, ZooMode, ZooStreamEvent, ZooWide};

fn read<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

#[test]
fn words_that_all_variants_share_are_left_out() {
    let event: ZooStreamEvent = read(r#"{"type":"delta","id":"e1","at":5,"text":"t"}"#);
    assert!(matches!(&event, ZooStreamEvent::TextDelta(delta) if delta.text.as_deref() == Some("t")));
    assert!(matches!(read(r#"{"type":"done","id":"e1","at":5}"#), ZooStreamEvent::Done(_)));
}

#[test]
fn what_all_variants_have_is_had_without_a_match() {
    let event: ZooStreamEvent = read(r#"{"type":"error","id":"e1","at":5,"within":{"type":"done","id":"e2","at":6,"note":"n"}}"#);
    assert_eq!((event.id(), event.at(), event.note()), (Some("e1"), Some(5), None));
    let within = event.as_error().and_then(|error| error.within.as_ref()).unwrap();
    assert_eq!((within.id(), within.note()), (Some("e2"), Some("n")));
    assert!(within.as_done().is_some() && within.as_text_delta().is_none());
    let other: ZooStreamEvent = read(r#"{"type":"later"}"#);
    assert_eq!(other.id(), None);
}

#[test]
fn enums_of_text_are_one_enum() {
    let mode = |json: &str| read::<Zoo>(json).mode.unwrap();
    assert_eq!(mode(r#"{"mode":"slow"}"#), ZooMode::Slow);
    assert_eq!(mode(r#"{"mode":"unknown"}"#), ZooMode::Unknown);
    assert_eq!(mode(r#"{"mode":"later"}"#), ZooMode::Unrecognized("later".to_owned()));
    assert_eq!(ZooMode::VALUES, [ZooMode::Slow, ZooMode::Fast, ZooMode::Unknown]);
}

#[test]
fn a_variant_is_named_by_what_it_alone_has() {
    assert!(matches!(read(r#"{"base":"b","extra":"x"}"#), ZooItem::Base(_)));
    assert!(matches!(read(r#"{"id":"i","cage":1}"#), ZooItem::Cage(_)));
    assert!(matches!(read(r#"{"id":"i","wing":1}"#), ZooItem::Wing(_)));
    assert!(matches!(read(r#"["a"]"#), ZooItem::TextList(_)));
    assert!(matches!(read("[1]"), ZooItem::IntegerList(_)));
}

#[test]
fn only_what_is_large_is_on_the_heap() {
    let (small, large): (ZooWide, ZooWide) = (
        Base::new("b").into(),
        read(r#"{"a":"","b":"","c":"","d":"","e":"","f":"","g":"","h":"","i":""}"#),
    );
    assert!(matches!(small, ZooWide::Base(Base { .. })));
    assert!(matches!(large, ZooWide::Wide(wide) if Box::new((*wide).clone()) == wide));
}
