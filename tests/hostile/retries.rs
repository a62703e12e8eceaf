//! Servers that fail for a moment, or break off.

use std::time::Duration;

use cbrain_apteco::runtime::TransportErrorKind;
use cbrain_apteco::{Error, Options, Retry};
use tests::server::{CannedResponse, Server};

use crate::support::{self, SESSION_INFO};

fn at_once() -> Options {
    Options::new().retry(Retry::new().first_wait(Duration::from_millis(1)))
}

#[tokio::test]
async fn a_passing_failure_is_passed_over() {
    let server = Server::start([
        CannedResponse::new(503, None, ""),
        CannedResponse::with_headers(429, &[("Retry-After", "0")], ""),
        CannedResponse::json(200, SESSION_INFO),
    ]);
    let call = support::cbrain(&server).sessions().get().options(at_once());
    assert_eq!(call.await.unwrap().user_id, 2);
    assert_eq!(server.requests().len(), 3);
    // What was read to its end is no reason for another connection.
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn each_attempt_is_the_same_request() {
    let server = Server::by(|_| CannedResponse::new(502, None, ""));
    let call = support::cbrain(&server).sessions().get().options(at_once());
    let error = call.await.unwrap_err();
    let sent: Vec<_> = server.requests().iter().map(support::sent).collect();
    assert_eq!((error.attempts(), sent.len()), (3, 3));
    assert!(sent.iter().all(|request| *request == sent[0]), "{sent:?}");
}

#[tokio::test]
async fn a_reset_is_passed_over() {
    let server = Server::start([CannedResponse::Reset, CannedResponse::json(200, SESSION_INFO)]);
    let call = support::cbrain(&server).sessions().get().options(at_once());
    assert_eq!(call.await.unwrap().user_id, 2);
}

#[tokio::test]
async fn a_response_that_breaks_off_is_asked_for_again() {
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{".to_vec();
    let server =
        Server::start([CannedResponse::Last(half), CannedResponse::json(200, SESSION_INFO)]);
    let call = support::cbrain(&server).sessions().get().options(at_once());
    assert_eq!(call.await.unwrap().user_id, 2);
}

#[tokio::test]
async fn a_login_is_never_sent_twice() {
    for response in [
        CannedResponse::Reset,
        CannedResponse::Last(Vec::new()),
        CannedResponse::new(503, None, ""),
    ] {
        let server = Server::by(move |_| response.clone());
        let call = support::cbrain(&server).sessions().post("u", "p").options(at_once());
        assert_eq!(call.await.unwrap_err().attempts(), 1);
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_login_is_sent_again_where_that_was_asked_for() {
    let server = Server::start([CannedResponse::Reset, CannedResponse::json(200, SESSION_INFO)]);
    let retry = Retry::new().first_wait(Duration::from_millis(1)).every_method();
    let options = Options::new().retry(retry);
    let call = support::cbrain(&server).sessions().post("u", "p").options(options);
    assert_eq!(call.await.unwrap().user_id, 2);
    let [first, second] = &server.requests()[..] else { panic!() };
    assert_eq!(support::sent(first), support::sent(second));
}

#[tokio::test]
async fn the_error_says_how_often_it_was_tried() {
    let server = Server::by(|_| CannedResponse::Reset);
    let call = support::cbrain(&server).sessions().get().options(at_once());
    let error = call.await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert_eq!(error.to_string(), "session_get: the response could not be read (after 3 attempts)");
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.kind(), TransportErrorKind::Other);
}

#[tokio::test]
async fn a_connection_that_the_server_is_about_to_close_is_not_used_again() {
    let headers = format!("Connection: close\r\nContent-Length: {}", SESSION_INFO.len());
    let text = format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{SESSION_INFO}");
    let server = Server::by(move |_| CannedResponse::Last(text.clone().into_bytes()));
    let sessions = support::cbrain(&server).sessions();
    for number in 1..5 {
        assert_eq!(sessions.post("u", "p").await.unwrap().user_id, 2);
        assert_eq!((server.requests().len(), server.connections()), (number, number));
    }
}
