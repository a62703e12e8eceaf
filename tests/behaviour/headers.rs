//! Headers of responses, as the operation documents them. Runs inside of the crate of the fixtures.

use bytes::Bytes;
use fixtures::Error;
use fixtures::headers::operations::{ListError, ListHeaders, LookHeaders};
use fixtures::headers::types::{LimitHeader, ListXKind, SeenXState};
use fixtures::runtime::{Body, BoxFuture, Headers, TransportError};

/// A transport that is never used.
struct Unused;

impl fixtures::Transport for Unused {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        unreachable!()
    }
}

fn operations() -> fixtures::headers::operations::Operations {
    fixtures::headers::Client::builder().transport(Unused).build().unwrap().operations()
}

fn response(status: u16, headers: &[(&str, &str)]) -> http::Response<Bytes> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Bytes::from("[]")).unwrap()
}

fn read(headers: &[(&str, &str)]) -> Result<ListHeaders, fixtures::runtime::InvalidHeader> {
    ListHeaders::read(response(200, headers).headers())
}

#[test]
fn a_header_of_each_type_is_read_on_success() {
    let sent = [
        ("X-Total", "7"),
        ("X-Expires", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("X-Fresh", "True"),
        ("X-Kind", "bird"),
        ("X-Ids", "1,2"),
        ("X-Ids", "3"),
        ("X-Limit", "high"),
        ("X-Size", "width=3,name=a=b"),
        ("X-Box", "name, b,width, 4"),
        ("X-Meta", r#"{"page": 2}"#),
        ("X-Token", "s3cret"),
        ("Set-Cookie", "a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Set-Cookie", "b=2"),
    ];
    let response = operations().list().decode(response(200, &sent)).unwrap();
    let headers: ListHeaders = response.typed_headers().unwrap();
    assert_eq!(headers.x_total, Some(7));
    assert_eq!(headers.x_expires.as_ref().unwrap().to_string(), "1994-11-06T08:49:37Z");
    assert_eq!(headers.x_fresh, Some(true));
    assert_eq!(headers.x_kind, Some(ListXKind::Unknown("bird".to_owned())));
    assert_eq!(headers.x_ids, Some(vec![1, 2, 3]));
    assert_eq!(headers.x_limit, Some(LimitHeader::High));
    let size = headers.x_size.clone().unwrap();
    assert_eq!((size.width, size.name.as_deref()), (3, Some("a=b")));
    let size = headers.x_box.clone().unwrap();
    assert_eq!((size.width, size.name.as_deref()), (4, Some("b")));
    assert_eq!(headers.x_meta.clone().unwrap().page, Some(2));
    let cookies: Vec<_> = headers.set_cookie.as_ref().unwrap().iter().map(|cookie| cookie.expose()).collect();
    assert_eq!(cookies, ["a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT", "b=2"]);
    let printed = format!("{headers:?}");
    assert!(!printed.contains("s3cret") && !printed.contains("b=2"), "{printed}");
}

#[test]
fn a_header_is_read_on_failure() {
    let error = operations().list().decode(response(404, &[("x-total", "0"), ("retry-after", "1.5")])).unwrap_err();
    assert_eq!(error.response().unwrap().typed_headers::<ListHeaders>().unwrap().retry_after, Some(1.5));
    let Error::Api(ListError::NotFound(failure)) = error else { panic!("{error:?}") };
    assert_eq!(failure.typed_headers::<ListHeaders>().unwrap().x_total, Some(0));
}

#[test]
fn a_header_that_is_missing_or_empty_is_none() {
    let headers = read(&[("X-Total", ""), ("X-Ids", "")]).unwrap();
    assert_eq!((headers.x_total, headers.x_ids, headers.x_fresh), (None, None, None));
}

#[test]
fn values_that_are_no_ascii_and_lists_with_quotes_are_read() {
    let look = |name: &'static str, value: &[u8]| {
        let mut headers = http::HeaderMap::new();
        headers.insert(name, http::HeaderValue::from_bytes(value).unwrap());
        LookHeaders::read(&headers).unwrap()
    };
    assert_eq!(look("x-any", "größe".as_bytes()).x_any.unwrap(), "größe");
    assert_eq!(look("x-any", b"gr\xf6\xdfe").x_any.unwrap(), "größe");
    assert_eq!(look("x-state", b" 2 ").x_state, Some(SeenXState::_2));
}

#[test]
fn a_header_that_cannot_be_read_is_named_without_its_value() {
    let faults = [
        (("X-Total", "s3cret"), "`x-total` is not what is documented: at $: expected a number, found other text"),
        (("X-Total", "5000000000"), "`x-total` is not what is documented: at $: the number does not fit into a 32-bit integer"),
        (("X-Fresh", "s3cret"), "`x-fresh` is not what is documented: at $: expected true or false, found other text"),
        (("X-Ids", "1,s3cret"), "`x-ids` is not what is documented: at $[1]: expected a number, found other text"),
        (("X-Size", "width,3"), "`x-size` is not what is documented: at $: expected names and values by turns"),
        (("X-Box", "name"), "`x-box` is not what is documented: at $: expected names and values by turns"),
        (("X-Meta", "{s3cret}"), "`x-meta` is not what is documented: at $: no valid JSON at line 1, column 2"),
    ];
    for (header, message) in faults {
        let error = read(&[header]).unwrap_err();
        assert_eq!(error.to_string(), format!("the header {message}"));
        assert!(!format!("{error:?}").contains("s3cret"));
    }
}
