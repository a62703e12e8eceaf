//! Servers that keep a client waiting.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use cbrain_apteco::{Options, ReqwestTransport, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{self, SESSION_INFO, once};

const SOON: Duration = Duration::from_millis(30);

fn attempt_limit() -> Options {
    once().attempt_timeout(SOON)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_server_that_never_responds_is_given_up_and_let_go() {
    let server = Server::start([CannedResponse::Silence]);
    let call = support::cbrain(&server).sessions().get().options(attempt_limit());
    let error = call.await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
    assert_eq!((error.attempts(), error.status()), (1, None));
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_server_that_drips_is_given_up_and_let_go() {
    let text = format!("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n{}", " ".repeat(9999));
    let server = Server::start([CannedResponse::Drip(text.into_bytes(), Duration::from_millis(5))]);
    let call = support::cbrain(&server).sessions().get().options(attempt_limit());
    assert!(call.await.unwrap_err().is_timeout());
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_body_that_stands_still_is_given_up() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec();
    let server = Server::start([CannedResponse::Raw(head)]);
    let call = support::cbrain(&server).sessions().get().options(attempt_limit());
    assert!(call.await.unwrap_err().is_timeout());
    server.wait_for_closed(1);
}

#[tokio::test]
async fn of_a_failure_whose_body_stands_still_the_time_is_the_error() {
    let head = b"HTTP/1.1 401 No\r\nContent-Length: 99\r\n\r\n{".to_vec();
    let server = Server::start([CannedResponse::Raw(head)]);
    let call = support::cbrain(&server).sessions().get().options(attempt_limit());
    assert!(call.await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn the_time_of_a_call_counts_for_all_its_attempts() {
    let server = Server::by(|_| CannedResponse::Silence);
    let options = Options::new().timeout(SOON).attempt_timeout(None);
    let error = support::cbrain(&server).sessions().get().options(options).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "session_get: no response in time");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_stream_that_stands_still_is_given_up_and_let_go() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec();
    let server = Server::start([CannedResponse::Raw(head)]);
    let options = Options::new().idle_timeout(SOON);
    let call = support::cbrain(&server).sessions().get().options(options);
    let mut body = call.stream().await.unwrap().into_inner();
    assert_eq!(body.next().await.unwrap().unwrap(), "{");
    assert!(body.next().await.unwrap().unwrap_err().is_timeout());
    assert!(body.next().await.is_none());
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_call_that_is_dropped_closes_its_connection() {
    let server = Server::start([CannedResponse::Silence]);
    let call = support::cbrain(&server).sessions().get();
    let task = tokio::spawn(call.into_future());
    server.wait_for_requests(1);
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_stream_that_is_dropped_closes_its_connection() {
    let server = Server::start([CannedResponse::Raw(b"HTTP/1.1 200 OK\r\n\r\n{".to_vec())]);
    let stream = support::cbrain(&server).sessions().get().stream().await.unwrap();
    drop(stream);
    server.wait_for_closed(1);
}

/// A listener whose queue is full, so that connections to it hang, with what fills it.
fn full() -> (TcpListener, SocketAddr, Vec<TcpStream>) {
    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    socket.bind(&any.into()).unwrap();
    socket.listen(0).unwrap();
    let listener = TcpListener::from(socket);
    let address = listener.local_addr().unwrap();
    let connect = || TcpStream::connect_timeout(&address, SOON).ok();
    let filling = std::iter::from_fn(connect).take(16).collect();
    (listener, address, filling)
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_connection_that_hangs_is_given_up_in_its_own_time() {
    let (_listener, address, _filling) = full();
    let own = reqwest::Client::builder().connect_timeout(SOON).build().unwrap();
    let builder = cbrain::Client::builder().base_url(format!("http://{address}"));
    let client = builder.transport(ReqwestTransport::new(own)).options(once()).build().unwrap();
    let error = client.sessions().post("u", "p").await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn the_response_after_a_timeout_is_that_of_the_next_request() {
    let late = CannedResponse::Drip(Vec::new(), SOON);
    let server = Server::start([late, CannedResponse::json(200, SESSION_INFO)]);
    let client = support::cbrain(&server);
    let error = client.sessions().get().options(attempt_limit()).await.unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(client.sessions().get().await.unwrap().user_id, 2);
    assert_eq!(server.connections(), 2);
}
