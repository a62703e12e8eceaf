//! Servers whose messages go on where they should end, or are framed as no proper server would.

use std::time::Duration;

use cbrain_apteco::{Error, Options, ReqwestTransport, cbrain};
use tests::server::{CannedResponse, Server};

use crate::support::{self, SESSION_INFO, once, printed};

const SOON: Duration = Duration::from_millis(30);

type Failed = Error<cbrain::sessions::SessionGetError>;

fn soon() -> Options {
    once().attempt_timeout(SOON)
}

/// What comes of `session_get` when a server begins so and goes on so.
async fn endless(head: &str, piece: &str) -> Failed {
    let piece = piece.repeat(65_536 / piece.len());
    let server = Server::start([CannedResponse::Endless(head.into(), piece.into_bytes())]);
    let options = once().attempt_timeout(Duration::from_millis(300));
    let error = support::cbrain(&server).sessions().get().options(options).await.unwrap_err();
    server.wait_for_closed(1);
    error
}

/// What comes of `session_get` when this is all that comes.
async fn after(bytes: impl Into<Vec<u8>>) -> Result<i64, Failed> {
    let server = Server::start([CannedResponse::Last(bytes.into())]);
    let call = support::cbrain(&server).sessions().get().options(once());
    call.await.map(|session| session.user_id)
}

fn sized(status_line: &str, headers: &str) -> String {
    format!(
        "{status_line}\r\n{headers}Content-Length: {}\r\n\r\n{SESSION_INFO}",
        SESSION_INFO.len()
    )
}

fn chunked() -> String {
    let (head, length) =
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", SESSION_INFO.len());
    format!("{head}{length:x}\r\n{SESSION_INFO}\r\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn responses_before_the_response_end_with_the_time_of_the_attempt() {
    for status in ["100 Continue", "103 Early Hints"] {
        let link = format!("Link: <{}>; rel=preload", "x".repeat(8_000));
        let error = endless("", &format!("HTTP/1.1 {status}\r\n{link}\r\n\r\n")).await;
        assert!(error.is_timeout(), "{status}: {error:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn trailers_without_an_end_are_no_response() {
    let error = endless(&format!("{}0\r\n", chunked()), "X-Padding: x\r\n").await;
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    let error = endless(&format!("{}0\r\nX-Padding: ", chunked()), "x").await;
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_said_of_a_chunk_without_an_end_is_no_response() {
    let error = endless(&format!("{}5;", chunked()), "x").await;
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_size_of_a_chunk_can_be_no_longer_than_its_attempt() {
    let bytes = format!("{}{}", chunked(), "0".repeat(100_000)).into_bytes();
    let server = Server::start([CannedResponse::Drip(bytes, Duration::from_millis(1))]);
    let error = support::cbrain(&server).sessions().get().options(soon()).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    server.wait_for_closed(1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn chunks_of_a_byte_each_are_a_body_like_any_other() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_owned();
    let bytes =
        SESSION_INFO.chars().fold(head, |text, letter| text + &format!("1\r\n{letter}\r\n"));
    assert_eq!(after(bytes + "0\r\nX-Trailer: x\r\n\r\n").await.unwrap(), 2);
}

#[tokio::test]
async fn trailers_are_no_headers() {
    let server = Server::start([CannedResponse::Raw(
        format!("{}0\r\nX-Request-Id: trailing\r\n\r\n", chunked()).into_bytes(),
    )]);
    let session = support::cbrain(&server).sessions().get().await.unwrap();
    assert_eq!(session.headers().get("x-request-id"), None);
}

#[tokio::test]
async fn the_body_of_a_response_that_has_none_is_not_the_next_response() {
    for status in ["204 No Content", "304 Not Modified"] {
        let stray = sized("HTTP/1.1 200 OK", "").replace('2', "3");
        let bytes = format!("HTTP/1.1 {status}\r\n\r\n{stray}").into_bytes();
        let server =
            Server::start([CannedResponse::Raw(bytes), CannedResponse::json(200, SESSION_INFO)]);
        let sessions = support::cbrain(&server).sessions();
        sessions.get().await.unwrap_err();
        assert_eq!(sessions.get().await.unwrap().user_id, 2, "{status}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn another_protocol_that_nobody_asked_for_is_no_response() {
    let head = "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n";
    let server = Server::start([CannedResponse::Raw(format!("{head}{SESSION_INFO}").into_bytes())]);
    let error = support::cbrain(&server).sessions().get().options(soon()).await.unwrap_err();
    assert!(error.is_timeout() || error.status().is_some(), "{error:?}");
    server.wait_for_closed(1);
}

#[tokio::test]
async fn a_status_that_nobody_has_heard_of_is_an_undocumented_one() {
    for status in ["399", "499", "599", "600", "999"] {
        let outcome = after(sized(&format!("HTTP/1.1 {status} x"), "")).await;
        let error = outcome.expect_err(status);
        assert_eq!(
            error.status().map(|status| status.as_str().to_owned()).as_deref(),
            Some(status)
        );
    }
}

#[tokio::test]
async fn a_status_that_is_no_number_of_three_digits_is_no_response() {
    for status in ["099", "000", "-20", "+20", "20", "2000", "2e2", "\u{662}00", ""] {
        let error = after(sized(&format!("HTTP/1.1 {status} OK"), "")).await.expect_err(status);
        assert!(matches!(error, Error::Transport(_)), "{status}: {error:?}");
    }
}

#[tokio::test]
async fn a_length_and_chunks_that_differ_are_no_response() {
    for length in [1_u64, 9999, 1 << 40] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n");
        let bytes = chunked().replacen("HTTP/1.1 200 OK\r\n", &head, 1) + "0\r\n\r\n";
        let error = after(bytes).await.unwrap_err();
        assert!(matches!(error, Error::Transport(_) | Error::TooLarge(_)), "{length}: {error:?}");
    }
}

#[tokio::test]
async fn a_head_of_any_bytes_is_read_or_refused() {
    for header in [
        "X-A : b",
        "X A: b",
        ": b",
        "X-A",
        "X-A: a\r\n b",
        "X-A: \0",
        "X-A: a\rb",
        "X-A: \u{1b}[2J",
        "X-\u{e9}: b",
        "X-\u{1b}[2J: b",
        "X-A: \u{e9}\u{9b}2J",
        "Content-Type: \u{e9}\u{9b}2J",
        "Content-Type: ;;;charset=\"",
        "Content-Type: application/json; charset=unheard-of",
        "Content-Type: ",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: \u{b}chunked",
        "Content-Encoding: identity",
        "Connection: close, keep-alive, upgrade",
        "Keep-Alive: timeout=-1, max=99999999999999999999",
        "Content-Range: bytes 5-1/-3",
        "Set-Cookie: =; expires=x; max-age=-99999999999999999999",
        "Date: 0",
        "Age: -1",
    ] {
        match after(sized("HTTP/1.1 200 OK", &format!("{header}\r\n"))).await {
            Ok(id) => assert_eq!(id, 2, "{header:?}"),
            Err(error) => {
                let text = printed(&error);
                assert!(!text.chars().any(|one| one.is_control() && one != '\n'), "{text:?}");
            }
        }
    }
}

#[tokio::test]
async fn cookies_are_not_kept() {
    let headers = [("Set-Cookie", "session=abc; Path=/"), ("Set-Cookie2", "a=b")];
    let server = Server::by(move |_| CannedResponse::with_headers(200, &headers, SESSION_INFO));
    let sessions = support::cbrain(&server).sessions();
    for _ in 0..2 {
        sessions.get().await.unwrap();
    }
    assert!(server.requests().iter().all(|request| request.header("cookie").is_none()));
}

#[tokio::test]
async fn what_follows_the_json_of_a_response_is_not_passed_over() {
    for rest in ["x", "{}", "\0", "\u{feff}", "]", ",", "\u{a0}"] {
        let server = Server::start([CannedResponse::json(200, &format!("{SESSION_INFO}{rest}"))]);
        let error = support::cbrain(&server).sessions().get().await.unwrap_err();
        assert!(error.to_string().contains("no valid JSON"), "{rest:?}: {error}");
    }
}

#[tokio::test]
async fn pieces_of_no_bytes_over_http_2_are_no_sign_of_life() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut connection = h2::server::handshake(stream).await.unwrap();
        while let Some(request) = connection.accept().await {
            let (_, mut respond) = request.unwrap();
            let mut body = respond.send_response(http::Response::new(()), false).unwrap();
            tokio::spawn(async move {
                while body.send_data(bytes::Bytes::new(), false).is_ok() {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            });
        }
    });
    let own = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let builder = cbrain::Client::builder().base_url(&url).brain_portal_session("0123abcd");
    let client = builder.transport(ReqwestTransport::new(own)).build().unwrap();
    let call = client.sessions().get().options(once().idle_timeout(SOON));
    let mut body = call.stream().await.unwrap().into_inner();
    let end = async {
        loop {
            match body.next().await {
                Some(Ok(piece)) => assert!(piece.is_empty()),
                other => break other,
            }
        }
    };
    let end = tokio::time::timeout(Duration::from_secs(10), end).await.expect("it ends");
    assert!(end.is_some_and(|end| end.unwrap_err().is_timeout()));
}
