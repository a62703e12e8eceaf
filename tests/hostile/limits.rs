//! Servers that send more than a client can hold.

use cbrain_apteco::{Error, Options};
use tests::server::{CannedResponse, Server};

use crate::support::{self, SESSION_INFO, once};

const MIB: usize = 1024 * 1024;

/// A response that goes on and on, in chunks.
fn endless(status: u16) -> CannedResponse {
    let head = format!("HTTP/1.1 {status} Canned\r\nTransfer-Encoding: chunked\r\n\r\n");
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    CannedResponse::Endless(head.into_bytes(), chunk.into_bytes())
}

/// What a system keeps of a connection on both of its ends.
const BUFFERS: usize = 16 * MIB;

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_endless_response_ends_at_the_limit_and_is_not_tried_again() {
    let server = Server::by(|_| endless(200));
    let call = support::cbrain(&server).sessions().get();
    let error = call.options(Options::new().response_limit(MIB)).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert_eq!((error.attempts(), error.status()), (1, None));
    assert_eq!(error.to_string(), "session_get: the response is too large");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the body has more than 1048576 bytes");
    server.wait_for_closed(1);
    assert!(server.written() < MIB + BUFFERS, "{}", server.written());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn responses_are_limited_by_default() {
    let server = Server::by(|_| endless(200));
    let error = support::cbrain(&server).sessions().get().await.unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "the body has more than 67108864 bytes");
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_endless_response_without_chunks_ends_at_the_limit() {
    let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    let server = Server::start([CannedResponse::Endless(head, vec![b' '; 65_536])]);
    let call = support::cbrain(&server).sessions().get();
    let error = call.options(Options::new().response_limit(MIB)).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn of_an_endless_failure_the_status_counts_and_a_little_is_kept() {
    let server = Server::start([endless(401)]);
    let error = support::cbrain(&server).sessions().get().await.unwrap_err();
    let Error::Api(_) = &error else { panic!("{error:?}") };
    let response = error.response().unwrap();
    assert_eq!((response.body().len(), response.is_partial()), (MIB, true));
    server.wait_for_closed(1);
}

#[tokio::test]
async fn a_response_of_just_the_limit_is_read() {
    let limit = Options::new().response_limit(SESSION_INFO.len());
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let call = support::cbrain(&server).sessions().get().options(limit);
    assert_eq!(call.await.unwrap().user_id, 2);
}

#[tokio::test]
async fn a_response_of_one_byte_more_is_not() {
    let limit = Options::new().response_limit(SESSION_INFO.len() - 1);
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    let call = support::cbrain(&server).sessions().get().options(limit);
    assert!(matches!(call.await.unwrap_err(), Error::TooLarge(_)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_response_that_announces_too_much_is_refused_before_it_comes() {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n";
    let server = Server::start([CannedResponse::Raw(head.into())]);
    let error = support::cbrain(&server).sessions().get().await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_stream_is_as_long_as_its_reader_likes() {
    let server = Server::start([endless(200)]);
    let options = Options::new().response_limit(10);
    let call = support::cbrain(&server).sessions().get().options(options);
    let mut body = call.stream().await.unwrap().into_inner();
    let mut read = 0;
    while read < 4 * MIB {
        read += body.next().await.unwrap().unwrap().len();
    }
    drop(body);
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn headers_that_never_end_are_refused() {
    let line = format!("X-Padding: {}\r\n", "x".repeat(1000));
    let server = Server::start([CannedResponse::Endless(
        b"HTTP/1.1 200 OK\r\n".to_vec(),
        line.into_bytes(),
    )]);
    let call = support::cbrain(&server).sessions().get().options(once());
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Transport(_) | Error::TooLarge(_)), "{error:?}");
    server.wait_for_closed(1);
    assert!(server.written() < BUFFERS, "{}", server.written());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_header_without_an_end_is_refused() {
    let server = Server::start([CannedResponse::Endless(
        b"HTTP/1.1 200 OK\r\nX-Padding: ".to_vec(),
        vec![b'x'; 65_536],
    )]);
    let call = support::cbrain(&server).sessions().get().options(once());
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Transport(_) | Error::TooLarge(_)), "{error:?}");
    server.wait_for_closed(1);
}

#[tokio::test]
async fn headers_of_more_than_128_kib_are_too_large() {
    let long = "x".repeat(64 * 1024);
    let headers = [("X-One", long.as_str()), ("X-Two", long.as_str())];
    let server = Server::start([CannedResponse::with_headers(200, &headers, SESSION_INFO)]);
    let error = support::cbrain(&server).sessions().get().await.unwrap_err();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn json_deeper_than_128_levels_is_named_as_such() {
    for levels in [129, 1_000_000] {
        let body = format!("{}1{}", r#"{"a":"#.repeat(levels), "}".repeat(levels));
        let server = Server::start([CannedResponse::json(200, &body)]);
        let error = support::cbrain(&server).sessions().get().await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(error.to_string().contains("more than 128 levels"), "{error}");
    }
}

#[tokio::test]
async fn a_failure_deeper_than_128_levels_is_that_failure() {
    let body = r#"{"message":"#.repeat(1_000_000);
    let server = Server::start([CannedResponse::json(401, &body)]);
    let error = support::cbrain(&server).sessions().get().await.unwrap_err();
    assert_eq!(error.to_string(), "session_get: 401 Unauthorized");
}
