//! Servers that do not tell the truth of what they send.

use cbrain_apteco::Error;
use cbrain_apteco::runtime::TransportErrorKind;
use tests::server::{CannedResponse, Server};

use crate::support::{self, HTML, JSON, PAGE, SESSION_INFO, once};

/// What comes of `session_get` when this is all that comes.
async fn after(
    bytes: impl Into<Vec<u8>>,
) -> Error<cbrain_apteco::cbrain::sessions::SessionGetError> {
    let server = Server::start([CannedResponse::Last(bytes.into())]);
    let call = support::cbrain(&server).sessions().get().options(once());
    call.await.expect_err("the server does not tell the truth")
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes();
    bytes.extend(body);
    bytes
}

fn sized(body: &[u8]) -> Vec<u8> {
    response(&format!("Content-Length: {}\r\n", body.len()), body)
}

#[tokio::test]
async fn fewer_bytes_than_announced_are_no_response() {
    let error = after(response("Content-Length: 9999\r\n", SESSION_INFO.as_bytes())).await;
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn of_more_bytes_than_announced_only_those_are_read() {
    let cut = SESSION_INFO.len() - 1;
    let error =
        after(response(&format!("Content-Length: {cut}\r\n"), SESSION_INFO.as_bytes())).await;
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[tokio::test]
async fn what_follows_a_response_is_not_the_response_to_the_next_request() {
    let mut bytes = sized(SESSION_INFO.as_bytes());
    bytes.extend(sized(SESSION_INFO.replace('2', "666").as_bytes()));
    let server =
        Server::start([CannedResponse::Raw(bytes), CannedResponse::json(200, SESSION_INFO)]);
    let sessions = support::cbrain(&server).sessions();
    assert_eq!(sessions.get().await.unwrap().user_id, 2);
    assert_eq!(sessions.get().await.unwrap().user_id, 2);
}

#[tokio::test]
async fn two_lengths_are_no_response() {
    let error = after(response("Content-Length: 5\r\nContent-Length: 50\r\n", b"{}")).await;
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn a_length_that_is_no_number_is_no_response() {
    for length in ["-1", "ten", "99999999999999999999999999"] {
        let error = after(response(&format!("Content-Length: {length}\r\n"), b"{}")).await;
        assert!(matches!(error, Error::Transport(_)), "{length}: {error:?}");
    }
}

#[tokio::test]
async fn a_chunk_that_breaks_off_is_no_response() {
    for chunks in ["5\r\n{", "5\r\n{\"use\r\n", "zz\r\n{}\r\n", "ffffffffffffffffff\r\n{}"] {
        let error = after(response("Transfer-Encoding: chunked\r\n", chunks.as_bytes())).await;
        let Error::Transport(error) = &error else { panic!("{chunks:?}: {error:?}") };
        assert_eq!(error.kind(), TransportErrorKind::Other);
    }
}

#[tokio::test]
async fn a_head_that_breaks_off_is_no_response() {
    for head in ["", "HTTP/1.1 200", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/9.9 200 OK\r\n\r\n"] {
        let error = after(head).await;
        assert!(matches!(error, Error::Transport(_)), "{head:?}: {error:?}");
    }
}

#[tokio::test]
async fn a_failure_whose_body_breaks_off_is_that_failure() {
    let bytes = "HTTP/1.1 401 No\r\nContent-Length: 99\r\n\r\nlog in fi";
    let error = after(bytes).await;
    assert_eq!(error.to_string(), "session_get: 401 Unauthorized: log in fi");
    assert!(error.response().unwrap().is_partial());
}

#[tokio::test]
async fn a_compressed_response_that_nobody_asked_for_is_named_as_such() {
    for encoding in ["gzip", "br", "zstd", "deflate", "gzip, br", "unheard-of"] {
        let headers = [("Content-Encoding", encoding), ("Content-Type", "application/json")];
        let server = Server::start([CannedResponse::with_headers(200, &headers, "\u{1f}garbage")]);
        let error = support::cbrain(&server).sessions().get().await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        let words = format!("it is compressed ({encoding:?})");
        assert!(error.to_string().contains(&words), "{error}");
    }
}

#[tokio::test]
async fn nothing_is_asked_for_compressed_that_cannot_be_undone() {
    let server = Server::start([CannedResponse::json(200, SESSION_INFO)]);
    support::cbrain(&server).sessions().get().await.unwrap();
    assert_eq!(server.request().header("accept-encoding"), None);
}

#[tokio::test]
async fn text_that_is_no_utf_8_is_no_json() {
    let value = b"{\"user_id\":2,\"cbrain_api_token\":\"\xff\xfe\"}";
    let key = b"{\"user_id\":2,\"cbrain_api_token\":\"t\",\"\xff\":1}";
    let half = b"{\"user_id\":2,\"cbrain_api_token\":\"\\ud800\"}";
    for body in [value.as_slice(), key, half] {
        let error = after(sized(body)).await;
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(error.to_string().contains("no valid JSON"), "{error}");
    }
}

#[tokio::test]
async fn a_login_page_in_place_of_json_is_named_as_what_it_is() {
    for media_type in [Some("text/html; charset=utf-8"), JSON, None] {
        let server = Server::start([CannedResponse::new(200, media_type, HTML)]);
        let error = support::cbrain(&server).sessions().get().await.unwrap_err();
        assert!(
            error.to_string().contains("found a page of HTML: a login page perhaps"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_number_that_no_type_holds_is_refused() {
    let numbers = ["1e999", &"9".repeat(400), "2.5", "99999999999999999999"];
    let body = |number| PAGE.replace("\"count\":5", &format!("\"count\":{number}"));
    let server = Server::start(numbers.map(|number| CannedResponse::json(200, &body(number))));
    let sessions = support::apteco(&server).sessions();
    for number in numbers {
        let error = sessions.get_details_list().await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{number}: {error:?}");
    }
}

#[tokio::test]
async fn what_comes_before_the_response_is_passed_over() {
    let mut bytes = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n".to_vec();
    bytes.extend(sized(SESSION_INFO.as_bytes()));
    let server = Server::start([CannedResponse::Last(bytes)]);
    assert_eq!(support::cbrain(&server).sessions().get().await.unwrap().user_id, 2);
}

#[tokio::test]
async fn a_success_without_content_where_json_is_documented_is_an_error() {
    let error = after("HTTP/1.1 204 No Content\r\n\r\n").await;
    assert!(error.status().is_some(), "{error:?}");
}
