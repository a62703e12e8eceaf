//! Forms and bodies in parts, on the wire. Runs inside of the crate of the fixtures.

use fixtures::Error;
use fixtures::needed::types::Payment;
use fixtures::runtime::{Body, BoxFuture, Part, TransportError};

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

macro_rules! client {
    ($api:ident) => {
        fixtures::$api::Client::builder().transport(Unused).build().unwrap().operations()
    };
}

/// The media type, if there is one, and the body.
fn sent<E: std::fmt::Debug>(request: Result<http::Request<Body>, Error<E>>) -> (String, String) {
    let request = request.unwrap();
    let body = String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap();
    let media_type = request.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    (media_type.unwrap_or_default(), body)
}

fn is(media_type: &str, body: &str) -> (String, String) {
    (media_type.to_owned(), body.to_owned())
}

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=form-boundary-00000000000000000000";

#[test]
fn a_form_that_a_call_needs_is_sent_even_if_it_is_empty() {
    let calls = client!(empty_form);
    assert_eq!(sent(calls.message().request()), is(PARTS, "--form-boundary-00000000000000000000--\r\n"));
    assert_eq!(sent(calls.change().request()), is(FORM, ""));
    assert_eq!(sent(calls.change().text("a b").request()), is(FORM, "text=a+b"));
    assert_eq!(sent(calls.touch().request()), is("", ""));
}

#[test]
fn what_a_body_has_to_hold_is_asked_for_and_can_be_left_out_as_a_whole() {
    let calls = client!(needed);
    assert_eq!(sent(calls.verify("+1").channel("sms").request()), is(FORM, "to=%2B1&channel=sms"));
    assert_eq!(sent(calls.verify("+1").channel("sms").without_body().request()), is("", ""));
    let upload = calls.upload(Part::new("x")).note("n");
    assert!(sent(upload.request()).1.contains("\r\n\r\nx\r\n"));
    assert_eq!(sent(upload.without_body().request()), is("", ""));
    let payment = Payment::new(7);
    assert_eq!(sent(calls.pay(&payment).request()), is("application/json", r#"{"amount":7}"#));
    assert_eq!(sent(calls.pay(&payment).without_body().request()), is("", ""));
    assert_eq!(sent(calls.pay_maybe().body(&payment).request()), is("application/json", r#"{"amount":7}"#));
    assert_eq!(sent(calls.pay_maybe().request()), is("", ""));
    assert_eq!(sent(calls.search_payments().request()), is("", ""));
    assert_eq!(sent(calls.change_payment().request()), is("", ""));
}
