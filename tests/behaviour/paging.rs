//! Pages of each style, of responses whose parts can be missing. Runs inside of the crate of the
//! fixtures.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use fixtures::runtime::{Body, BoxFuture, PagingErrorKind, TransportError};
use fixtures::{Error, Response};

/// A server with these responses, one after the other: a `Link` header, and a body.
#[derive(Clone, Default)]
struct Pages {
    responses: Arc<Mutex<VecDeque<(&'static str, &'static str)>>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl fixtures::Transport for Pages {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.seen.lock().unwrap().push(format!("{} {}", request.method(), request.uri()));
        let (link, body) = self.responses.lock().unwrap().pop_front().expect("no page is asked for in vain");
        let response = http::Response::builder().header("link", link).body(Body::from(body));
        Box::pin(async { Ok(response.unwrap()) })
    }
}

impl Pages {
    fn of(responses: &[(&'static str, &'static str)]) -> Self {
        Self { responses: Arc::new(Mutex::new(responses.iter().copied().collect())), seen: Arc::default() }
    }

    fn bodies(bodies: &[&'static str]) -> Self {
        let responses: Vec<_> = bodies.iter().map(|body| ("", *body)).collect();
        Self::of(&responses)
    }

    /// What was asked for, without the server.
    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|line| line.replace("https://api.example.com", "")).collect()
    }
}

/// Everything here is ready at once.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing waits in memory"),
    }
}

macro_rules! client {
    ($api:ident, $pages:expr) => {
        fixtures::$api::Client::builder().transport($pages.clone()).build().unwrap()
    };
}

/// All items; none of them an error.
macro_rules! all {
    ($items:expr) => {{
        let (mut items, mut all) = ($items, Vec::new());
        while let Some(item) = ready(items.next()) {
            all.push(item.unwrap());
        }
        all
    }};
}

#[test]
fn numbered_pages_end_with_an_empty_list_or_a_page_shorter_than_a_size_that_has_a_limit() {
    let pages = Pages::bodies(&[r#"[{"id":1},{"id":2}]"#, r#"[{"id":3},{"id":4}]"#, "[]"]);
    let tasks = all!(client!(page, pages).tasks().get().items());
    assert_eq!(tasks.iter().map(|task| task.id).collect::<Vec<_>>(), [Some(1), Some(2), Some(3), Some(4)]);
    assert_eq!(pages.seen(), ["GET /tasks", "GET /tasks?page=2", "GET /tasks?page=3"]);

    let pages = Pages::bodies(&[r#"[{"id":1},{"id":2}]"#, r#"[{"id":3}]"#]);
    assert_eq!(all!(client!(page, pages).tasks().get().page(4).per_page(2).items()).len(), 3);
    assert_eq!(pages.seen(), ["GET /tasks?page=4&per_page=2", "GET /tasks?page=5&per_page=2"]);
}

#[test]
fn a_list_that_ignores_its_parameters_is_not_read_for_ever() {
    let pages = Pages::bodies(&[r#"[{"id":1}]"#, r#"[{"id":1}]"#]);
    let mut tasks = client!(page, pages).tasks().get().items();
    assert!(ready(tasks.next()).unwrap().is_ok());
    let Some(Err(Error::Paging(error))) = ready(tasks.next()) else { panic!() };
    assert_eq!(error.kind(), PagingErrorKind::Repeated);
    assert!(ready(tasks.next()).is_none());
}

#[test]
fn pages_are_counted_from_where_the_document_says() {
    let pages = Pages::bodies(&[r#"{"users":["a","b"],"total":3}"#, r#"{"users":["c"],"total":3}"#]);
    assert_eq!(all!(client!(page, pages).tasks().users_get(0).items()), ["a", "b", "c"]);
    assert_eq!(pages.seen(), ["GET /users?page=0", "GET /users?page=1"]);
    let pages = Pages::bodies(&[r#"["a"]"#, "[]"]);
    assert_eq!(all!(client!(page, pages).tasks().groups_get().items()), ["a"]);
    assert_eq!(pages.seen(), ["GET /groups", "GET /groups?p=6"]);
}

#[test]
fn a_page_can_be_xml() {
    let pages = Pages::bodies(&[
        r#"<labs total="3"><lab>a</lab><lab>b</lab></labs>"#,
        r#"<labs total="3"><lab>c</lab></labs>"#,
    ]);
    assert_eq!(all!(client!(page, pages).tasks().labs_get().items()), ["a", "b", "c"]);
    assert_eq!(pages.seen(), ["GET /labs", "GET /labs?page=2"]);
}

#[test]
fn parts_of_a_page_can_be_missing_null_and_nested() {
    let pages = Pages::bodies(&[
        r#"{"result":{"items":["a",null],"page":{"total":"3"},"parent":{}}}"#,
        r#"{"result":{"items":["b"],"page":{"total":"3"}}}"#,
    ]);
    let items = all!(client!(offset, pages).operations().list_nested().items());
    assert_eq!(items, [Some("a".to_owned()), None, Some("b".to_owned())]);
    assert_eq!(pages.seen(), ["GET /nested", "GET /nested?offset=2"]);
    for body in ["{}", r#"{"result":{"items":null,"page":{"total":"0"}}}"#] {
        let pages = Pages::bodies(&[body]);
        assert!(all!(client!(offset, pages).operations().list_nested().items()).is_empty());
    }
}

#[test]
fn a_list_can_be_asked_for_by_any_method_and_be_null() {
    let pages = Pages::bodies(&[r#"{"result":{"items":["a"],"page":{"total":"9"}},"total":null}"#, "null"]);
    let ids = ["x".to_owned()];
    assert_eq!(all!(client!(offset, pages).operations().search_maybe(&ids).items()).len(), 1);
    assert_eq!(pages.seen(), ["POST /maybe", "POST /maybe?offset=1"]);
}

#[test]
fn cursors_are_followed() {
    let pages = Pages::bodies(&[
        r#"{"data":[1],"meta":{"next":"a b"}}"#,
        r#"{"data":[2],"meta":{"next":null}}"#,
    ]);
    // A setter has the name of the method.
    assert_eq!(all!(client!(cursor, pages).operations().list_events().items(1).all_items()), [1, 2]);
    assert_eq!(pages.seen(), ["GET /events?items=1", "GET /events?after=a%20b&items=1"]);
    let pages = Pages::bodies(&[r#"{"rows":[{"id":1}],"last":7}"#, r#"{"rows":[],"last":null}"#]);
    assert_eq!(all!(client!(cursor, pages).operations().list_since().since(5).items()).len(), 1);
    assert_eq!(pages.seen(), ["GET /since?since=5", "GET /since?since=7"]);
}

#[test]
fn links_are_followed() {
    let pages = Pages::of(&[("<?page=2>; rel=\"next\", <?page=9>; rel=\"last\"", r#"["a"]"#), ("", r#"["b"]"#)]);
    assert_eq!(all!(client!(link, pages).operations().list_repositories().items()), ["a", "b"]);
    assert_eq!(pages.seen(), ["GET /repositories", "GET /repositories?page=2"]);
    let pages = Pages::bodies(&[r#"{"value":["a"],"@odata.nextLink":"https://api.example.com/p?$skip=1"}"#, r#"{"value":["b"]}"#]);
    assert_eq!(all!(client!(link, pages).operations().list_people().items()), ["a", "b"]);
    assert_eq!(pages.seen(), ["GET /people", "GET /p?$skip=1"]);
}

#[test]
fn pages_are_responses() {
    let pages = Pages::of(&[("<?page=2>; rel=next", r#"["a"]"#), ("", r#"["b"]"#)]);
    let call = client!(link, pages).operations().list_repositories();
    let read: Vec<Response<Vec<String>>> = all!(call.pages());
    assert_eq!(read[0].headers()["link"], "<?page=2>; rel=next");
    assert_eq!((read.len(), read[1].status().as_u16(), read[1].len()), (2, 200, 1));
}

#[test]
fn pages_are_followed_by_the_extensions_of_other_tools() {
    let pages = Pages::bodies(&[
        r#"{"value":[{"id":"a"},{"id":"b"}],"nextLink":"https://api.example.com/disks?token=2"}"#,
        r#"{"value":[{"id":"c"}]}"#,
    ]);
    let disks = all!(client!(azure_pages, pages).operations().list_disks().items());
    assert_eq!(disks.iter().map(|disk| disk.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(pages.seen(), ["GET /disks", "GET /disks?token=2"]);

    let pages = Pages::bodies(&[
        r#"{"users":["a"],"@odata.nextLink":"https://api.example.com/users?$skip=1"}"#,
        r#"{"users":["b"],"@odata.nextLink":null}"#,
    ]);
    assert_eq!(all!(client!(azure_pages, pages).operations().list_users().items()), ["a", "b"]);
    assert_eq!(pages.seen(), ["GET /users", "GET /users?$skip=1"]);

    let pages = Pages::bodies(&[
        r#"{"data":{"items":["a"],"next":"x y"}}"#,
        r#"{"data":{"items":["b"]}}"#,
    ]);
    assert_eq!(all!(client!(speakeasy_pages, pages).operations().list_by_cursor().items()), ["a", "b"]);
    assert_eq!(pages.seen(), ["GET /cursor", "GET /cursor?after=x%20y"]);

    let pages = Pages::bodies(&[r#"{"items":["a"],"next":"2"}"#, r#"{"items":[]}"#]);
    assert_eq!(all!(client!(fern_pages, pages).operations().list_all().items()), ["a"]);
    assert_eq!(pages.seen(), ["GET /all", "GET /all?cursor=2"]);
}
