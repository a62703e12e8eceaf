//! Items over real HTTP: as they come, and over another connection.

use std::time::Duration;

use test_server::{CannedResponse, Server};

use super::items::{Read, data, events, numbers};
use crate::runtime::{Call, Config, Core, Error, Operation, Request, UndecodedResponse};

static GET: Operation = Operation { name: "listen", path: "/x", ..Operation::DEFAULT };

fn core(server: &Server) -> Core {
    let mut config = Config::new(&[]);
    config.base_url(&server.url());
    config.build("tests").expect("a plain client")
}

fn call<T>(
    server: &Server,
    decode: fn(&UndecodedResponse) -> Read<T>,
) -> Call<crate::runtime::Items<T, std::convert::Infallible>, std::convert::Infallible> {
    Call::of_items(&core(server), Request::new(&GET), decode)
}

/// A response whose body is sent in these chunks (RFC 9112, section 7.1), without their end.
fn chunks(chunks: &[&str]) -> Vec<u8> {
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    let chunks = chunks.iter().map(|chunk| format!("{:x}\r\n{chunk}\r\n", chunk.len()));
    (head.to_owned() + &chunks.collect::<String>()).into_bytes()
}

#[tokio::test]
async fn an_item_is_there_before_the_next_is_sent() {
    let server = Server::start([CannedResponse::Raw(chunks(&["1\n2", "3\n4"]))]);
    let mut items = call(&server, numbers).await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 23);
    let more = tokio::time::timeout(Duration::from_millis(30), items.next()).await;
    assert!(more.is_err(), "{more:?}");
}

#[tokio::test]
async fn an_event_is_there_with_its_blank_line() {
    let server = Server::start([CannedResponse::Raw(chunks(&[
        "data: {\"a\":",
        " 1}\r\n\r",
        "\ndata: [DO",
        "NE]\n\n",
    ]))]);
    let mut items = call(&server, data).await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap(), serde_json::json!({"a": 1}));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_connection_that_breaks_is_the_last_that_is_told() {
    let server = Server::start([CannedResponse::Last(chunks(&["1\n2"]))]);
    let mut items = call(&server, numbers).await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(error.to_string(), "listen: the response could not be read");
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn events_go_on_over_another_connection() {
    let server = Server::start([
        CannedResponse::Last(chunks(&["retry: 2\n\nid: ä\ndata: a\n\ndata: b\n\ndata: lost"])),
        CannedResponse::Raw(chunks(&["id: 2\ndata: c\n\ndata: [DONE]\n\n"])),
    ]);
    let mut items = call(&server, events).await.unwrap();
    let mut texts = Vec::new();
    while let Some(event) = items.next().await {
        texts.push(event.unwrap().data);
    }
    assert_eq!(texts, ["a", "b", "c"]);
    let [first, second] = &server.requests()[..] else { panic!("two requests") };
    assert_eq!((first.header("last-event-id"), second.header("last-event-id")), (None, Some("ä")));
    assert_eq!((&first.target, first.header("accept")), (&second.target, second.header("accept")));
}

#[tokio::test]
async fn a_server_ends_its_events_by_having_no_more() {
    let first = "retry: 2\nid: 1\ndata: a\n\n";
    let server =
        Server::start([CannedResponse::Last(chunks(&[first])), CannedResponse::new(204, None, "")]);
    let mut items = call(&server, events).await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap().data, "a");
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_failure_is_read_at_once() {
    let server = Server::start([CannedResponse::new(404, Some("text/plain"), "none")]);
    let error = call(&server, events).await.unwrap_err();
    assert!(error.to_string().starts_with("listen: 404 Not Found: none"), "{error}");
}

#[tokio::test]
async fn a_response_in_json_where_events_are_asked_for_is_shown() {
    let server = Server::start([CannedResponse::json(200, "{\"text\": \"whole\"}")]);
    let error = call(&server, events).await.unwrap_err();
    assert!(matches!(&error, Error::Decode(_)), "{error}");
    assert_eq!(&error.response().unwrap().body()[..], b"{\"text\": \"whole\"}");
}

#[tokio::test]
async fn another_success_is_read_whole() {
    enum Either {
        Events,
        Number(i64),
        Text(String),
    }
    fn either(response: &UndecodedResponse) -> Result<Either, Error<std::convert::Infallible>> {
        match response.status() {
            200 => events(response).map(|_| Either::Events),
            201 => response.text().map(Either::Text),
            _ => response.json().map(Either::Number),
        }
    }
    let responses = [
        CannedResponse::json(202, "7"),
        CannedResponse::new(201, Some("text/plain"), "words"),
        CannedResponse::Raw(chunks(&["data: a\n\n"])),
    ];
    let server = Server::start(responses);
    let call = Call::of_items(&core(&server), Request::new(&GET), either);
    assert!(matches!((&call).await.unwrap().into_inner(), Either::Number(7)));
    assert!(matches!((&call).await.unwrap().into_inner(), Either::Text(text) if text == "words"));
    assert!(matches!((&call).await.unwrap().into_inner(), Either::Events));
}
