//! Enums that take no other values than theirs. Runs inside of the crate of the fixtures.

use fixtures::open_enum_2_0;
use fixtures::open_enum_3_0::types::{Color, Kind, Lamp, LampEither, LampOnly, LampShade, Level, State};
use fixtures::open_enum_3_1;

const LAMP: &str = r#"{"state":"on","level":2,"kind":"lamp","color":"blue","shade":"red","only":"one","history":["off"],"rooms":{"hall":"on"},"either":"dim","previous":null}"#;

fn refused(from: &str, to: &str) -> String {
    assert!(LAMP.contains(from), "{from}");
    serde_json::from_str::<Lamp>(&LAMP.replace(from, to)).unwrap_err().to_string()
}

/// Without a variant for other values, and outside of its crate, a `match` on all of them is whole.
fn is_lit(state: State) -> bool {
    match state {
        State::On => true,
        State::Off => false,
    }
}

#[test]
fn their_own_values_are_read_and_written() {
    let lamp: Lamp = serde_json::from_str(LAMP).unwrap();
    assert!(is_lit(lamp.state));
    assert_eq!((lamp.level, lamp.level.value()), (Level::High, 2));
    assert_eq!(lamp.only, Some(LampOnly::One));
    assert_eq!(lamp.shade, Some(LampShade::Red));
    let written: serde_json::Value = serde_json::to_value(&lamp).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(LAMP).unwrap());
}

#[test]
fn another_value_is_an_error_at_its_place_that_does_not_tell_it() {
    for (from, to, place, ty) in [
        (r#""state":"on""#, r#""state":"secret""#, ".state", "State"),
        (r#""level":2"#, r#""level":3"#, ".level", "Level"),
        (r#""only":"one""#, r#""only":"two""#, ".only", "LampOnly"),
        (r#""shade":"red""#, r#""shade":"blue""#, ".shade", "LampShade"),
        (r#"["off"]"#, r#"["secret"]"#, ".history[0]", "State"),
        (r#"{"hall":"on"}"#, r#"{"hall":"secret"}"#, ".rooms.hall", "State"),
        (r#""previous":null"#, r#""previous":"secret""#, ".previous", "State"),
    ] {
        let error = refused(from, to);
        assert!(error.contains(place) && error.contains(&format!("`{ty}`")), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn what_is_open_keeps_other_values() {
    let lamp: Lamp = serde_json::from_str(LAMP).unwrap();
    assert_eq!(lamp.color, Some(Color::from("blue")));
    assert_eq!(lamp.kind, Kind::Lamp);
    let other = LAMP.replace(r#""kind":"lamp""#, r#""kind":"torch""#);
    assert_eq!(serde_json::from_str::<Lamp>(&other).unwrap().kind, Kind::from("torch"));
}

#[test]
fn of_several_types_one_that_takes_the_value_is_read() {
    let read = |either: &str| {
        serde_json::from_str::<Lamp>(&LAMP.replace("dim", either)).unwrap().either.unwrap()
    };
    assert_eq!(read("on"), LampEither::State(State::On));
    assert_eq!(read("dim"), LampEither::Text("dim".to_owned()));
}

#[test]
fn they_are_made_of_a_text_or_a_number_that_is_theirs() {
    assert_eq!("off".parse(), Ok(State::Off));
    assert_eq!(Level::try_from(1), Ok(Level::Low));
    let error = "dim".parse::<State>().unwrap_err();
    assert_eq!(error.to_string(), "expected a value of `State`, found another one");
    assert!(Level::try_from(3).is_err());
    assert_eq!(State::VALUES.len(), 2);
}

#[test]
fn each_version_has_them() {
    let read = |text: &str| serde_json::from_str::<open_enum_3_1::types::Lamp>(text);
    assert!(read(r#"{"state":"on","level":1,"shade":"red","mode":"day"}"#).is_ok());
    for other in [
        r#"{"state":"dim","level":1}"#,
        r#"{"state":"on","level":3}"#,
        r#"{"state":"on","level":1,"shade":"blue"}"#,
        r#"{"state":"on","level":1,"mode":"dusk"}"#,
    ] {
        assert!(read(other).is_err(), "{other}");
    }
    let read = |text: &str| serde_json::from_str::<open_enum_2_0::types::Lamp>(text);
    assert!(read(r#"{"state":"dim"}"#).is_err());
    assert!(read(r#"{"color":"blue"}"#).is_ok());
}

#[cfg(feature = "test-util")]
mod a_call {
    use fixtures::open_enum_3_0::Client;
    use fixtures::open_enum_3_0::operations::Operations;
    use fixtures::open_enum_3_0::types::*;
    use fixtures::runtime::Double;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn ready<F: IntoFuture>(future: F) -> F::Output {
        match pin!(future.into_future()).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("nothing here waits"),
        }
    }

    #[test]
    fn sends_and_reads_them() {
        let double = Double::new();
        let client = Client::builder().transport(double.clone()).build().unwrap();
        let lamp = Lamp::new(State::On, Level::Low, "lamp").with_shade(LampShade::Red);
        double.on(Operations::PUT_LAMP).returns(lamp.clone());
        let call = client.operations().put_lamp(&PutLampRoom::Hall, &lamp);
        let call = call.order(&State::Off).levels(&[PutLampLevelsItem::_1, PutLampLevelsItem::_2]);
        assert_eq!(ready(call).unwrap().into_inner(), lamp);
        let sent = &double.requests_of(Operations::PUT_LAMP)[0];
        assert_eq!(sent.path_value("room").unwrap(), "hall");
        assert_eq!(sent.query("order").unwrap(), "off");
        assert_eq!(sent.queries().len(), 3);
        assert_eq!(sent.json().unwrap()["state"], "on");
    }
}
