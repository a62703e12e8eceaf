//! Headers of the caller's own: of a call, and of a client.

use http::HeaderValue;
use http::header::{IF_MATCH, USER_AGENT};

use crate::runtime::{Config, Core, Options, Parameter, Request};
use crate::script::{Script, status};
use crate::support::{call, core, operation, operation_by};

fn request() -> Request {
    let mut request = Request::new(operation("/", &[Parameter::header("X-Own")], &[]));
    request.header("X-Own", "of the operation");
    request
}

fn client(fill: impl FnOnce(&mut Config)) -> Result<Core, String> {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(Script::new([]));
    fill(&mut config);
    config.build("tests/1").map_err(|error| error.to_string())
}

#[test]
fn a_call_has_headers_of_its_own() {
    let call = call(&core(), request())
        .header("X-More", "1")
        .header(IF_MATCH, "\"v2\"")
        .header("X-Count", 7);
    let sent = call.request().unwrap();
    let of = |name: &str| sent.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(
        (of("x-more"), of("if-match"), of("x-count")),
        ("1".into(), "\"v2\"".into(), "7".into())
    );
    assert_eq!(of("x-own"), "of the operation");
}

#[test]
fn the_last_header_of_a_name_is_sent_and_comes_before_that_of_the_operation() {
    let call = call(&core(), request())
        .header("x-own", "a")
        .header("X-Own", "b")
        .header("accept", "text/csv");
    let sent = call.request().unwrap();
    let all: Vec<_> = sent.headers().get_all("x-own").iter().collect();
    assert_eq!(
        (all, &sent.headers()["accept"]),
        (vec![&HeaderValue::from_static("b")], &HeaderValue::from_static("text/csv"))
    );
}

#[test]
fn what_is_no_header_is_not_sent() {
    for (name, value, reason) in [
        ("a b", "1", "is no header"),
        ("a", "1\r\nB: 2", "is no header"),
        ("Content-Length", "1", "`content-length` is said by what sends the request"),
        ("Host", "elsewhere", "`host` is said by what sends the request"),
    ] {
        let error = call(&core(), request()).header(name, value).request().unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
        assert!(error.to_string().contains("nothing was sent"), "{error}");
    }
}

#[test]
fn a_secret_header_is_printed_nowhere() {
    for call in [
        call(&core(), request()).secret_header("X-Pass", "s3cret-711"),
        call(&core(), request()).header("Authorization", "s3cret-711"),
        call(&core(), request()).header("Authorization", "Bearer s3cret-711"),
    ] {
        let sent = call.request().unwrap();
        assert!(!format!("{call:?} {:?}", sent.headers()).contains("711"), "{call:?}");
        let echo =
            http::Response::builder().status(400).body("bad s3cret-711 of yours".into()).unwrap();
        let error = call.decode(echo).unwrap_err().to_string();
        assert!(error.contains("bad [redacted] of yours"), "{error}");
    }
}

#[test]
fn a_client_has_headers_for_all_its_calls() {
    let core = client(|config| {
        config.header("X-Own", "of the client");
        config.header("X-Trace", "on");
    });
    let call = call(&core.unwrap(), request());
    let sent = call.request().unwrap();
    assert_eq!(
        (&sent.headers()["x-own"], &sent.headers()["x-trace"]),
        (&HeaderValue::from_static("of the operation"), &HeaderValue::from_static("on"))
    );
    assert_eq!(call.header("X-Trace", "off").request().unwrap().headers()["x-trace"], "off");
}

#[test]
fn a_client_calls_itself_what_it_is_or_what_it_is_told() {
    let agent =
        |core: Core| call(&core, request()).request().unwrap().headers()[USER_AGENT].clone();
    assert_eq!(agent(client(|_| {}).unwrap()), "tests/1");
    assert_eq!(agent(client(|config| config.user_agent("app/2")).unwrap()), "app/2");
    assert_eq!(agent(client(|config| config.header("User-Agent", "app/3")).unwrap()), "app/3");
}

#[test]
fn a_client_is_not_made_with_a_header_that_cannot_be_sent() {
    assert_eq!(
        client(|config| config.header("Accept", "a/b")).unwrap_err(),
        "a header of the client: `accept` is said by each operation"
    );
    assert!(client(|config| config.header("a b", "1")).unwrap_err().contains("is no header"));
    assert!(client(|config| config.user_agent("a\nb")).unwrap_err().contains("is no header"));
}

#[tokio::test(start_paused = true)]
async fn headers_are_sent_with_each_attempt() {
    let script = Script::new([status(503), status(503)]);
    let request = Request::new(operation_by("GET", "/", &[], &[]));
    let _ = call(&script.core(Options::new()), request).header("X-Own", "1").await;
    let own: Vec<_> =
        script.seen().iter().map(|seen| seen.request.headers()["x-own"].clone()).collect();
    assert_eq!(own, ["1", "1", "1"]);
}
