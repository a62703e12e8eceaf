//! The lists of five documents, which say nothing of pages: their overlays do. Runs inside of a crate
//! of all five, against a server in memory.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use mended::runtime::{Body, BoxFuture, TransportError};
use mended::{box_platform, files, monitor, museum, slack};

/// A server with these bodies, one after the other.
#[derive(Clone)]
struct Pages {
    bodies: Arc<Mutex<VecDeque<&'static str>>>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl mended::Transport for Pages {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.seen.lock().unwrap().push(request.uri().path_and_query().unwrap().to_string());
        let body = self.bodies.lock().unwrap().pop_front().expect("no page is asked for in vain");
        let response = http::Response::builder().body(Body::from(body)).unwrap();
        Box::pin(async { Ok(response) })
    }
}

impl Pages {
    fn of(bodies: &[&'static str]) -> Self {
        Self { bodies: Arc::new(Mutex::new(bodies.iter().copied().collect())), seen: Arc::default() }
    }

    fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
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
    ($api:ident, $pages:expr, $credential:ident $values:tt) => {{
        let builder = $api::Client::builder().base_url("https://api.example.com").transport($pages.clone());
        builder.$credential $values.build().unwrap()
    }};
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
fn a_museum_by_numbers_of_pages() {
    let pages = Pages::of(&[
        r#"[{"date": "2026-01-01", "timeOpen": "09:00", "timeClose": "18:00"}]"#,
        r#"[{"date": "2026-01-02", "timeOpen": "09:00", "timeClose": "18:00"}]"#,
        "[]",
    ]);
    let days = all!(client!(museum, pages, museum_placeholder_auth("u", "p")).operations().get_museum_hours().limit(1).items());
    assert_eq!(days.len(), 2);
    assert_eq!(pages.seen().last().unwrap(), "/museum-hours?page=3&limit=1");
}

#[test]
fn workflows_by_markers() {
    let pages = Pages::of(&[r#"{"entries": [], "next_marker": "b"}"#, r#"{"entries": [], "next_marker": null}"#]);
    let version = &box_platform::types::BoxVersionHeader::_2026_0;
    let client = client!(box_platform, pages, oauth2_security("t"));
    let workflows = all!(client.automate_workflows().get_automate_workflows_v2026_0("7", version).items());
    assert_eq!(workflows.len(), 0);
    assert_eq!(
        pages.seen(),
        ["/automate_workflows?folder_id=7", "/automate_workflows?folder_id=7&marker=b"]
    );
}

#[test]
fn connections_by_offsets() {
    let pages = Pages::of(&[
        r#"{"slack_connections": [{"id": "A"}, {"id": "B"}], "offset": 0, "limit": 2, "more": true, "total": 3}"#,
        r#"{"slack_connections": [{"id": "C"}], "offset": 2, "limit": 2, "more": false, "total": 3}"#,
    ]);
    let connections = all!(client!(slack, pages, api_key("k")).slack_connections().get_connections("T").items());
    assert_eq!(connections.len(), 3);
    assert_eq!(pages.seen().last().unwrap(), "/workspaces/T/connections?offset=2");
}

#[test]
fn files_by_numbers_of_pages_and_their_total() {
    let pages = Pages::of(&[
        r#"{"TotalCount": 2, "Items": [{"Id": "00000000-0000-0000-0000-000000000001", "Name": "a"}]}"#,
        r#"{"TotalCount": 2, "Items": [{"Id": "00000000-0000-0000-0000-000000000002", "Name": "b"}]}"#,
    ]);
    let files = all!(client!(files, pages, oauth2("t")).files().get_files("t").pagesize(1).items());
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(pages.seen().last().unwrap(), "/Files?pagesize=1&page=2");
}

#[test]
fn alarms_by_links() {
    let pages = Pages::of(&[
        r#"{"alarms": [], "meta": {"next_page_url": "https://api.example.com/v2/Alarms?PageToken=x"}}"#,
        r#"{"alarms": [], "meta": {"next_page_url": null}}"#,
    ]);
    assert_eq!(all!(client!(monitor, pages, account_sid_auth_token("u", "p")).operations().list_alarms().items()).len(), 0);
    assert_eq!(pages.seen(), ["/v2/Alarms", "/v2/Alarms?PageToken=x"]);
}
