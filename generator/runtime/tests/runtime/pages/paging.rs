//! A server of lists that come page by page, and how they are read.

use std::convert::Infallible;
use std::error::Error as _;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::runtime::{
    Body, BoxFuture, Call, Config, Core, Credential, Error, PageInfo, PagedItems, Pages, Paging,
    PagingErrorKind, Parameter, Place, Request, SecurityScheme, Transport, TransportError,
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
    pub(crate) seen: Arc<Mutex<Vec<String>>>,
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
    pub(crate) fn seen(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|uri| uri.trim_start_matches("http://h/list").to_owned()).collect()
    }
}

/// The same, but a response takes a while.
pub(crate) struct Slow(pub(crate) Fake);

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

pub(crate) static KEY: SecurityScheme =
    SecurityScheme::ApiKey { name: "key", place: Place::Query, key: "key", prefix: "" };
pub(crate) static TOKEN: SecurityScheme = SecurityScheme::Bearer { name: "token" };

/// A client of a server that responds so.
pub(crate) fn client(
    response: impl Fn(&http::Request<Body>) -> CannedResponse + Send + Sync + 'static,
) -> (Core, Fake) {
    let fake = Fake { response: Arc::new(response), seen: Arc::default() };
    (core_of(fake.clone()), fake)
}

pub(crate) fn core_of(transport: impl Transport) -> Core {
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
        200 => response.json(),
        _ => response.unexpected(),
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
        let info = PageInfo::of(items(page).len()).total(page.get("total"));
        info.granted(page.get("count")).next(page.get("next"))
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
pub(crate) static FROM_ONE: Paging =
    Paging::Offset { parameter: "offset", size: None, first: 1, by_size: false };
pub(crate) static OFFSET: Paging =
    Paging::Offset { parameter: "offset", size: Some("count"), first: 0, by_size: false };
pub(crate) static BY_SIZE: Paging =
    Paging::Offset { parameter: "offset", size: Some("count"), first: 0, by_size: true };
pub(crate) static PAGE: Paging =
    Paging::Page { parameter: "page", size: Some("count"), first: 1, is_exact: false };
pub(crate) static EXACT: Paging =
    Paging::Page { parameter: "page", size: Some("count"), first: 1, is_exact: true };
pub(crate) static FROM_ZERO: Paging =
    Paging::Page { parameter: "page", size: None, first: 0, is_exact: false };
pub(crate) static CURSOR: Paging = Paging::Cursor { parameter: "after" };
pub(crate) static IN_BODY: Paging = Paging::Link { in_body: true };
pub(crate) static IN_HEADER: Paging = Paging::Link { in_body: false };

/// A server with these pages, one after the other.
pub(crate) fn in_turn(bodies: &[Value]) -> (Core, Fake) {
    let bodies: Vec<Value> = bodies.to_vec();
    let bodies = Mutex::new(bodies.into_iter());
    client(move |_| response(&bodies.lock().unwrap().next().expect("no page is asked for in vain")))
}

pub(crate) fn sized(count: i64) -> Request {
    let mut request = list(&[]);
    request.query("count", &count);
    request
}

pub(crate) fn paging_error(error: Option<Error<Infallible>>) -> (PagingErrorKind, String) {
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
