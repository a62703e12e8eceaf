//! Streams that wait, or go on and on without an item.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;

use super::bodies::Endless;
use crate::runtime::{
    Body, BoxFuture, Call, Config, Core, Error, FromJson, Items, Operation, Options, Request,
    Retry, TokioTimer, Transport, TransportError, UndecodedResponse,
};
use crate::script::{Script, Step, response};
use crate::streams::items::{events, lines, records};

static GET: Operation = Operation { name: "listen", path: "/x", ..Operation::DEFAULT };

/// The seconds that pass before the stream is asked for again, where the server says `retry`.
async fn wait(retry: &str, options: Options) -> u64 {
    let first = format!("retry: {retry}\nid: 1\ndata: a\n\n");
    let script = Script::new([
        Step::Response(response(200, &[], first)),
        Step::Response(response(200, &[], "data: [DONE]\n\n")),
    ]);
    let call = Call::of_items(&script.core(options), Request::new(&GET), events);
    let mut items = call.await.unwrap().into_inner();
    assert!(items.next().await.unwrap().is_ok());
    assert!(items.next().await.is_none());
    let waits = script.waits();
    assert_eq!(waits.len(), 1);
    waits[0].as_secs()
}

#[tokio::test(start_paused = true)]
async fn a_server_asks_for_no_longer_wait_than_the_longest() {
    for retry in ["18446744073709551615", "86400000", "30001"] {
        assert_eq!(wait(retry, Options::new()).await, 30, "{retry}");
    }
    assert_eq!(wait("20000", Options::new()).await, 20);
    let options = Options::new().retry(Retry::new().longest_wait(Duration::from_secs(5)));
    assert_eq!(wait("86400000", options).await, 5);
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_more_than_64_bits_is_none() {
    assert_eq!(wait("99999999999999999999999", Options::new()).await, 3);
}

#[tokio::test(start_paused = true)]
async fn an_id_that_is_too_long_for_a_header_is_not_sent_back() {
    for (length, requests) in [(8192, 2), (8193, 1)] {
        let first = format!("id: {}\ndata: a\n\n", "i".repeat(length));
        let script = Script::new([
            Step::Response(response(200, &[], first)),
            Step::Response(response(204, &[], "")),
        ]);
        let call = Call::of_items(&script.core(Options::new()), Request::new(&GET), events);
        let mut items = call.await.unwrap().into_inner();
        assert!(items.next().await.unwrap().is_ok());
        assert!(items.next().await.is_none());
        assert_eq!(script.count(), requests);
    }
}

/// Responds with a first piece, and then with another one for ever.
struct Server(&'static str, Bytes);

impl Transport for Server {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let body = Body::stream(After(Some(self.0), Endless::of(self.1.clone())), None);
        Box::pin(async { Ok(http::Response::new(body)) })
    }
}

struct After(Option<&'static str>, Endless);

impl futures_core::Stream for After {
    type Item = Result<Bytes, &'static str>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        match self.0.take() {
            Some(first) => std::task::Poll::Ready(Some(Ok(Bytes::from_static(first.as_bytes())))),
            None => std::pin::Pin::new(&mut self.1).poll_next(context),
        }
    }
}

fn core(server: Server) -> Core {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(server);
    config.timer(TokioTimer::new());
    config.build("tests").unwrap()
}

type Decode<T> = fn(&UndecodedResponse) -> Result<Items<T, Infallible>, Error<Infallible>>;

/// What becomes of a stream that begins with one item, and goes on with this piece.
async fn ends<T: FromJson>(first: &'static str, piece: Bytes, decode: Decode<T>) {
    let core = core(Server(first, piece.clone()));
    let mut items = Call::of_items(&core, Request::new(&GET), decode).await.unwrap().into_inner();
    assert!(items.next().await.unwrap().is_ok());
    let error = items.next().await.unwrap().err().unwrap();
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "what comes between two items has more than 67108864 bytes");
    assert!(items.next().await.is_none());
}

/// A MiB of a text.
fn mib(text: &str) -> Bytes {
    text.repeat((1 << 20) / text.len()).into()
}

#[tokio::test]
async fn comments_without_an_end_are_no_events() {
    ends("id: 1\ndata: a\n\n", mib(&format!(": {}\n\n", "x".repeat(1000))), events).await;
}

#[tokio::test]
async fn events_that_only_renew_their_id_are_none() {
    ends("id: 1\ndata: a\n\n", mib(&format!("id: {}\nretry: 1\n\n", "1".repeat(1000))), events)
        .await;
}

#[tokio::test]
async fn blank_lines_without_an_end_are_no_items() {
    ends("1\n", mib(&format!("{}\n", " ".repeat(1000))), lines).await;
}

#[tokio::test]
async fn pieces_of_no_bytes_without_an_end_are_no_items() {
    ends("1\n", Bytes::new(), lines).await;
}

#[tokio::test]
async fn a_line_without_an_end_is_no_item() {
    ends("1\n", mib("x"), lines).await;
    ends("data: a\n\n", mib("x"), events).await;
}

#[tokio::test]
async fn an_event_without_an_end_is_none() {
    ends("data: a\n\n", mib(&format!("data: {}\n", "x".repeat(1000))), events).await;
}

#[tokio::test]
async fn a_record_without_an_end_is_no_item() {
    ends("\u{1e}1\n", mib("[\"abc\","), records).await;
}

#[tokio::test]
async fn an_item_of_more_than_16_mib_is_passed_over() {
    let long = format!("\"{}\"\n2\n", "x".repeat(17 << 20));
    let script = Script::new([Step::Response(response(200, &[], long))]);
    let call = Call::of_items(&script.core(Options::new()), Request::new(&GET), lines);
    let mut items = call.await.unwrap().into_inner();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("longer than 16777216 bytes"), "{error}");
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
}
