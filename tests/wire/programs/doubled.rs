//! Programs as their tests see them: the clients of both services at a `Double`, and the double over
//! a port.

use std::time::Duration;

use cbrain_apteco::cbrain::bourreaux::{Bourreaux, GetError};
use cbrain_apteco::cbrain::types::{Bourreau, BourreauResponse, ErrorMessage};
use cbrain_apteco::runtime::{Double, RecordingTransport, TokioTimer, TransportErrorKind};
use cbrain_apteco::{Error, Failure, Options, Retry, cbrain};

fn at(double: &Double) -> cbrain::Client {
    let client = cbrain::Client::builder().transport(double.clone());
    client.brain_portal_session("s3cret-token").build().unwrap()
}

#[tokio::test]
async fn broken_connections_and_busy_servers_are_tried_again() {
    let double = Double::new().with_timer(TokioTimer::new());
    double.on(Bourreaux::LIST).breaks();
    double.on(Bourreaux::LIST).breaks_as(TransportErrorKind::Connect);
    double.on(Bourreaux::LIST).after(Duration::from_millis(1)).returns(vec![Bourreau::sample()]);
    let patient = Options::new().retry(Retry::new().first_wait(Duration::from_millis(1)));
    let list = at(&double).bourreaux().list().options(patient).await.unwrap();
    assert_eq!(list.len(), 1);
    double.assert_done();
}

#[tokio::test]
async fn a_call_that_nobody_expects_is_not_tried_again() {
    let double = Double::new().with_timer(TokioTimer::new());
    let error = at(&double).bourreaux().list().await.unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!((error.kind(), error.attempts()), (TransportErrorKind::Unexpected, 1));
}

#[tokio::test]
async fn a_recorded_double_is_a_double() {
    let double = Double::new();
    double.on(Bourreaux::LIST).returns(Vec::new());
    let recording = RecordingTransport::new(double.clone());
    let tape = recording.tape();
    let client = cbrain::Client::builder().transport(recording);
    let client = client.brain_portal_session("s3cret-token").build().unwrap();
    client.bourreaux().list().await.unwrap();
    assert_eq!(tape.len(), 1);
    double.assert_done();
}

#[tokio::test]
async fn a_program_of_another_process_is_responded_over_a_port() {
    let double = Double::new();
    let server = double.serve().unwrap();
    double
        .on(Bourreaux::GET)
        .when(|request| request.path_value("id").as_deref() == Some("7"))
        .returns(BourreauResponse::Bourreau(Bourreau::sample().with_id(7)));
    let denied = ErrorMessage::sample().with_error("no");
    double.on(Bourreaux::GET).fails(GetError::Forbidden(Failure::new(denied)));
    double.on(Bourreaux::GET).breaks();
    let client = cbrain::Client::builder().base_url(format!("{}/portal", server.url()));
    let client = client.brain_portal_session("s3cret-token");
    let client = client.options(Options::new().retry(Retry::never())).build().unwrap();
    let found = client.bourreaux().get(7).await.unwrap();
    assert_eq!(found.as_bourreau().map(|bourreau| bourreau.id), Some(7));
    let refused = client.bourreaux().get(8).await.unwrap_err();
    assert!(matches!(refused, Error::Api(GetError::Forbidden(_))), "{refused}");
    assert!(matches!(client.bourreaux().get(9).await, Err(Error::Transport(_))));
    double.assert_done();
    let Err(Error::Unexpected(error)) = client.bourreaux().list().await else { panic!() };
    let told = String::from_utf8(error.response().body().to_vec()).unwrap();
    assert!(
        told.starts_with("nobody expected a call of an operation of which nothing was said (GET"),
        "{told}"
    );
    assert!(!told.contains("s3cret"), "{told}");
    assert!(double.requests()[0].path().starts_with("/portal/bourreaux/7"));
}
