//! No connection, no response, half a response, and transports of the user's own.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cbrain_apteco::runtime::{Body, BoxFuture, TransportError, TransportErrorKind};
use cbrain_apteco::{Error, ReqwestTransport, Transport, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{self, SESSION_INFO};

/// Responds from memory, and keeps what it was given.
#[derive(Clone, Default)]
struct Memory {
    seen: Arc<Mutex<Vec<http::Request<Body>>>>,
}

impl Transport for Memory {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.seen.lock().expect("no test panics here").push(request);
        Box::pin(async { Ok(http::Response::new(Body::from(SESSION_INFO))) })
    }
}

/// Fails in the way it is told.
struct Broken(TransportErrorKind);

impl Transport for Broken {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let error = TransportError::new(self.0, "the wire is cut");
        Box::pin(async { Err(error) })
    }
}

fn cbrain_over(transport: impl Transport) -> cbrain::Client {
    let builder = cbrain::Client::builder().brain_portal_session("t");
    builder.transport(transport).build().expect("a plain client")
}

/// The URL of a port that nobody listens on.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("http://{}", listener.local_addr().expect("a bound listener has an address"))
}

#[tokio::test]
async fn a_refused_connection_is_a_connect_error() {
    let client = cbrain::Client::builder().base_url(nobody()).build().unwrap();
    let error = client.sessions().post("u", "p").await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(!error.is_timeout(), "{error:?}");
    assert_eq!(error.to_string(), "session_post: no connection to the server");
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_server_that_never_responds_is_a_timeout() {
    let server = Server::start([CannedResponse::Silence]);
    let own = reqwest::Client::builder().timeout(Duration::from_millis(50)).build().unwrap();
    let builder =
        cbrain::Client::builder().base_url(server.url()).transport(ReqwestTransport::new(own));
    let error = builder.build().unwrap().sessions().post("u", "p").await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(!error.is_connect(), "{error:?}");
    assert_eq!(error.to_string(), "session_post: no response in time");
}

#[tokio::test]
async fn a_body_that_never_ends_is_a_timeout() {
    let server = Server::start([CannedResponse::Raw(
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec(),
    )]);
    let own = reqwest::Client::builder().timeout(Duration::from_millis(50)).build().unwrap();
    let builder =
        cbrain::Client::builder().base_url(server.url()).transport(ReqwestTransport::new(own));
    let error = builder.build().unwrap().sessions().post("u", "p").await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn half_a_body_is_no_response() {
    let server = Server::start([CannedResponse::Last(
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec(),
    )]);
    let error =
        support::cbrain(&server).sessions().get().options(support::once()).await.unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::Other);
}

#[tokio::test]
async fn bytes_that_are_no_http_are_no_response() {
    let server = Server::start([CannedResponse::Last(b"SSH-2.0-OpenSSH_9.7\r\n".to_vec())]);
    let error =
        support::cbrain(&server).sessions().get().options(support::once()).await.unwrap_err();
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert_eq!(transport.kind(), TransportErrorKind::Other);
}

#[tokio::test]
async fn a_login_is_not_sent_again_when_the_connection_breaks() {
    let server =
        Server::start([CannedResponse::Last(Vec::new()), CannedResponse::json(200, SESSION_INFO)]);
    let error = support::cbrain(&server).sessions().post("u", "p").await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_transport_of_ones_own_is_given_the_whole_request() {
    let memory = Memory::default();
    cbrain_over(memory.clone()).sessions().get().await.unwrap();
    let seen = memory.seen.lock().unwrap();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].uri(), "http://localhost:3000/session?cbrain_api_token=t");
    assert_eq!(seen[0].headers()["accept"], "application/json");
}

#[tokio::test]
async fn the_response_of_a_transport_of_ones_own_is_decoded() {
    let response = cbrain_over(Memory::default()).sessions().get().await.unwrap();
    assert_eq!(response.user_id, 2);
}

#[tokio::test]
async fn a_transport_of_ones_own_says_how_it_failed() {
    let error =
        cbrain_over(Broken(TransportErrorKind::Timeout)).sessions().get().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the wire is cut");
}

#[tokio::test]
async fn a_call_can_be_made_here_and_sent_in_another_task() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let call = support::cbrain(&server).sessions().get();
    let response = tokio::spawn(call.into_future()).await.unwrap().unwrap();
    assert_eq!(response.user_id, 2);
}

#[tokio::test]
async fn a_call_that_is_not_awaited_sends_nothing() {
    let server = Server::start([]);
    let call = support::cbrain(&server).sessions().get();
    drop(call);
    assert!(server.requests().is_empty());
}
