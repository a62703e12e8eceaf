//! Doubles that know the operations, and the values that tests begin with. Runs inside of the crate
//! of the fixtures.

use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use fixtures::documented::birds::{
    AddBirdSuccess, AddBirdError, Birds, GetBirdError, ListBirdsError, ListBirdsHeaders,
};
use fixtures::documented::flights::{Flights, WatchFlightsError};
use fixtures::documented::login::Login;
use fixtures::documented::types::{Bird, Egg, Problem};
use fixtures::documented::Client;
use fixtures::runtime::{Double, Event, FromJson, Items, TransportErrorKind};
use fixtures::samples::types::{Endless, Part, Plant, PlantKind, Samples, Soil};
use fixtures::{Error, Failure};
use http::StatusCode;
use serde_json::json;

/// What a future gives that waits for nothing.
fn ready<F: IntoFuture>(future: F) -> F::Output {
    match pin!(future.into_future()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

fn client(double: &Double) -> Client {
    let client = Client::builder().base_url("https://api.example.com/v1");
    client.transport(double.clone()).build().unwrap()
}

/// All items, of which none fails.
fn all<T: FromJson, E: std::error::Error>(items: &mut Items<T, E>) -> Vec<T> {
    std::iter::from_fn(|| ready(items.next())).map(Result::unwrap).collect()
}

fn robin() -> Bird {
    Bird::sample().with_name("robin").with_wings(2)
}

#[test]
fn a_sample_has_what_is_required_and_keeps_to_the_limits() {
    let plant = Plant::sample();
    assert_eq!((plant.id, plant.name.chars().count(), &plant.kind), (1, 4, &PlantKind::Tree));
    assert!(plant.height > 0.0);
    assert_eq!((plant.seen.to_string(), plant.watered.to_string()), ("1970-01-01T00:00:00Z".into(), "1970-01-01".into()));
    assert_eq!((plant.code.as_str(), plant.era.as_str(), plant.note), ("only", "modern", None));
    assert_eq!((plant.soil, plant.parent), (Soil::sample(), None));
    // The first alternative holds the union itself.
    assert!(matches!(plant.part, Part::Leaf(_)), "{:?}", plant.part);
    assert!(Samples::sample().tree.is_empty());
}

#[test]
fn a_sample_comes_back_as_it_was_written() {
    let plant = Plant::sample().with_parent(Plant::sample().with_labels(["a", "b"])).with_note("n");
    let text = serde_json::to_string(&plant).unwrap();
    assert_eq!(serde_json::from_str::<Plant>(&text).unwrap(), plant);
}

#[test]
fn a_type_without_a_value_that_ends_has_setters_all_the_same() {
    let set: fn(Endless, Endless) -> Endless = |one, other| one.with_next(other);
    let _ = set;
}

#[test]
fn what_is_said_comes_back_by_the_documented_status_and_media_type() {
    let double = Double::new();
    double.on(Birds::LIST).returns(vec![robin()]);
    double.on(Birds::GET).returns(robin());
    double.on(Birds::REMOVE).returns(());
    double.on(Birds::GET_SONG).returns(vec![b'l', b'a']);
    double.on(Birds::GET_NAME).returns("Röbin");
    double.on(Birds::GET_MATE).returns(None);
    let birds = client(&double).birds();
    let listed = ready(birds.list()).unwrap();
    assert_eq!(listed.headers()["content-type"], "application/vnd.birds+json");
    assert_eq!(listed.into_inner(), [robin()]);
    assert_eq!(ready(birds.get("1")).unwrap().into_inner(), robin());
    assert_eq!(ready(birds.remove("1")).unwrap().status(), StatusCode::NO_CONTENT);
    let song = ready(birds.get_song("1")).unwrap();
    assert_eq!((&song.headers()["content-type"], &**song), (&"audio/ogg".parse().unwrap(), b"la".as_slice()));
    assert_eq!(ready(birds.get_name("1")).unwrap().as_str(), "Röbin");
    assert_eq!(ready(birds.get_mate("1")).unwrap().into_inner(), None);
    double.assert_done();
}

#[test]
fn each_of_several_successes_has_its_status() {
    let double = Double::new();
    double.on(Birds::ADD).returns(AddBirdSuccess::Ok(Box::new(robin())));
    double.on(Birds::ADD).returns(AddBirdSuccess::Created(Box::new(Egg::sample())));
    double.on(Birds::ADD).returns(AddBirdSuccess::Accepted);
    let birds = client(&double).birds();
    for status in [200, 201, 202] {
        assert_eq!(ready(birds.add(&robin())).unwrap().status().as_u16(), status);
    }
}

#[test]
fn failures_have_the_status_of_their_variant_and_the_body_that_was_said() {
    let double = Double::new();
    let problem = || Failure::new(Problem::sample().with_title("gone"));
    double.on(Birds::GET).fails(GetBirdError::NotFound(problem()));
    double.on(Birds::ADD).fails(AddBirdError::Conflict(Failure::empty()));
    let headers = ListBirdsHeaders::sample().with_retry_after(7);
    let limited = problem().with_status(StatusCode::TOO_MANY_REQUESTS).with_headers(&headers);
    double.on(Birds::LIST).fails(ListBirdsError::ClientError(limited));
    double.on(Birds::LIST).fails(ListBirdsError::Other(Failure::new("down".to_owned())));
    let birds = client(&double).birds();
    let Err(Error::Api(GetBirdError::NotFound(failure))) = ready(birds.get("1")) else { panic!() };
    assert_eq!((failure.response().status().as_u16(), failure.body().unwrap().title.as_str()), (404, "gone"));
    assert!(matches!(ready(birds.add(&robin())), Err(Error::Api(AddBirdError::Conflict(_)))));
    let Err(Error::Api(ListBirdsError::ClientError(failure))) = ready(birds.list()) else { panic!() };
    assert_eq!(failure.response().status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(failure.response().headers()["content-type"], "application/problem+json");
    assert_eq!(failure.typed_headers::<ListBirdsHeaders>().unwrap().retry_after, Some(7));
    let Err(Error::Api(ListBirdsError::Other(failure))) = ready(birds.list()) else { panic!() };
    assert_eq!((failure.response().status().as_u16(), failure.body().unwrap().as_str()), (500, "down"));
    double.assert_done();
}

#[test]
fn a_failure_that_came_from_a_server_can_be_said_again() {
    let double = Double::new();
    double.on(Birds::GET).responds(StatusCode::NOT_FOUND, "no JSON");
    let birds = client(&double).birds();
    let Err(Error::Api(failure)) = ready(birds.get("1")) else { panic!() };
    double.on(Birds::GET).fails(failure);
    let Err(Error::Api(GetBirdError::NotFound(failure))) = ready(birds.get("1")) else { panic!() };
    assert_eq!(failure.response().body().as_ref(), b"no JSON");
}

#[test]
fn headers_are_said_in_their_types() {
    let double = Double::new();
    let seen = jiff::Timestamp::UNIX_EPOCH;
    let headers = ListBirdsHeaders::sample().with_x_total(1).with_x_kinds(["a", "b"]).with_x_seen(seen);
    double.on(Birds::LIST).with_headers(&headers).returns(Vec::new());
    let response = ready(client(&double).birds().list()).unwrap();
    assert_eq!(response.typed_headers::<ListBirdsHeaders>().unwrap(), headers);
}

#[test]
fn items_are_written_as_they_are_documented() {
    let double = Double::new();
    double.on(Flights::WATCH).returns(Items::of([robin(), Bird::sample()]));
    double.on(Flights::WATCH).fails(WatchFlightsError::ServiceUnavailable(Failure::empty()));
    double.on(Flights::READ_LOG).returns(Items::of([robin()]));
    double.on(Flights::RAW_FLIGHTS).returns(Items::of([Event::new("a\nb")]));
    let flights = client(&double).flights();
    let mut watched = ready(flights.watch()).unwrap();
    assert_eq!(watched.headers()["content-type"], "text/event-stream");
    assert_eq!(all(&mut watched), [robin(), Bird::sample()]);
    assert!(ready(flights.watch()).is_err());
    assert_eq!(all(&mut ready(flights.read_log()).unwrap()), [robin()]);
    assert_eq!(all(&mut ready(flights.raw_flights()).unwrap())[0].data, "a\nb");
    double.assert_done();
}

#[test]
fn calls_are_responded_with_what_was_said_first_and_fits() {
    let double = Double::new();
    double.on(Birds::GET).when(|request| request.path_value("id").as_deref() == Some("a b")).returns(robin());
    double.on(Birds::GET).times(2).returns(Bird::sample());
    double.on(Birds::GET).always().returns_for(|request| {
        Bird::sample().with_name(request.path_value("id").unwrap())
    });
    let birds = client(&double).birds();
    let name = |id: &str| ready(birds.get(id)).unwrap().name.clone();
    assert_eq!([name("1"), name("a b"), name("a b"), name("x"), name("y")], ["name", "robin", "name", "x", "y"]);
    double.assert_done();
}

#[test]
fn what_was_asked_is_told() {
    let double = Double::new();
    double.on(Birds::ADD).returns(AddBirdSuccess::Accepted);
    double.on(Birds::LIST).returns(Vec::new());
    double.on(Login::LOG_IN).returns(());
    let client = client(&double);
    ready(client.birds().add(&robin())).unwrap();
    ready(client.birds().list().kind("a&b")).unwrap();
    ready(client.login().log_in("s3cret")).unwrap();
    let [added, listed, login] = double.requests().try_into().unwrap();
    assert!(added.is_of(Birds::ADD) && listed.is_of(Birds::LIST));
    assert_eq!((added.method().as_str(), added.path(), added.json()), ("POST", "/v1/birds", Some(json!({"name": "robin", "wings": 2}))));
    assert_eq!(added.read::<Bird>().unwrap(), robin());
    assert_eq!((listed.query("kind").as_deref(), listed.query("other")), (Some("a&b"), None));
    assert_eq!(listed.header("accept"), Some("application/vnd.birds+json, application/problem+json, text/plain"));
    assert_eq!(login.form(), [("password".to_owned(), "s3cret".to_owned())]);
    assert_eq!(double.requests_of(Birds::LIST).len(), 1);
    let printed = format!("{double:?} {:?}", double.requests());
    assert!(printed.contains("log_in") && !printed.contains("s3cret"), "{printed}");
}

#[test]
fn a_call_that_nobody_expects_fails_and_is_told_without_its_values() {
    let double = Double::new();
    double.on(Birds::GET).returns(robin());
    let client = client(&double);
    let error = ready(client.login().log_in("s3cret")).unwrap_err();
    let Error::Transport(cause) = &error else { panic!("{error:?}") };
    assert_eq!(cause.kind(), TransportErrorKind::Unexpected);
    let told = format!("{error}: {}", std::error::Error::source(&error).unwrap());
    assert_eq!(
        told,
        "log_in: the double does not expect this call: nobody expected a call of `log_in` (POST /login); \
         what was expected: `get_bird` (GET /birds/{id}): 1 call, 0 came"
    );
    let panicked = std::panic::catch_unwind(AssertUnwindSafe(|| double.assert_done())).unwrap_err();
    let words = panicked.downcast_ref::<String>().unwrap();
    assert_eq!(
        words,
        "expected `get_bird` (GET /birds/{id}): 1 call, 0 came\n\
         nobody expected a call of `log_in` (POST /login)"
    );
    assert!(!format!("{told}{error:?}{words}").contains("s3cret"));
}

#[test]
fn what_is_not_documented_and_what_breaks_can_be_said() {
    let double = Double::new();
    double.on(Birds::REMOVE).responds(StatusCode::IM_A_TEAPOT, "short and stout");
    double.on(Birds::REMOVE).breaks();
    double.on(Birds::REMOVE).breaks_as(TransportErrorKind::Timeout);
    let birds = client(&double).birds();
    let Err(Error::Unexpected(error)) = ready(birds.remove("1")) else { panic!() };
    assert_eq!(error.response().status(), StatusCode::IM_A_TEAPOT);
    assert!(matches!(ready(birds.remove("1")), Err(Error::Transport(_))));
    assert!(matches!(ready(birds.remove("1")), Err(Error::Timeout(_))));
}
