//! Streams of events that go on over another connection.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::time::Instant;

use super::body::Pieces;
use super::items::events;
use crate::runtime::{
    Body, BoxFuture, Call, Config, Core, Error, Event, Items, Operation, Options, Request, Retry,
    TokioTimer, Transport, TransportError, TransportErrorKind,
};

static GET: Operation = Operation { name: "listen", path: "/x", ..Operation::DEFAULT };
static POST: Operation =
    Operation { name: "ask", method: "POST", path: "/x", ..Operation::DEFAULT };

/// What a connection brings.
#[derive(Clone)]
enum Wire {
    /// Nothing: there is none.
    Refused,
    /// A response, and how its body goes on.
    Response(u16, Vec<Result<&'static str, &'static str>>),
}

fn ends(body: &'static str) -> Wire {
    Wire::Response(200, vec![Ok(body)])
}

fn breaks(body: &'static str) -> Wire {
    Wire::Response(200, vec![Ok(body), Err("broken")])
}

/// Brings one after the other, and keeps the headers that it was asked with, and when.
#[derive(Clone)]
struct Script(Arc<Mutex<(VecDeque<Wire>, Vec<Asked>)>>);

/// The header `Last-Event-ID` of a request, and when it came.
type Asked = (Option<String>, Instant);

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut script = self.0.lock().unwrap();
        let id = request.headers().get("last-event-id");
        let id = id.map(|id| id.to_str().unwrap().to_owned());
        script.1.push((id, Instant::now()));
        let wire = script.0.pop_front().unwrap_or(Wire::Refused);
        Box::pin(async move {
            match wire {
                Wire::Refused => Err(TransportError::new(TransportErrorKind::Connect, "refused")),
                Wire::Response(status, pieces) => {
                    let body = Body::stream(Pieces(pieces.into()), None);
                    Ok(http::Response::builder().status(status).body(body).unwrap())
                }
            }
        })
    }
}

impl Script {
    fn new(wires: impl IntoIterator<Item = Wire>) -> Self {
        Self(Arc::new(Mutex::new((wires.into_iter().collect(), Vec::new()))))
    }

    /// The header `Last-Event-ID` of each request.
    fn ids(&self) -> Vec<Option<String>> {
        self.0.lock().unwrap().1.iter().map(|(id, _)| id.clone()).collect()
    }

    /// The seconds between the requests.
    fn waits(&self) -> Vec<f64> {
        let seen = &self.0.lock().unwrap().1;
        seen.windows(2).map(|pair| (pair[1].1 - pair[0].1).as_secs_f64().round()).collect()
    }

    fn core(&self, timer: bool) -> Core {
        let mut config = Config::new(&[]);
        config.base_url("http://h");
        config.transport(self.clone());
        // Attempts of one exchange are another matter.
        config.options(Options::new().retry(Retry::never()));
        if timer {
            config.timer(TokioTimer::new());
        }
        config.build("tests").unwrap()
    }

    async fn listen(&self) -> Items<Event, std::convert::Infallible> {
        let call = Call::of_items(&self.core(true), Request::new(&GET), events);
        call.await.unwrap().into_inner()
    }
}

type Told = Vec<Result<String, String>>;

async fn all(items: &mut Items<Event, std::convert::Infallible>) -> Told {
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(item.map(|event| event.data).map_err(|error| error.to_string()));
    }
    all
}

fn told(texts: &[&str]) -> Told {
    texts.iter().map(|text| Ok((*text).to_owned())).collect()
}

#[tokio::test(start_paused = true)]
async fn a_stream_goes_on_behind_its_last_event() {
    let done = "data: c\n\ndata: [DONE]\n\n";
    let script = Script::new([
        breaks("id: 1\ndata: a\n\nid: 9\ndata: lost"),
        ends("id: 2\ndata: b\n\n"),
        ends(done),
    ]);
    let mut items = script.listen().await;
    assert_eq!(all(&mut items).await, told(&["a", "b", "c"]));
    assert_eq!(script.ids(), [None, Some("1".to_owned()), Some("2".to_owned())]);
    assert_eq!(script.waits(), [3.0, 3.0]);
    assert_eq!(items.last_event_id(), Some("2"));
}

#[tokio::test(start_paused = true)]
async fn the_server_says_how_long_to_wait() {
    let script = Script::new([ends("retry: 20000\nid: 1\ndata: a\n\n"), ends("data: [DONE]\n\n")]);
    assert_eq!(all(&mut script.listen().await).await, told(&["a"]));
    assert_eq!(script.waits(), [20.0]);
}

#[tokio::test(start_paused = true)]
async fn a_response_without_content_is_the_end() {
    let script = Script::new([ends("id: 1\ndata: a\n\n"), Wire::Response(204, Vec::new())]);
    assert_eq!(all(&mut script.listen().await).await, told(&["a"]));
    assert_eq!(script.ids().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_the_end_and_is_read_as_the_operation_documents_it() {
    let script = Script::new([ends("id: 1\ndata: a\n\n"), Wire::Response(403, vec![Ok("gone")])]);
    let told = all(&mut script.listen().await).await;
    let words = "listen: 403 Forbidden: gone (a status that the operation does not document)";
    assert_eq!(told, [Ok("a".to_owned()), Err(words.to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn five_connections_without_an_event_are_enough() {
    let script = Script::new([breaks("id: 1\ndata: a\n\n")]);
    let told = all(&mut script.listen().await).await;
    assert_eq!(told, [Ok("a".to_owned()), Err("listen: no connection to the server".to_owned())]);
    assert_eq!(script.ids().len(), 6);

    let quiet = std::iter::repeat_n(ends(": nothing\n\n"), 9);
    let script = Script::new(std::iter::once(ends("id: 1\ndata: a\n\n")).chain(quiet));
    assert_eq!(all(&mut script.listen().await).await, [Ok("a".to_owned())]);
    assert_eq!(script.ids().len(), 6);
}

#[tokio::test(start_paused = true)]
async fn what_broke_is_told_although_the_last_connection_ended_well() {
    let quiet = std::iter::repeat_n(ends(""), 9);
    let script = Script::new(std::iter::once(breaks("id: 1\ndata: a\n\n")).chain(quiet));
    assert_eq!(all(&mut script.listen().await).await.len(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_event_makes_up_for_what_failed_before() {
    let event = || breaks("id: 1\ndata: a\n\n");
    let wires = std::iter::repeat_n([event(), Wire::Refused, Wire::Refused, Wire::Refused], 4);
    let script = Script::new(wires.flatten().chain([ends("data: [DONE]\n\n")]));
    assert_eq!(all(&mut script.listen().await).await, told(&["a", "a", "a", "a"]));
}

#[tokio::test(start_paused = true)]
async fn a_stream_without_an_id_ends_with_its_connection() {
    for body in ["data: a\n\n", "id: 1\ndata: a\n\nid\ndata: b\n\n", "id: \u{7}\ndata: a\n\n"] {
        let script = Script::new([ends(body)]);
        assert!(all(&mut script.listen().await).await.iter().all(Result::is_ok));
        assert_eq!(script.ids().len(), 1, "{body:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_post_is_never_sent_again() {
    let script = Script::new([breaks("id: 1\ndata: a\n\n")]);
    let call = Call::of_items(&script.core(true), Request::new(&POST), events);
    let told = all(&mut call.await.unwrap()).await;
    assert_eq!(told.len(), 2);
    assert_eq!(script.ids().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_client_without_a_timer_cannot_wait() {
    let script = Script::new([ends("id: 1\ndata: a\n\n")]);
    let call = Call::of_items(&script.core(false), Request::new(&GET), events);
    assert_eq!(all(&mut call.await.unwrap()).await, told(&["a"]));
    assert_eq!(script.ids().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn going_on_can_be_turned_off() {
    let script = Script::new([breaks("id: 1\ndata: a\n\n")]);
    let mut items = script.listen().await;
    let told = all(items.without_reconnect()).await;
    assert_eq!((told.len(), script.ids().len()), (2, 1));
    assert_eq!(items.last_event_id(), Some("1"));
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_goes_on_as_something_else_is_an_error() {
    struct Page(Script);
    impl Transport for Page {
        fn send(
            &self,
            request: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let is_first = request.headers().get("last-event-id").is_none();
            let response = self.0.send(request);
            Box::pin(async move {
                let mut response = response.await?;
                let media_type = if is_first { "text/event-stream" } else { "text/html" };
                response.headers_mut().insert("content-type", media_type.parse().unwrap());
                Ok(response)
            })
        }
    }
    let script = Script::new([ends("id: 1\ndata: a\n\n"), ends("<html>log in</html>")]);
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(Page(script));
    config.timer(TokioTimer::new());
    let call = Call::of_items(&config.build("tests").unwrap(), Request::new(&GET), events);
    let mut items = call.await.unwrap();
    assert!(items.next().await.unwrap().is_ok());
    let error = items.next().await.unwrap().unwrap_err();
    let Error::Decode(error) = error else { panic!("{error}") };
    assert!(error.to_string().contains("expected server-sent events"), "{error}");
    assert_eq!(&error.response().body()[..], b"<html>log in</html>");
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn waiting_can_be_dropped() {
    let script = Script::new([ends("id: 1\ndata: a\n\n")]);
    let mut items = script.listen().await;
    assert!(items.next().await.unwrap().is_ok());
    let late = tokio::time::timeout(Duration::from_millis(5), items.next()).await;
    assert!(late.is_err());
    assert!(items.without_reconnect().next().await.is_none());
    assert_eq!(script.ids().len(), 1);
}
