//! What went wrong, in one type for all operations. Runs inside of the crate of the fixtures.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};

use fixtures::one_body::Client;
use fixtures::one_body::operations::{PlaceError, ReplaceError};
use fixtures::runtime::{self, AnyError, Body, BoxFuture, Error, Transport, TransportError};

/// The output of a future that waits for nothing.
fn ready<F: IntoFuture>(future: F) -> F::Output {
    match pin!(future.into_future()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

/// Responds with one status and body, and counts.
#[derive(Clone)]
struct Fixed(u16, &'static str, Arc<AtomicU32>);

impl Transport for Fixed {
    fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.2.fetch_add(1, Ordering::Relaxed);
        let response = http::Response::builder().status(self.0).header("content-type", "application/json");
        let response = response.body(Body::from(self.1)).unwrap();
        Box::pin(async { Ok(response) })
    }
}

fn client(status: u16, body: &'static str) -> (Client, Arc<AtomicU32>) {
    let count = Arc::default();
    let client = Client::builder()
        .transport(Fixed(status, body, Arc::clone(&count)))
        .header("X-Team", "red")
        .user_agent("shop/2")
        .build();
    (client.unwrap(), count)
}

#[test]
fn operations_share_one_error() {
    async fn both(client: &Client) -> Result<(), AnyError> {
        client.operations().place().await?;
        client.operations().replace().header("If-Match", "\"1\"").await?;
        Ok(())
    }
    let (client, _) = client(409, r#"{"code":"there"}"#);
    let error = ready(both(&client)).unwrap_err();
    assert!(error.is_conflict());
    assert_eq!(error.code().as_deref(), Some("there"));
    assert!(matches!(error.downcast_ref(), Some(Error::Api(PlaceError::Conflict(_)))));
    assert!(error.downcast_ref::<Error<ReplaceError>>().is_none());
}

#[test]
fn a_body_that_all_failures_have_is_read_by_one_call() {
    for status in [404, 409] {
        let (client, _) = client(status, r#"{"code":"c"}"#);
        let error = ready(client.operations().place()).unwrap_err();
        assert_eq!(error.body().map(|problem| problem.code.as_str()), Some("c"));
    }
    let (client, _) = client(418, r#"{"code":"c"}"#);
    assert!(ready(client.operations().place()).unwrap_err().body().is_none());
}

#[test]
fn a_failure_says_its_status_and_message_at_once() {
    let (client, _) = client(404, "");
    let response = http::Response::builder().status(404).body(r#"{"code":"c","message":"No."}"#.into());
    match client.operations().place().decode(response.unwrap()) {
        Err(Error::Api(PlaceError::NotFound(failure))) => {
            assert_eq!((failure.status().as_u16(), failure.message().as_deref()), (404, Some("No.")));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_client_sends_its_headers_with_every_call() {
    let (client, _) = client(200, "");
    let sent = client.operations().place().request().unwrap();
    assert_eq!((&sent.headers()["x-team"], &sent.headers()["user-agent"]), (&http::HeaderValue::from_static("red"), &http::HeaderValue::from_static("shop/2")));
    assert!(Client::builder().header("Accept", "x/y").build().is_err());
}

#[test]
fn the_document_can_say_that_a_post_can_be_sent_again() {
    let (client, _) = client(200, "");
    assert!(client.operations().place().operation().is_idempotent);
    assert!(!client.operations().replace().operation().is_idempotent);
    let _: fn(runtime::Error<PlaceError>) -> AnyError = AnyError::from;
}
