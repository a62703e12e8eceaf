//! How values without a word of a mapping are told apart. Runs inside of the crate of the
//! fixtures.

use fixtures::by_bounds::types as bounds;
use fixtures::by_constant::types as constant;
use fixtures::by_loss::types::{self as loss, ThingsCheck, ThingsEither, ThingsId, ThingsList, ThingsLock, ThingsMap, ThingsMoment, ThingsNumber, ThingsWho};
use fixtures::by_value::types as value;
use fixtures::itself::types::Term;
use fixtures::repeated::types as repeated;

fn read<T: serde::de::DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

fn written<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

/// What is read is written again as it was, but for the order of properties.
fn round<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str) -> T {
    let value = read(json);
    let same = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap();
    assert_eq!(same(&written(&value)), same(json));
    value
}

#[test]
fn the_discriminator_of_inline_alternatives_has_their_constants() {
    use constant::Inline;
    assert!(matches!(round(r#"{"kind":"circle","radius":1.5}"#), Inline::Circle(_)));
    assert!(matches!(round(r#"{"kind":"square","side":2.5}"#), Inline::Square(_)));
    assert!(matches!(round(r#"{"kind":"star","side":2.5}"#), Inline::Unknown(_)));
}

#[test]
fn a_constant_comes_before_the_name_of_the_schema() {
    use constant::{DotShape, LineShape, Referred};
    assert!(matches!(round(r#"{"kind":"ray","length":1.5}"#), Referred::Line(_)));
    assert!(matches!(round(r#"{"kind":"dot"}"#), Referred::Dot(_)));
    assert!(matches!(round(r#"{"kind":"DotShape"}"#), Referred::Unknown(_)));
    assert_eq!(written(&Referred::from(DotShape::new())), r#"{"kind":"dot"}"#);
    assert_eq!(written(&Referred::from(LineShape::new())), r#"{"kind":"line"}"#);
}

#[test]
fn a_constant_can_stand_in_a_part() {
    use constant::Parts;
    assert!(matches!(round(r#"{"kind":"arc","size":1}"#), Parts::Arc(_)));
    assert!(matches!(round(r#"{"kind":"disc","size":1}"#), Parts::Disc(_)));
}

#[test]
fn a_name_stands_for_what_has_no_constant() {
    use constant::Mixed;
    assert!(matches!(round(r#"{"kind":"Sized","size":1}"#), Mixed::Sized(_)));
    assert!(matches!(round(r#"{"kind":"blob","area":1.5}"#), Mixed::Blob(_)));
}

#[test]
fn a_union_within_is_named_by_all_values_of_its_own() {
    use constant::{Inline, NestedTag};
    let square = round(r#"{"kind":"square","side":2.5}"#);
    assert!(matches!(square, NestedTag::Inline(inner) if matches!(inner, Inline::Square(_))));
    assert!(matches!(round(r#"{"kind":"dot"}"#), NestedTag::DotShape(_)));
}

#[test]
fn what_is_said_once_of_an_alternative_tells_it_in_each_union() {
    use repeated::{Event, Message, ThingsCode, ThingsFirst, ThingsFlag, ThingsLast, ThingsOne, ThingsOther};
    assert!(matches!(round(r#"{"type":"removed_17","by":"b"}"#), Event::Change(_)));
    assert!(matches!(round(r#"{"type":"removed_17","by":"b"}"#), Message::Change(_)));
    assert!(matches!(round(r#"{"p33":"p"}"#), ThingsOne::Wide(_)));
    assert!(matches!(round(r#"{"p33":"p"}"#), ThingsOther::Wide(_)));
    assert!(matches!(round(r#""c33""#), ThingsCode::Code(_)));
    assert!(matches!(round(r#""c33""#), ThingsFlag::Code(_)));
    assert!(matches!(round(r#"{"code":"c33","id":"i"}"#), ThingsFirst::Coded(_)));
    assert!(matches!(round(r#"{"code":"c33","id":"i"}"#), ThingsLast::Coded(_)));
}

#[test]
fn what_extends_a_base_is_named_by_its_constant() {
    use constant::Layer;
    assert!(matches!(round(r#"{"kind":"paint_v1","color":"red"}"#), Layer::Paint(_)));
    assert!(matches!(round(r#"{"kind":"mask_v1","depth":1}"#), Layer::Mask(_)));
    assert!(matches!(round(r#"{"kind":"Layer"}"#), Layer::Base(_)));
}

#[test]
fn the_discriminator_is_sent_as_the_kind_that_it_is() {
    use constant::{Done, Failed, FirstForm, Numbered, SecondForm, Truth};
    let forms = [Numbered::from(FirstForm::new()), SecondForm::new().into()];
    assert_eq!(written(&forms.as_slice()), r#"[{"form":1},{"form":2}]"#);
    assert!(matches!(round(r#"{"form":2,"text":"b"}"#), Numbered::Second(_)));
    assert_eq!(written(&Truth::from(Failed::new())), r#"{"ok":false}"#);
    assert!(matches!(round(r#"{"ok":true}"#), Truth::Done(_)));
    assert_eq!(written(&Done::new()), r#"{"ok":true}"#);
}

#[test]
fn a_discriminator_that_no_schema_has_is_sent() {
    use constant::Lone;
    assert!(matches!(round(r#"{"kind":"sized","size":1}"#), Lone::Sized(_)));
    assert_eq!(written(&Lone::from(constant::Sized::new(1))), r#"{"kind":"sized","size":1}"#);
}

#[test]
fn alternatives_of_one_value_are_told_by_what_else_they_have() {
    use constant::SharedTag;
    assert!(matches!(round(r#"{"kind":"message","question":"?"}"#), SharedTag::Question(_)));
    assert!(matches!(round(r#"{"kind":"message","text":"!"}"#), SharedTag::Statement(_)));
    assert!(matches!(round(r#"{"kind":"call","name":"c"}"#), SharedTag::Call(_)));
    assert!(matches!(read(r#"{"text":"!"}"#), SharedTag::Statement(_)));
}

#[test]
fn truth_values_and_numbers_tell() {
    use value::{ByNumber, ByTruth};
    assert!(matches!(round(r#"{"ok":false,"text":"t"}"#), ByTruth::Bad(_)));
    assert!(matches!(round(r#"{"ok":true,"text":"t"}"#), ByTruth::Good(_)));
    assert!(matches!(round(r#"{"code":2,"text":"t"}"#), ByNumber::Two(_)));
    assert!(matches!(round(r#"{"code":3,"text":"t"}"#), ByNumber::Unknown(_)));
}

#[test]
fn several_values_of_a_property_tell() {
    use value::BySeveral;
    assert!(matches!(round(r#"{"type":"kitten"}"#), BySeveral::Feline(_)));
    assert!(matches!(round(r#"{"type":"puppy"}"#), BySeveral::Canine(_)));
    assert!(matches!(round(r#"{"type":"bird"}"#), BySeveral::Unknown(_)));
}

#[test]
fn a_property_of_a_property_tells() {
    use value::ByInner;
    let count = round(r#"{"name":"n","config":{"type":"count","seconds":3}}"#);
    assert!(matches!(count, ByInner::Count(_)));
    assert!(matches!(round(r#"{"config":{"type":"new"}}"#), ByInner::Unknown(_)));
}

#[test]
fn a_constant_that_is_another_one_rules_an_alternative_out() {
    use value::ByMissing;
    assert!(matches!(round(r#"{"tag":"a","name":"n"}"#), ByMissing::Tagged(_)));
    assert!(matches!(round(r#"{"name":"n","size":1}"#), ByMissing::Untagged(_)));
    assert!(matches!(read(r#"{"tag":"b","name":"n"}"#), ByMissing::Untagged(_)));
}

#[test]
fn values_that_overlap_tell_as_far_as_they_do() {
    use value::Nearly;
    assert!(matches!(round(r#"{"level":"low"}"#), Nearly::Small(_)));
    assert!(matches!(round(r#"{"level":"high"}"#), Nearly::Large(_)));
    assert!(matches!(round(r#"{"level":"highest"}"#), Nearly::Small(_)));
}

#[test]
fn lists_and_maps_are_told_by_what_is_in_them() {
    assert!(matches!(round(r#"[{"field":"f","sign":"="}]"#), ThingsList::Filter(_)));
    assert!(matches!(round(r#"[{"join":"and"}]"#), ThingsList::Group(_)));
    assert!(matches!(round(r#"{"a":{"field":"f"}}"#), ThingsMap::Filter(_)));
}

#[test]
fn text_is_not_read_as_what_it_is_only_near_to() {
    use loss::{ThingsClock, ThingsWhen};
    assert!(matches!(round(r#""2020-01-01""#), ThingsMoment::Date(_)));
    assert!(matches!(round(r#""2020-01-01T00:00:00+01:00""#), ThingsMoment::Timestamp(_)));
    assert!(matches!(round(r#""20200101T100000Z""#), ThingsWhen::Text(_)));
    assert!(matches!(round(r#""2020-01-01T10:00:00""#), ThingsWhen::Text(_)));
    assert!(matches!(round(r#""10:00""#), ThingsClock::Text(_)));
    assert!(matches!(round(r#""10:00:00Z""#), ThingsClock::Time(_)));
    assert!(matches!(round(r#""PT10M""#), ThingsClock::Duration(_)));
    assert!(matches!(round(r#""007""#), ThingsNumber::Text(_)));
    assert!(matches!(round(r#""7.50""#), ThingsNumber::Decimal(_)));
    assert!(matches!(round(r#""67E55044-10B1-426F-9247-BB680E5FE0C8""#), ThingsId::Text(_)));
    assert!(matches!(round(r#""aGk=""#), ThingsId::Base64(_)));
    assert!(matches!(round(r#""aGk""#), ThingsId::Text(_)));
}

#[test]
fn a_choice_within_is_read_before_an_object_that_keeps_less() {
    assert!(matches!(round(r#"{"kind":"zip"}"#), ThingsCheck::Check(_)));
    assert!(matches!(round("{}"), ThingsCheck::Nothing(_)));
}

#[test]
fn what_is_of_several_types_at_once_is_kept_whole() {
    let both = r#"{"name":"n","age":1,"company":"c","vat":null}"#;
    assert!(matches!(round(both), ThingsWho::Several(all) if all.age == Some(1) && all.company.as_deref() == Some("c")));
    assert!(matches!(round(r#"{"name":"n","age":1}"#), ThingsWho::Person(_)));
    assert!(matches!(read(r#"{"name":"n","new":1}"#), ThingsWho::Person(_)));
    assert!(matches!(round(r#"{"neither":1}"#), ThingsWho::Unknown(_)));
}

#[test]
fn what_has_names_and_more_has_both() {
    use loss::ThingsNamedOrAny as Named;
    assert!(matches!(round(r#"{"name":"n","age":1}"#), Named::Person(_)));
    let both = round(r#"{"name":"n","more":1}"#);
    assert!(matches!(both, Named::Several(all) if all.name.as_deref() == Some("n") && all.additional_properties["more"] == 1));
    assert!(matches!(round(r#"{"more":1}"#), Named::Map(_)));
}

#[test]
fn what_must_be_of_one_type_and_is_of_two_is_unknown() {
    assert!(matches!(round(r#"{"left":"l","both":"b"}"#), ThingsEither::Left(_)));
    assert!(matches!(round(r#"{"right":"r","both":"b"}"#), ThingsEither::Right(_)));
    let ThingsEither::Unknown(both) = round(r#"{"left":"l","right":"r"}"#) else { panic!() };
    assert_eq!(both.reason(), "it has properties of Left and of Right");
}

/// A value that holds another one, and so on.
fn nested(depth: usize, note: impl Fn(usize) -> &'static str) -> String {
    (0..depth).fold(r#"{"word":"w"}"#.to_owned(), |inner, level| {
        format!(r#"{{"inner":{inner},"note":{}}}"#, note(level))
    })
}

/// Each level of it can be read in two ways, all of it in 2^100.
#[test]
fn a_union_that_holds_itself_is_read_in_time() {
    assert!(matches!(round(&nested(100, |_| r#"{"text":true}"#)), Term::Unknown(_)));
}

#[test]
fn a_union_that_holds_itself_is_read_to_its_end() {
    let note = |level| if level % 2 == 0 { r#"{"text":"n"}"# } else { r#"{"text":1}"# };
    let mut term: Term = round(&nested(8, note));
    let mut depth = 0;
    while let Term::Both(_) | Term::One(_) = term {
        term = match term {
            Term::Both(both) => both.inner,
            Term::One(one) => one.inner,
            other => other,
        };
        depth += 1;
    }
    assert!(matches!(term, Term::Word(_)));
    assert_eq!(depth, 8);
}

#[test]
fn the_kind_of_a_property_tells_at_any_depth() {
    use fixtures::itself::types::Plain;
    let plain: Plain = round(&nested(100, |level| if level % 2 == 0 { r#""n""# } else { "1" }));
    assert!(matches!(plain, Plain::One(_)));
}

#[test]
fn bounds_of_a_property_decide_where_nothing_else_does() {
    use bounds::{PlanCode, PlanRatio, PlanRoute, PlanWindow};
    assert!(matches!(round(r#"{"seconds":30}"#), PlanWindow::Short(_)));
    assert!(matches!(round(r#"{"seconds":7200}"#), PlanWindow::Long(_)));
    assert!(matches!(round(r#"{"code":"CH"}"#), PlanCode::Country(_)));
    assert!(matches!(round(r#"{"code":"Tessin"}"#), PlanCode::Region(_)));
    assert!(matches!(round(r#"{"stops":[]}"#), PlanRoute::Direct(_)));
    assert!(matches!(round(r#"{"stops":["a","b","c"]}"#), PlanRoute::Winding(_)));
    assert!(matches!(round(r#"{"share":0.5}"#), PlanRatio::Part(_)));
    assert!(matches!(round(r#"{"share":1.5}"#), PlanRatio::Whole(_)));
}

#[test]
fn what_is_out_of_all_bounds_is_read_as_the_first_that_fits() {
    use bounds::PlanWindow;
    assert!(matches!(round(r#"{"seconds":0}"#), PlanWindow::Short(_)));
}

#[test]
fn a_property_that_has_to_be_there_and_is_not_is_lost_even_if_it_may_be_null() {
    assert!(matches!(round(r#"{"at":"noon"}"#), ThingsLock::Opened(_)));
    assert!(matches!(round(r#"{"at":"noon","reason":null}"#), ThingsLock::Locked(_)));
}
