//! How lists are joined where Swagger 2.0 says it (`collectionFormat`), byte by byte. Runs
//! inside of the crate of the fixtures.

use fixtures::collection_format::Client;
use fixtures::runtime::{Body, BoxFuture, TransportError};

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

fn client() -> Client {
    Client::builder().transport(Unused).build().unwrap()
}

/// What stands between values in no format: a value cannot hold it.
fn list() -> [String; 2] {
    ["a/b".to_owned(), "c;d".to_owned()]
}

/// What an operation sends that has set one list alone.
macro_rules! request {
    ($operation:ident, $setter:ident) => {
        client().operations().$operation().$setter(&list()).request().unwrap()
    };
}

fn body(request: &http::Request<Body>) -> String {
    String::from_utf8_lossy(request.body().as_bytes().unwrap()).into_owned()
}

#[test]
fn in_a_query() {
    let query = |request: http::Request<Body>| request.uri().query().unwrap().to_owned();
    assert_eq!(query(request!(in_query, default)), "default=a%2Fb,c%3Bd");
    assert_eq!(query(request!(in_query, csv)), "csv=a%2Fb,c%3Bd");
    assert_eq!(query(request!(in_query, ssv)), "ssv=a%2Fb%20c%3Bd");
    assert_eq!(query(request!(in_query, tsv)), "tsv=a%2Fb%09c%3Bd");
    assert_eq!(query(request!(in_query, pipes)), "pipes=a%2Fb%7Cc%3Bd");
    assert_eq!(query(request!(in_query, multi)), "multi=a%2Fb&multi=c%3Bd");
}

#[test]
fn in_a_path() {
    let list = list();
    let request = client().operations().in_path(&list, &list, &list, &list, &list).request().unwrap();
    let path = "/path/a%2Fb,c%3Bd/a%2Fb%20c%3Bd/a%2Fb%09c%3Bd/a%2Fb%7Cc%3Bd/a%2Fb,c%3Bd";
    assert_eq!(request.uri().path(), path);
}

#[test]
fn in_a_header() {
    let header = |request: http::Request<Body>, name: &str| {
        request.headers()[name].to_str().unwrap().to_owned()
    };
    assert_eq!(header(request!(in_header, x_default), "x-default"), "a/b,c;d");
    assert_eq!(header(request!(in_header, x_ssv), "x-ssv"), "a/b c;d");
    assert_eq!(request!(in_header, x_tsv).headers()["x-tsv"], "a/b\tc;d");
    assert_eq!(header(request!(in_header, x_pipes), "x-pipes"), "a/b|c;d");
}

#[test]
fn in_a_form() {
    assert_eq!(body(&request!(in_form, default)), "default=a%2Fb,c%3Bd");
    assert_eq!(body(&request!(in_form, ssv)), "ssv=a%2Fb%20c%3Bd");
    assert_eq!(body(&request!(in_form, tsv)), "tsv=a%2Fb%09c%3Bd");
    assert_eq!(body(&request!(in_form, pipes)), "pipes=a%2Fb%7Cc%3Bd");
    assert_eq!(body(&request!(in_form, multi)), "multi=a%2Fb&multi=c%3Bd");
}

#[test]
fn in_a_body_of_parts() {
    let parts = |request: http::Request<Body>| -> Vec<String> {
        let text = body(&request);
        let values = text.split("\r\n\r\n").skip(1);
        values.map(|value| value.split("\r\n").next().unwrap().to_owned()).collect()
    };
    assert_eq!(parts(request!(in_parts, default)), ["a/b,c;d"]);
    assert_eq!(parts(request!(in_parts, ssv)), ["a/b c;d"]);
    assert_eq!(parts(request!(in_parts, tsv)), ["a/b\tc;d"]);
    assert_eq!(parts(request!(in_parts, pipes)), ["a/b|c;d"]);
    assert_eq!(parts(request!(in_parts, multi)), ["a/b", "c;d"]);
}

#[test]
fn what_stands_between_values_is_in_none_of_them() {
    let calls = client().operations();
    for unfit in ["a,b", "\"a,b"] {
        assert!(calls.in_header().x_default(&[unfit.to_owned()]).request().is_err());
        assert!(calls.in_parts().default(&[unfit.to_owned()]).request().is_err());
        assert!(calls.in_query().csv(&[unfit.to_owned()]).request().is_ok());
    }
    assert!(calls.in_query().tsv(&["a\tb".to_owned()]).request().is_err());
    assert!(calls.in_form().ssv(&["a b".to_owned()]).request().is_err());
    assert!(calls.in_form().multi(&["a b,c|d".to_owned()]).request().is_ok());
}
