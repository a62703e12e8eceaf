//! Values and bodies as they are sent, and what cannot be. Runs inside of the crate of the
//! fixtures.

use fixtures::Error;
use fixtures::null_body::types::MaybeNote;
use fixtures::range_beside::types::{NoteAsAnyBody, NoteBody};
use fixtures::runtime::{Body, BoxFuture, TransportError};
use fixtures::separated::operations::Separated;

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

macro_rules! client {
    ($api:ident $(, $key:ident = $value:expr)?) => {
        fixtures::$api::Client::builder().transport(Unused)$(.$key($value))?.build().unwrap().operations()
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

fn texts(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

#[test]
fn the_body_of_a_range_is_not_sent_as_a_type_of_another_body() {
    let calls = client!(range_beside);
    let (note, raw) = (NoteBody::new("t"), NoteAsAnyBody::new("r"));
    assert_eq!(sent(calls.note(&note).request()), is("application/json", r#"{"title":"t"}"#));
    let any = calls.note_as_any("application/vnd.raw+json", &raw);
    assert_eq!(sent(any.request()), is("application/vnd.raw+json", r#"{"raw":"r"}"#));
    for taken in ["application/json", "Application/JSON; charset=utf-8"] {
        let error = calls.note_as_any(taken, &raw).request().unwrap_err();
        assert_eq!(
            error.to_string(),
            "note: nothing was sent: parameter `Content-Type` is that of another body of the operation"
                .replace("note:", "note_as_any:")
        );
    }
    let boundary = "boundary=form-boundary-00000000000000000000";
    assert_eq!(sent(calls.parts("x").request()).0, format!("multipart/form-data; {boundary}"));
    assert_eq!(sent(calls.parts_as_multipart("x").request()).0, format!("multipart/mixed; {boundary}"));
    let same = fixtures::range_beside::types::Item::new();
    assert_eq!(sent(calls.same(&same).request()), is("application/json", "{}"));
}

#[test]
fn a_body_that_can_be_null_can_be_sent_as_null() {
    let calls = client!(null_body);
    assert_eq!(sent(calls.replace(None).request()), is("application/json", "null"));
    let note = MaybeNote::new().with_text("t");
    assert_eq!(sent(calls.replace(Some(&note)).request()), is("application/json", r#"{"text":"t"}"#));
    assert_eq!(sent(calls.change().body(None).request()), is("application/merge-patch+json", "null"));
    assert_eq!(sent(calls.change().body(Some(&[1])).request()), is("application/merge-patch+json", "[1]"));
    assert_eq!(sent(calls.change().request()), is("", ""));
    assert!(calls.change().body(Some(&[1, 2, 3])).request().is_err());
    assert_eq!(sent(calls.count(Some(7)).request()), is("application/json", "7"));
    assert_eq!(sent(calls.count(None).request()), is("application/json", "null"));
}

#[test]
fn a_key_in_a_cookie_goes_as_it_is() {
    let cookie = |key: &str| {
        let call = client!(cookie_key, session = key).me().theme("a b");
        call.request().map(|request| request.headers()["cookie"].to_str().unwrap().to_owned())
    };
    assert_eq!(cookie("abc+/==").unwrap(), "theme=a%20b; __Host-session.id=abc+/==");
    assert_eq!(cookie("s%3Aabc.d%2Be").unwrap(), "theme=a%20b; __Host-session.id=s%3Aabc.d%2Be");
    for unfit in ["a;b", "a\nb", "a\u{7f}b"] {
        let client = fixtures::cookie_key::Client::builder().transport(Unused).session(unfit).build();
        let error = client.unwrap_err().to_string();
        assert!(error.contains("cookie cannot carry") && !error.contains(unfit), "{error}");
    }
}

#[test]
fn the_header_authorization_of_swagger_is_a_secret() {
    let calls = client!(authorization);
    let call = calls.me("Token abcdef");
    assert!(!format!("{call:?}").contains("abcdef"));
    let request = call.request().unwrap();
    assert_eq!(request.headers()["authorization"], "Token abcdef");
    assert!(request.headers()["authorization"].is_sensitive());
}

#[test]
fn what_stands_between_values_can_be_in_none_of_them() {
    let call = || client!(separated).separated(&texts(&["a,b", "c"]));
    let query = |call: Separated| call.request().unwrap().uri().to_string();
    let base = "https://api.example.com/a/a%2Cb,c";
    assert_eq!(query(call()), base);
    assert_eq!(query(call().comma(&texts(&["a,b", "c"]))), format!("{base}?comma=a%2Cb,c"));
    assert_eq!(query(call().pipe(&texts(&["a", "b c"]))), format!("{base}?pipe=a%7Cb%20c"));
    assert_eq!(query(call().space(&texts(&["a|b", "c"]))), format!("{base}?space=a%7Cb%20c"));
    assert_eq!(query(call().pipes(&texts(&["a|b", "c"]))), format!("{base}?pipes=a%7Cb&pipes=c"));
    let refused = |call: Separated| call.request().unwrap_err().to_string();
    let message = "separated: nothing was sent: parameter `pipe` has a value with \"|\" in it, which is what stands \
                   between two values";
    assert_eq!(refused(call().pipe(&texts(&["a|b", "c"]))), message);
    assert!(refused(call().space(&texts(&["a b"]))).contains("`space` has a value with \" \""));
    assert!(refused(call().open(&texts(&["a,b"]))).contains("`open` has a value with \",\""));
    assert!(refused(call().x_list(&texts(&["a,b"]))).contains("`X-List` has a value with \",\""));
    let quoted = call().x_list(&texts(&["\"a,b\"", "c"])).x_one("a,b").request().unwrap();
    assert_eq!((&quoted.headers()["x-list"], &quoted.headers()["x-one"]), (&"\"a,b\",c".parse().unwrap(), &"a,b".parse().unwrap()));
}

#[test]
fn a_whole_number_has_no_fraction() {
    let calls = client!(separated);
    let call = |depth: f64| calls.numbers(depth).scale(2.0).all(&[1.0, -3.0, 0.5, 1e300, -0.0]).x_depth(8.0).filter(1.0);
    let request = call(7.0).request().unwrap();
    let all = "scale=2&all=1&all=-3&all=0.5&all=1e%2B300&all=0&filter=1.0";
    assert_eq!(request.uri().to_string(), format!("https://api.example.com/numbers/7?{all}"));
    assert_eq!(request.headers()["x-depth"], "8");
    assert_eq!(call(0.25).request().unwrap().uri().path(), "/numbers/0.25");
    assert_eq!(call(9_007_199_254_740_991.0).request().unwrap().uri().path(), "/numbers/9007199254740991");
}

#[test]
fn what_is_encoded_already_passes_where_reserved_characters_do() {
    let calls = client!(separated);
    let uri = |q: &str| calls.reserved("a%20b").q(q).request().unwrap().uri().to_string();
    let base = "https://api.example.com/reserved/a%2520b?q=";
    for (value, encoded) in [("a%20b", "a%20b"), ("100%", "100%25"), ("%zz%4", "%25zz%254"), ("%C3%A9é/?", "%C3%A9%C3%A9/?"), ("%%41", "%25%41")] {
        assert_eq!(uri(value), format!("{base}{encoded}"));
    }
}
