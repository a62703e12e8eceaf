//! Secrets among the values of a call, whatever the document says of its parameters.

use bytes::Bytes;

use crate::runtime::{Parameter, Request, Secret};
use crate::support::{build, call, core, operation};

static PARAMETERS: [Parameter; 3] =
    [Parameter::query("key"), Parameter::query("page"), Parameter::query("pin").secret()];

/// A call with a secret in a parameter that may hold any text, and text in one that is secret.
fn request() -> Request {
    let mut request = Request::new(operation("/x", &PARAMETERS, &[]));
    request.query("key", &Secret::new("k-pa55word"));
    request.query("page", "seven");
    request.query("pin", "p-pa55word");
    request
}

#[test]
fn they_are_sent() {
    let built = call(&core(), request()).request().unwrap();
    assert_eq!(built.uri().query(), Some("key=k-pa55word&page=seven&pin=p-pa55word"));
}

#[test]
fn they_are_not_printed_with_the_request_and_all_else_is() {
    let text = format!("{:?}", request());
    for shown in ["key: [redacted]", "page: page=seven", "pin: [redacted]"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    assert!(!text.contains("pa55word"), "{text}");
}

#[test]
fn they_are_taken_out_of_what_a_server_repeats() {
    let response = http::Response::builder().status(418);
    let response = response.body(Bytes::from("k-pa55word, p-pa55word and seven")).unwrap();
    let error = call(&core(), request()).decode(response).unwrap_err();
    let message = error.response().unwrap().message();
    assert_eq!(message.as_deref(), Some("[redacted], [redacted] and seven"));
}

#[test]
fn a_header_that_holds_one_is_marked_as_sensitive() {
    let built = |fill: fn(&mut Request)| build("/", Parameter::header("n"), fill).unwrap();
    let secret = built(|request| request.header("n", &Secret::new("pa55word")));
    assert!(secret.headers()["n"].is_sensitive());
    assert!(!built(|request| request.header("n", "seven")).headers()["n"].is_sensitive());
}
