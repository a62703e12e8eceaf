//! Responses from memory: canned, made on the spot, recorded and replayed.

use bytes::Bytes;

use crate::runtime::{
    Error, MemoryTransport, Parameter, RecordingTransport, Request, Secret, Tape, TransportError,
    TransportErrorKind,
};
use crate::support::{client_of, operation, text_call};

fn request() -> Request {
    let mut request = Request::new(operation("/a", &[Parameter::query("key").secret()], &[]));
    request.query("key", "s3cret");
    request
}

#[tokio::test]
async fn responses_are_given_in_their_order() {
    let core = client_of(MemoryTransport::new().json(200, "1").json(200, "2"));
    assert_eq!(*text_call(&core, request()).await.unwrap(), "1");
    assert_eq!(*text_call(&core, request()).await.unwrap(), "2");
}

#[tokio::test]
async fn a_function_responds_to_what_is_left() {
    let echo = |request: &http::Request<Bytes>| {
        http::Response::new(Bytes::from(request.uri().path().to_owned()))
    };
    let core = client_of(MemoryTransport::new().json(200, "1").respond_with(echo));
    assert_eq!(*text_call(&core, request()).await.unwrap(), "1");
    assert_eq!(*text_call(&core, request()).await.unwrap(), "/a");
}

#[tokio::test]
async fn the_requests_are_kept() {
    let transport = MemoryTransport::new().json(200, "1");
    text_call(&client_of(transport.clone()), request()).await.unwrap();
    assert_eq!(transport.requests()[0].uri(), "http://h/a?key=s3cret");
}

#[tokio::test]
async fn a_failure_can_stand_in_the_place_of_a_response() {
    let refused = TransportError::new(TransportErrorKind::Connect, "nobody there");
    let core = client_of(MemoryTransport::new().failure(refused));
    assert!(text_call(&core, request()).await.unwrap_err().is_connect());
}

#[tokio::test]
async fn without_a_response_the_call_fails() {
    let error = text_call(&client_of(MemoryTransport::new()), request()).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

async fn recorded() -> Tape {
    let response = http::Response::builder().header("x-a", "b").body(&b"\xff\x00"[..]).unwrap();
    let canned = MemoryTransport::new().json(200, "[1]").response(response);
    let recording = RecordingTransport::new(canned);
    let tape = recording.tape();
    let core = client_of(recording);
    text_call(&core, request()).await.unwrap();
    let _ = text_call(&core, request()).stream().await.unwrap();
    tape
}

#[tokio::test]
async fn what_was_recorded_is_replayed() {
    let core = client_of(recorded().await.replay());
    assert_eq!(*text_call(&core, request()).await.unwrap(), "[1]");
    let response = text_call(&core, request()).stream().await.unwrap();
    assert_eq!(response.headers()["x-a"], "b");
    assert_eq!(response.into_inner().collect().await.unwrap(), &b"\xff\x00"[..]);
}

#[tokio::test]
async fn a_tape_is_kept_as_json_and_read_again() {
    let tape = recorded().await;
    let text = tape.to_json();
    assert_eq!(Tape::from_json(&text).unwrap().to_json(), text);
    assert_eq!(tape.len(), 2);
}

#[tokio::test]
async fn a_tape_has_no_value_of_a_query() {
    let text = recorded().await.to_json();
    assert!(text.contains("\"GET /a?key\"") || text.contains("\"POST /a?key\""), "{text}");
    assert!(!text.contains("s3cret"), "{text}");
}

#[tokio::test]
async fn what_the_tape_does_not_know_fails_by_name() {
    let core = client_of(recorded().await.replay());
    let call = text_call(&core, Request::new(operation("/b", &[], &[])));
    let error = call.await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the tape has no response left to POST /b");
}

#[test]
fn text_that_is_no_tape_is_refused() {
    assert!(Tape::from_json("[1]").is_err());
    assert!(Tape::from_json("{").is_err());
}

/// What a tape has of the body that a request is given.
async fn sent(give: impl FnOnce(&mut Request)) -> serde_json::Value {
    let recording = RecordingTransport::new(MemoryTransport::new().json(200, "1"));
    let tape = recording.tape();
    let mut request = request();
    give(&mut request);
    text_call(&client_of(recording), request).await.unwrap();
    // A tape that was read again has it, too.
    let text = Tape::from_json(&tape.to_json()).unwrap().to_json();
    assert_eq!(text, tape.to_json());
    serde_json::from_str::<serde_json::Value>(&text).unwrap()[0]["sent"].clone()
}

#[tokio::test]
async fn a_body_that_was_sent_is_kept_without_the_secrets_of_its_request() {
    let account = |password: &str| {
        let secret = Secret::new(password);
        std::collections::BTreeMap::from([
            ("login".to_owned(), "anna".into()),
            ("pin".to_owned(), secret),
        ])
    };
    let kept = sent(|request| request.json("application/json", &account("pa\"55word"))).await;
    assert_eq!(kept["media_type"], "application/json");
    let text = kept["text"].as_str().unwrap();
    assert!(!text.contains("55word") && text.contains(r#""pin":"[redacted]""#), "{text}");
    // The gaps that a short one leaves would give it away.
    let kept = sent(|request| request.json("application/json", &account("12"))).await;
    assert_eq!(kept["text"], serde_json::Value::Null);
}

#[tokio::test]
async fn of_what_was_sent_only_text_is_kept() {
    assert_eq!(sent(|_| {}).await, serde_json::Value::Null);
    let kept = sent(|request| request.bytes("application/zip", vec![0xff, 0])).await;
    assert_eq!(kept, serde_json::json!({"media_type": "application/zip", "text": null}));
}
