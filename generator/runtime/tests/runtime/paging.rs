//! Lists that come page by page: what is asked for, and where it ends.

use std::convert::Infallible;
use std::error::Error as _;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use futures_core::Stream;
use serde_json::{Value, json};

use crate::runtime::{
    Body, BoxFuture, Call, Config, Core, Credential, Error, Options, PageInfo, PagedItems, Pages,
    Paging, PagingErrorKind, Parameter, Place, Request, SecurityScheme, Transport, TransportError,
    UndecodedResponse,
};
use crate::support::operation;

/// The response of a server to a request.
type CannedResponse = http::Response<String>;

type Function = dyn Fn(&http::Request<Body>) -> CannedResponse + Send + Sync;

/// A server that is a function, and the URLs that it was asked for.
#[derive(Clone)]
pub(crate) struct Fake {
    response: Arc<Function>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Transport for Fake {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.seen.lock().unwrap().push(request.uri().to_string());
        let response = (self.response)(&request).map(Body::from);
        Box::pin(async { Ok(response) })
    }
}

impl Fake {
    /// The queries, or the whole URL where there is none.
    fn seen(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|uri| uri.trim_start_matches("http://h/list").to_owned()).collect()
    }
}

/// The same, but a response takes a while.
struct Slow(Fake);

impl Transport for Slow {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let response = self.0.send(request);
        Box::pin(async {
            for _ in 0..2 {
                tokio::task::yield_now().await;
            }
            response.await
        })
    }
}

static KEY: SecurityScheme =
    SecurityScheme::ApiKey { name: "key", place: Place::Query, key: "key", prefix: "" };
static TOKEN: SecurityScheme = SecurityScheme::Bearer { name: "token" };

/// A client of a server that responds so.
pub(crate) fn client(
    response: impl Fn(&http::Request<Body>) -> CannedResponse + Send + Sync + 'static,
) -> (Core, Fake) {
    let fake = Fake { response: Arc::new(response), seen: Arc::default() };
    (core_of(fake.clone()), fake)
}

fn core_of(transport: impl Transport) -> Core {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.credential(&KEY, Credential::token("k3y-1"));
    config.credential(&TOKEN, Credential::token("t0ken"));
    config.transport(transport);
    config.build("tests").unwrap()
}

/// The request of a list, without values.
pub(crate) fn list(security: &[&[&'static SecurityScheme]]) -> Request {
    let parameters = ["offset", "count", "page", "after"].map(Parameter::query);
    Request::new(operation("/list", &parameters, security))
}

fn value(response: &UndecodedResponse) -> Result<Value, Error<Infallible>> {
    match response.status() {
        200 => Ok(response.json()?),
        _ => Err(response.unexpected().into()),
    }
}

fn items(page: &Value) -> &[Value] {
    page["list"].as_array().or(page.as_array()).map(Vec::as_slice).unwrap_or_default()
}

pub(crate) fn pages(
    core: &Core,
    request: Request,
    paging: &'static Paging,
) -> Pages<Value, Infallible> {
    Pages::new(&Call::new(core, request, value), paging, |page| {
        PageInfo::of(items(page).len()).total(page.get("total")).next(page.get("next"))
    })
}

pub(crate) fn all_items(
    core: &Core,
    request: Request,
    paging: &'static Paging,
) -> PagedItems<Value, Value, Infallible> {
    PagedItems::new(pages(core, request, paging), |page| items(&page).to_vec())
}

/// The items up to the end, and the error that ended them.
pub(crate) async fn read(
    mut items: PagedItems<Value, Value, Infallible>,
) -> (Vec<Value>, Option<Error<Infallible>>) {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => all.push(item),
            Err(error) => {
                assert!(items.next().await.is_none(), "an error is the last");
                return (all, Some(error));
            }
        }
    }
    assert!(items.next().await.is_none(), "the end stays the end");
    (all, None)
}

pub(crate) fn response(body: &Value) -> CannedResponse {
    http::Response::new(body.to_string())
}

/// A number in the query.
pub(crate) fn number(request: &http::Request<Body>, name: &str) -> Option<usize> {
    let url = url::Url::parse(&request.uri().to_string()).unwrap();
    url.query_pairs().find(|(key, _)| key == name).and_then(|(_, value)| value.parse().ok())
}

/// As SCIM has it (RFC 7644, section 3.4.2.4).
static FROM_ONE: Paging =
    Paging::Offset { parameter: "offset", size: None, first: 1, by_size: false };
pub(crate) static OFFSET: Paging =
    Paging::Offset { parameter: "offset", size: Some("count"), first: 0, by_size: false };
pub(crate) static BY_SIZE: Paging =
    Paging::Offset { parameter: "offset", size: Some("count"), first: 0, by_size: true };
pub(crate) static PAGE: Paging =
    Paging::Page { parameter: "page", size: Some("count"), first: 1, is_exact: false };
static EXACT: Paging =
    Paging::Page { parameter: "page", size: Some("count"), first: 1, is_exact: true };
static FROM_ZERO: Paging =
    Paging::Page { parameter: "page", size: None, first: 0, is_exact: false };
pub(crate) static CURSOR: Paging = Paging::Cursor { parameter: "after" };
static IN_BODY: Paging = Paging::Link { in_body: true };
pub(crate) static IN_HEADER: Paging = Paging::Link { in_body: false };

/// A server with these pages, one after the other.
fn in_turn(bodies: &[Value]) -> (Core, Fake) {
    let bodies: Vec<Value> = bodies.to_vec();
    let bodies = Mutex::new(bodies.into_iter());
    client(move |_| response(&bodies.lock().unwrap().next().expect("no page is asked for in vain")))
}

fn sized(count: i64) -> Request {
    let mut request = list(&[]);
    request.query("count", &count);
    request
}

fn paging_error(error: Option<Error<Infallible>>) -> (PagingErrorKind, String) {
    match error {
        Some(error @ Error::Paging(_)) => {
            let words = error.to_string();
            assert!(error.source().is_none());
            let Error::Paging(error) = error else { unreachable!() };
            (error.kind(), words)
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn nothing_is_sent_before_it_is_asked_for() {
    let (core, fake) = in_turn(&[json!({"list": [1, 2], "total": 4}), json!({"list": [3, 4]})]);
    let mut items = all_items(&core, list(&[]), &OFFSET);
    assert!(fake.seen().is_empty());
    items.next().await.unwrap().unwrap();
    items.next().await.unwrap().unwrap();
    assert_eq!(fake.seen(), [""]);
    items.next().await.unwrap().unwrap();
    assert_eq!(fake.seen(), ["", "?offset=2"]);
}

#[tokio::test]
async fn an_offset_goes_on_behind_what_came() {
    let (core, fake) =
        in_turn(&[json!({"list": [1, 2, 3], "total": 5}), json!({"list": [4, 5], "total": 5})]);
    let (all, error) = read(all_items(&core, sized(10), &OFFSET)).await;
    assert!(error.is_none());
    assert_eq!(all.len(), 5);
    assert_eq!(fake.seen(), ["?count=10", "?offset=3&count=10"]);
}

#[tokio::test]
async fn an_offset_by_size_leaves_room_for_what_did_not_come() {
    let (core, fake) =
        in_turn(&[json!({"list": [1, 2], "total": 5}), json!({"list": [4, 5], "total": 5})]);
    read(all_items(&core, sized(3), &BY_SIZE)).await;
    assert_eq!(fake.seen(), ["?count=3", "?offset=3&count=3"]);
}

#[tokio::test]
async fn an_offset_by_size_goes_by_what_came_where_no_size_or_a_smaller_one_was_asked_for() {
    for request in [list(&[]), sized(0), sized(1)] {
        let (core, fake) =
            in_turn(&[json!({"list": [1, 2], "total": 3}), json!({"list": [3], "total": 3})]);
        read(all_items(&core, request, &BY_SIZE)).await;
        assert!(fake.seen()[1].contains("offset=2"), "{:?}", fake.seen());
    }
}

#[tokio::test]
async fn pages_begin_where_the_caller_says() {
    let (core, fake) =
        in_turn(&[json!({"list": [7], "total": 9}), json!({"list": [8], "total": 9})]);
    let mut request = list(&[]);
    request.query("offset", &7);
    let (all, _) = read(all_items(&core, request, &OFFSET)).await;
    assert_eq!((all.len(), fake.seen()), (2, vec!["?offset=7".to_owned(), "?offset=8".to_owned()]));
    let (core, fake) = in_turn(&[json!([7]), json!([])]);
    let mut request = list(&[]);
    request.query("page", &7);
    read(all_items(&core, request, &PAGE)).await;
    assert_eq!(fake.seen(), ["?page=7", "?page=8"]);
}

#[tokio::test]
async fn without_a_total_an_empty_list_is_the_end_and_no_page() {
    let (core, fake) = in_turn(&[json!([1, 2]), json!([3]), json!([])]);
    let mut all = pages(&core, list(&[]), &PAGE);
    let mut lengths = Vec::new();
    while let Some(page) = all.next().await {
        lengths.push(page.unwrap().as_array().unwrap().len());
    }
    assert_eq!(lengths, [2, 1]);
    assert_eq!(fake.seen(), ["", "?page=2", "?page=3"]);
}

#[tokio::test]
async fn the_first_page_is_one_even_if_it_is_empty() {
    for paging in [&OFFSET, &PAGE, &CURSOR, &IN_BODY] {
        let (core, _) = in_turn(&[json!({"list": [], "total": 0})]);
        let mut all = pages(&core, list(&[]), paging);
        assert_eq!(all.next().await.unwrap().unwrap()["total"], 0);
        assert!(all.next().await.is_none());
    }
}

#[tokio::test]
async fn pages_can_be_counted_from_zero() {
    let (core, fake) = in_turn(&[json!([1]), json!([2]), json!([])]);
    read(all_items(&core, list(&[]), &FROM_ZERO)).await;
    assert_eq!(fake.seen(), ["", "?page=1", "?page=2"]);
}

#[tokio::test]
async fn items_can_be_counted_from_one() {
    let page = |list: &[u8]| json!({"list": list, "total": 3});
    let (core, fake) = in_turn(&[page(&[1, 2]), page(&[3])]);
    read(all_items(&core, list(&[]), &FROM_ONE)).await;
    assert_eq!(fake.seen(), ["", "?offset=3"]);
}

#[tokio::test]
async fn what_is_dropped_while_a_page_is_on_its_way_loses_nothing() {
    let (_, fake) = in_turn(&[json!([1])]);
    let mut items = all_items(&core_of(Slow(fake.clone())), sized(9), &EXACT);
    for _ in 0..2 {
        let is_ready =
            poll_fn(|context| Poll::Ready(std::pin::pin!(items.next()).poll(context).is_ready()));
        assert!(!is_ready.await);
    }
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(items.next().await.is_none());
    assert_eq!(fake.seen(), ["?count=9"]);
}

#[tokio::test]
async fn the_total_ends_pages() {
    let (core, fake) =
        in_turn(&[json!({"list": [1, 2], "total": 3}), json!({"list": [3], "total": 3})]);
    read(all_items(&core, list(&[]), &PAGE)).await;
    assert_eq!(fake.seen().len(), 2);
}

#[tokio::test]
async fn a_short_page_is_the_end_only_where_the_server_cannot_have_lowered_the_size() {
    let (core, fake) = in_turn(&[json!([1, 2])]);
    read(all_items(&core, sized(3), &EXACT)).await;
    assert_eq!(fake.seen(), ["?count=3"]);
    let (core, fake) = in_turn(&[json!([1, 2]), json!([])]);
    read(all_items(&core, sized(3), &PAGE)).await;
    assert_eq!(fake.seen(), ["?count=3", "?count=3&page=2"]);
}

#[tokio::test]
async fn a_total_that_is_none_counts_nothing() {
    for total in [json!(-1), json!(null), json!("many")] {
        let (core, fake) = in_turn(&[json!({"list": [1], "total": total}), json!({"list": []})]);
        read(all_items(&core, list(&[]), &OFFSET)).await;
        assert_eq!(fake.seen(), ["", "?offset=1"]);
    }
    let (core, fake) = in_turn(&[json!({"list": [1], "total": "1"})]);
    read(all_items(&core, list(&[]), &OFFSET)).await;
    assert_eq!(fake.seen(), [""]);
}

#[tokio::test]
async fn cursors_are_text_or_numbers_and_end_with_null_or_empty_text() {
    for end in
        [json!({"list": [3]}), json!({"list": [3], "next": null}), json!({"list": [3], "next": ""})]
    {
        let (core, fake) =
            in_turn(&[json!({"list": [1], "next": "a/b="}), json!({"list": [], "next": 7}), end]);
        let (all, _) = read(all_items(&core, list(&[]), &CURSOR)).await;
        assert_eq!(all, [json!(1), json!(3)]);
        assert_eq!(fake.seen(), ["", "?after=a%2Fb%3D", "?after=7"]);
    }
}

#[tokio::test]
async fn a_cursor_for_the_second_time_is_an_error_behind_its_page() {
    let (core, fake) = in_turn(&[
        json!({"list": [1], "next": "a"}),
        json!({"list": [2], "next": "b"}),
        json!({"list": [3], "next": "a"}),
    ]);
    let (all, error) = read(all_items(&core, list(&[]), &CURSOR)).await;
    assert_eq!((all.len(), fake.seen().len()), (3, 3));
    let (kind, words) = paging_error(error);
    assert_eq!(kind, PagingErrorKind::Repeated);
    assert_eq!(
        words,
        "operate: there is no next page: the server names a cursor for the second time"
    );
}

#[tokio::test]
async fn the_same_page_again_is_an_error_and_no_page() {
    let next = json!({"list": [1], "next": "/list?page=2"});
    for (paging, parameter) in [(&OFFSET, "offset"), (&PAGE, "page"), (&CURSOR, "after")] {
        let (core, fake) = in_turn(&[next.clone(), next.clone()]);
        let (all, error) = read(all_items(&core, list(&[]), paging)).await;
        assert_eq!((all.len(), fake.seen().len()), (1, 2));
        let (kind, words) = paging_error(error);
        assert_eq!(kind, PagingErrorKind::Repeated);
        assert_eq!(
            words,
            format!(
                "operate: there is no next page: the server sends the same page again; does it \
                 know the parameter `{parameter}`?"
            )
        );
    }
}

#[tokio::test]
async fn an_offset_out_of_range_is_an_error() {
    let (core, _) = in_turn(&[json!([1])]);
    let mut request = list(&[]);
    request.query("offset", &i64::MAX);
    let (all, error) = read(all_items(&core, request, &OFFSET)).await;
    assert_eq!((all.len(), paging_error(error).0), (1, PagingErrorKind::OutOfRange));
}

#[tokio::test]
async fn a_failure_ends_the_pages() {
    let (core, fake) = client(|request| match number(request, "page") {
        None => response(&json!([1])),
        Some(_) => http::Response::builder().status(500).body(String::new()).unwrap(),
    });
    let (all, error) = read(all_items(&core, list(&[]), &PAGE)).await;
    assert_eq!((all.len(), fake.seen().len()), (1, 2));
    assert!(matches!(error, Some(Error::Unexpected(_))));
}

#[tokio::test]
async fn a_value_that_cannot_be_sent_is_the_only_item() {
    let (core, fake) = in_turn(&[]);
    let mut request = list(&[]);
    request.query("unknown", &1);
    let (all, error) = read(all_items(&core, request, &PAGE)).await;
    assert!(all.is_empty() && fake.seen().is_empty());
    assert!(matches!(error, Some(Error::InvalidParameter(_))));
}

#[tokio::test]
async fn they_are_streams_that_need_no_pin() {
    fn is_stream<S: Stream + Unpin + Send>(stream: S) -> S {
        stream
    }
    let (core, _) = in_turn(&[json!([1, 2]), json!([])]);
    let mut items = is_stream(all_items(&core, list(&[]), &PAGE));
    let first = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
    assert_eq!(first.unwrap().unwrap(), 1);
    assert_eq!(items.size_hint(), (1, None));
    let _ = is_stream(pages(&core, list(&[]), &PAGE));
}

/// The pages of a server whose first page links to `next`, and what ended them.
async fn linked(paging: &'static Paging, next: &str) -> (Vec<String>, Option<Error<Infallible>>) {
    let (first, header) = (next.to_owned(), format!("<{next}>; rel=\"next\""));
    let (core, fake) = client(move |request| {
        assert_eq!(request.headers()["authorization"], "Bearer t0ken");
        let is_first = request.uri().path() == "/list" && request.uri().query().is_none();
        let next = if is_first { json!(first) } else { json!(null) };
        let mut page = response(&json!({"list": [request.uri().to_string()], "next": next}));
        if is_first {
            page.headers_mut().insert("link", header.parse().unwrap());
        }
        page
    });
    let (_, error) = read(all_items(&core, list(&[&[&TOKEN]]), paging)).await;
    (fake.seen.lock().unwrap().clone(), error)
}

#[tokio::test]
async fn links_are_followed_wherever_they_lead_at_the_same_origin() {
    for (next, url) in [
        ("http://h/list?page=2", "http://h/list?page=2"),
        ("http://H:80/other/path?a=b&c#fragment", "http://h/other/path?a=b&c"),
        ("?page=2", "http://h/list?page=2"),
        ("/list/2", "http://h/list/2"),
        ("//h/list/2", "http://h/list/2"),
    ] {
        for paging in [&IN_BODY, &IN_HEADER] {
            let (seen, error) = linked(paging, next).await;
            assert_eq!(seen, ["http://h/list", url], "{next}");
            assert!(error.is_none());
        }
    }
}

#[tokio::test]
async fn links_to_another_origin_are_not_followed() {
    for (next, origin) in [
        ("https://h/list?key=s3cret", "https://h"),
        ("http://h:8080/list?key=s3cret", "http://h:8080"),
        ("//evil.example/list?key=s3cret", "http://evil.example"),
        ("http://s3cret:s3cret@evil.example/", "http://evil.example"),
        ("mailto:s3cret@h", "null"),
    ] {
        for paging in [&IN_BODY, &IN_HEADER] {
            let (seen, error) = linked(paging, next).await;
            assert_eq!(seen, ["http://h/list"]);
            let printed = format!("{error:?}");
            let (kind, words) = paging_error(error);
            assert_eq!(kind, PagingErrorKind::OtherOrigin);
            assert_eq!(
                words,
                format!(
                    "operate: there is no next page: the server links to another origin, {origin}, \
                     where the client's credentials do not go"
                )
            );
            assert!(!printed.contains("s3cret") && !words.contains("s3cret"), "{printed}");
        }
    }
}

#[tokio::test]
async fn links_that_are_none_are_errors() {
    for next in ["http://[", "http://user:pass@h/list", "http://user@h/list"] {
        let (seen, error) = linked(&IN_BODY, next).await;
        assert_eq!(seen.len(), 1);
        assert_eq!(paging_error(error).0, PagingErrorKind::InvalidLink, "{next}");
    }
}

#[tokio::test]
async fn a_link_for_the_second_time_is_an_error() {
    for next in ["http://h/list", "/list#top"] {
        let (_, error) = linked(&IN_BODY, next).await;
        let (kind, words) = paging_error(error);
        assert_eq!(kind, PagingErrorKind::Repeated);
        assert_eq!(
            words,
            "operate: there is no next page: the server links to a page for the second time"
        );
    }
    let (core, fake) = in_turn(&[
        json!({"list": [1], "next": "/a"}),
        json!({"list": [2], "next": "/b"}),
        json!({"list": [3], "next": "/a"}),
    ]);
    let (all, error) = read(all_items(&core, list(&[]), &IN_BODY)).await;
    assert_eq!((all.len(), fake.seen().len()), (3, 3));
    assert_eq!(paging_error(error).0, PagingErrorKind::Repeated);
}

#[tokio::test]
async fn a_key_in_the_query_goes_with_each_link_once() {
    for next in ["/list?a=1", "/list?key=old&a=1", "/list?a=1&key=k3y-1"] {
        let (core, fake) = in_turn(&[json!({"list": [1], "next": next}), json!({"list": [2]})]);
        let mut request = list(&[&[&KEY]]);
        request.query("count", &5);
        read(all_items(&core, request, &IN_BODY)).await;
        assert_eq!(fake.seen(), ["?count=5&key=k3y-1", "?a=1&key=k3y-1"], "{next}");
    }
}

#[tokio::test]
async fn no_secret_of_a_call_is_printed_by_its_pages() {
    let (core, _) = in_turn(&[]);
    let pages = pages(&core, list(&[&[&KEY]]), &PAGE);
    let items = all_items(&core, list(&[&[&KEY]]), &PAGE);
    assert!(!format!("{pages:?} {items:?}").contains("k3y"));
}

#[tokio::test]
async fn options_hold_for_the_call_of_each_page() {
    let (core, fake) = in_turn(&[json!([1]), json!(["far too long for this"])]);
    let all = all_items(&core, list(&[]), &PAGE).options(Options::new().response_limit(10));
    let (all, error) = read(all).await;
    assert_eq!((all.len(), fake.seen().len()), (1, 2));
    assert!(matches!(error, Some(Error::TooLarge(_))), "{error:?}");
}
