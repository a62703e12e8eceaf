//! Responses of several media types: what is asked for, and what is read. Runs inside of the crate
//! of the fixtures.

use bytes::Bytes;
use fixtures::runtime::{Body, BoxFuture, TransportError};
use fixtures::ways::Client;
use fixtures::ways::operations::{Operations, StatusesAsBytesSuccess};

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

fn operations() -> Operations {
    Client::builder().transport(Unused).build().unwrap().operations()
}

fn response(status: u16, body: &'static str) -> http::Response<Bytes> {
    http::Response::builder().status(status).body(Bytes::from(body)).unwrap()
}

macro_rules! accept {
    ($call:expr) => {
        $call.request().unwrap().headers()["accept"].to_str().unwrap().to_owned()
    };
}

#[test]
fn each_method_asks_for_what_it_reads() {
    let calls = operations();
    assert_eq!(accept!(calls.rows()), "application/json");
    assert_eq!(accept!(calls.rows_as_text()), "text/csv");
    assert_eq!(accept!(calls.rows_as_bytes()), "application/vnd.ms-excel");
    assert_eq!(accept!(calls.invoice()), "application/pdf");
    assert_eq!(accept!(calls.starred_as_vnd_star_json()), "application/vnd.star+json");
    assert_eq!(accept!(calls.range_as_bytes()), "*/*");
    assert_eq!(accept!(calls.pages()), "text/html");
    assert_eq!(accept!(calls.pages_as_csv()), "text/csv");
    assert_eq!(accept!(calls.pages_as_bytes()), "image/png, image/jpeg");
    assert_eq!(accept!(calls.pages_as_zip()), "application/zip");
}

#[test]
fn each_method_reads_what_it_asks_for() {
    let calls = operations();
    assert_eq!(calls.rows().decode(response(200, r#"[{"id":7}]"#)).unwrap()[0].id, 7);
    assert_eq!(*calls.rows_as_text().limit(1).decode(response(200, "id\n7")).unwrap(), "id\n7");
    assert_eq!(**calls.rows_as_bytes().decode(response(200, "PK")).unwrap(), *b"PK");
    assert_eq!(**calls.invoice().decode(response(200, "%PDF")).unwrap(), *b"%PDF");
    assert_eq!(*calls.invoice_as_json().decode(response(200, "[1]")).unwrap(), serde_json::json!([1]));
    let star = calls.starred_as_vnd_star_json().decode(response(200, r#"[{"at":"x"}]"#)).unwrap();
    assert_eq!(star[0].at.as_deref(), Some("x"));
}

#[test]
fn what_was_not_asked_for_is_named() {
    let mut response = response(200, "%PDF");
    response.headers_mut().insert("content-type", "application/pdf".parse().unwrap());
    let error = operations().rows().decode(response).unwrap_err();
    assert!(error.to_string().contains("expected JSON, found application/pdf"), "{error}");
}

#[test]
fn other_statuses_are_what_they_are_in_each_method() {
    let calls = operations();
    let later = calls.statuses_as_bytes().decode(response(202, "9")).unwrap();
    assert_eq!(*later, StatusesAsBytesSuccess::Accepted(9));
    let bad = calls.rows_as_text().decode(response(400, r#"{"id":7}"#)).unwrap_err();
    let fixtures::Error::Api(fixtures::ways::operations::RowsError::BadRequest(failure)) = bad else {
        panic!("{bad}")
    };
    assert_eq!(failure.body().unwrap().id, 7);
}

macro_rules! client {
    ($api:ident) => {
        fixtures::$api::Client::builder().transport(Unused).build().unwrap().operations()
    };
}

#[test]
fn a_response_that_can_be_null_is_null_where_it_has_no_body() {
    let calls = client!(nothing);
    for (status, body) in [(200, "null"), (204, ""), (200, ""), (200, " \r\n")] {
        assert_eq!(*calls.inline().decode(response(status, body)).unwrap(), None, "{status} {body:?}");
        assert_eq!(*calls.reference().decode(response(status, body)).unwrap(), None);
        assert!(calls.open().decode(response(status, body)).unwrap().is_null());
    }
    assert_eq!(*calls.inline().decode(response(200, "[1]")).unwrap(), Some(vec![1]));
    let several = calls.several().decode(response(200, "")).unwrap();
    assert!(format!("{several:?}").contains("Ok(None)"), "{several:?}");
    let several = calls.several().decode(response(204, "")).unwrap();
    assert!(format!("{several:?}").contains("Ok(None)"), "{several:?}");
    // What cannot be null was not sent.
    assert!(matches!(calls.there().decode(response(204, "")), Err(fixtures::Error::Decode(_))));
    assert!(matches!(calls.inline().decode(response(200, "[")), Err(fixtures::Error::Decode(_))));
}

#[test]
fn what_is_documented_by_default_alone_is_the_success_and_the_failure() {
    let calls = client!(only_default);
    assert_eq!(calls.jobs().decode(response(200, r#"{"id":7}"#)).unwrap().id, Some(7));
    let error = calls.jobs().decode(response(500, r#"{"message":"full"}"#)).unwrap_err();
    let fixtures::Error::Api(fixtures::only_default::operations::JobsError::Other(failure)) = error else {
        panic!("{error}")
    };
    assert_eq!(failure.body().unwrap().message.as_deref(), Some("full"));
    assert!(matches!(calls.stop().decode(response(500, "")), Err(fixtures::Error::Unexpected(_))));
}

#[test]
fn a_change_of_protocol_that_is_documented_is_a_success() {
    let calls = client!(switched);
    assert_eq!(calls.shell().decode(response(101, "")).unwrap().status(), 101);
    assert!(calls.attach().decode(response(101, "")).is_ok());
}
