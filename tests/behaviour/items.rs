//! Responses that are read item by item. Runs inside of the crate of the fixtures.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use fixtures::runtime::{Body, BoxFuture, FromJson, Items, TransportError};
use fixtures::{Error, events, sequences};

/// Responds with the text, and with the type that was asked for first.
struct Text(&'static str);

impl fixtures::Transport for Text {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let accept = request.headers()["accept"].to_str().unwrap().split(',').next().unwrap().to_owned();
        let response = http::Response::builder().header("content-type", accept);
        let response = response.body(Body::from(self.0)).unwrap();
        Box::pin(async { Ok(response) })
    }
}

/// What a future gives that waits for nothing.
fn ready<F: IntoFuture>(future: F) -> F::Output {
    match pin!(future.into_future()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing here waits"),
    }
}

/// All items, of which none fails.
fn all<T: FromJson, E: std::error::Error>(items: &mut Items<T, E>) -> Vec<T> {
    std::iter::from_fn(|| ready(items.next())).map(Result::unwrap).collect()
}

macro_rules! operations {
    ($api:ident, $text:expr) => {
        fixtures::$api::Client::builder()
            .base_url("https://api.example.com")
            .transport(Text($text))
            .build()
            .unwrap()
            .operations()
    };
}

#[test]
fn events_are_read_as_they_are() {
    let mut news = ready(operations!(events, "event: e\ndata: a\n\ndata: b\n\n").news()).unwrap();
    let news = all(&mut news);
    assert_eq!((news[0].event.as_deref(), news[1].data.as_str()), (Some("e"), "b"));
}

#[test]
fn data_of_events_is_of_its_type() {
    let text = "data: {\"at\": 1}\n\ndata: {}\n\ndata: {\"at\": 2}\n\ndata: [DONE]\n\ndata: {}\n\n";
    let mut ticks = ready(operations!(events, text).ticks("any")).unwrap();
    assert_eq!(ready(ticks.next()).unwrap().unwrap().at, 1);
    let error = ready(ticks.next()).unwrap().unwrap_err();
    assert!(error.to_string().contains("item 2 of the body"), "{error}");
    assert_eq!(all(&mut ticks).len(), 1);
}

#[test]
fn events_can_be_of_a_type_with_their_own_fields() {
    let mut fields = ready(operations!(events, "id: 4\ndata: {\"at\": 1}\n\n").fields()).unwrap();
    let fields = all(&mut fields);
    assert_eq!((fields[0].id.as_deref(), fields[0].data.at), (Some("4"), 1));
}

#[test]
fn a_response_is_whole_or_in_pieces_as_the_method_asks() {
    let question = events::types::Question::new("why");
    let chat = operations!(events, "{\"text\": \"so\"}");
    assert_eq!(ready(chat.chat(&question)).unwrap().text.as_deref(), Some("so"));
    let chat = operations!(events, "data: {\"delta\": \"s\"}\n\ndata: {\"delta\": \"o\"}\n\n");
    let mut pieces = ready(chat.chat_events(&question)).unwrap();
    assert_eq!(all(&mut pieces).iter().map(|piece| piece.delta.as_str()).collect::<String>(), "so");
    let accept = chat.chat_as_text_events("why").request().unwrap().headers()["accept"].clone();
    assert_eq!(accept, "text/event-stream");
}

#[test]
fn one_of_several_successes_can_be_a_sequence() {
    use events::operations::{LaterEventsSuccess, MixedSuccess};
    let later = |status: u16, text: &'static str| {
        http::Response::builder().status(status).body(Bytes::from(text)).unwrap()
    };
    let mixed = operations!(events, "data: a\n\n").mixed();
    let MixedSuccess::Ok(mut items) = ready(mixed).unwrap().into_inner() else { panic!("events") };
    assert_eq!(all(&mut items)[0].data, "a");
    let mixed = operations!(events, "").mixed().decode(later(202, "{\"at\": 3}")).unwrap();
    assert!(matches!(mixed.into_inner(), MixedSuccess::Accepted(tick) if tick.at == 3));
    let call = operations!(events, "").later_events();
    let response = call.decode(later(202, "{\"at\": 3}")).unwrap();
    assert!(matches!(response.into_inner(), LaterEventsSuccess::Accepted(tick) if tick.at == 3));
}

#[test]
fn a_failure_is_of_the_operation() {
    let response = http::Response::builder().status(404).body(Bytes::from("{\"message\": \"no\"}")).unwrap();
    let error = operations!(events, "").news().decode(response).unwrap_err();
    let Error::Api(events::operations::NewsError::NotFound(failure)) = error else { panic!("{error}") };
    assert_eq!(failure.body().unwrap().message.as_deref(), Some("no"));
}

#[test]
fn a_response_without_content_has_no_items() {
    let response = http::Response::builder().status(204).body(Bytes::new()).unwrap();
    let mut ticks = operations!(events, "").ticks("any").decode(response).unwrap();
    assert_eq!((ticks.status().as_u16(), all(&mut ticks).len()), (204, 0));
}

#[test]
fn lines_and_records_are_items() {
    let texts = |text| {
        let mut logs = ready(operations!(lines, text).logs()).unwrap();
        all(&mut logs).into_iter().map(|log| log.text).collect::<Vec<_>>()
    };
    assert_eq!(texts("{\"text\": \"a\"}\n\n{\"text\": \"b\"}"), ["a", "b"]);
    let text = "\u{1e}{\"text\": \"a\"}\n\u{1e}{\"text\": \"b\"}\n";
    let mut records = ready(operations!(lines, text).records()).unwrap();
    assert_eq!(all(&mut records).len(), 2);
    let mut some = ready(operations!(lines, "{\"text\": \"a\"}").both_items().limit(1)).unwrap();
    assert_eq!(all(&mut some).len(), 1);
    let both = operations!(lines, "[{\"text\": \"a\"}]").both();
    assert_eq!(ready(both).unwrap().len(), 1);
}

#[test]
fn data_that_holds_json_is_of_its_type() {
    let text = "id: 1\nretry: 9\ndata: {\"text\": \"a\"}\n\n";
    let mut held = ready(operations!(sequences, text).list_held()).unwrap();
    let held = all(&mut held);
    assert_eq!((held[0].retry, held[0].data.text.as_deref()), (Some(9), Some("a")));
}

#[test]
fn events_of_several_kinds_are_told_by_their_names() {
    let text = "event: added\ndata: text\n\nevent: counted\ndata: 3\n\n";
    let mut told = ready(operations!(sequences, text).list_told()).unwrap();
    let told = all(&mut told);
    let [sequences::types::ListToldResponseEvent::Added(added), sequences::types::ListToldResponseEvent::Counted(counted)] =
        &told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!((added.data.as_deref(), counted.data), (Some("text"), Some(3)));
}

#[test]
fn events_of_several_kinds_are_told_apart_by_their_names() {
    use fixtures::event_kinds::types::EventsResponseEvent as Event;
    let text = "event: addString\ndata: This data is formatted\ndata: as multiple lines\n\n\
                event: addInt64\ndata: 1234567890123\n\nevent: addJson\ndata: {\"step\": 42}\n\nevent: end\ndata: over\n\n";
    let mut found = ready(operations!(event_kinds, text).events()).unwrap();
    match &all(&mut found)[..] {
        [Event::AddString(text), Event::AddInt64(number), Event::AddJson(json), Event::Over(end)] => {
            assert_eq!(text.data.as_deref(), Some("This data is formatted\nas multiple lines"));
            assert_eq!(number.data.as_deref(), Some("1234567890123"));
            assert_eq!(json.data.as_ref().unwrap().step, 42);
            assert_eq!((end.event.as_str(), end.data.as_str()), ("end", "over"));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_result_of_each_line_is_an_item_and_an_error_is_the_failure_that_ends_them() {
    let client = |text| {
        let client = fixtures::results::Client::builder().base_url("https://api.example.com");
        client.transport(Text(text)).build().unwrap().feed()
    };
    let text = "{\"result\":{\"text\":\"a\"}}\n{\"result\":{\"text\":\"b\"}}\n\
                {\"error\":{\"code\":5,\"message\":\"no such feed\"}}\n{\"result\":{\"text\":\"c\"}}\n";
    let mut items = ready(client(text).watch()).unwrap();
    for expected in ["a", "b"] {
        let item = ready(items.next()).unwrap().unwrap();
        assert_eq!(item.text.as_deref(), Some(expected));
    }
    let error = ready(items.next()).unwrap().unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.to_string()), (404, "watch: 404 Not Found: no such feed".to_owned()));
    let Error::Api(fixtures::results::feed::WatchError::Other(failure)) = error else { panic!() };
    assert_eq!(failure.body().unwrap().code, Some(5));
    assert!(ready(items.next()).is_none());
    // The last line needs no end, and one that is neither is a fault of that item.
    let mut items = ready(client("{}\n{\"result\":{}}\n{\"error\":{\"http_code\":503}}").watch()).unwrap();
    assert!(matches!(ready(items.next()).unwrap(), Err(Error::Decode(_))));
    assert!(ready(items.next()).unwrap().is_ok());
    assert_eq!(ready(items.next()).unwrap().unwrap_err().status().unwrap().as_u16(), 503);
    assert!(ready(items.next()).is_none());
}

#[test]
fn a_watch_says_so_in_the_query() {
    let calls = operations!(watch, "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\"}}\n");
    let call = calls.list_pods_watch().limit(5);
    assert_eq!(call.request().unwrap().uri().query(), Some("limit=5&watch=true"));
    let events = all(&mut ready(call).unwrap());
    assert_eq!((events[0].r#type.as_str(), &events[0].object["kind"]), ("ADDED", &"Pod".into()));
    assert_eq!(calls.list_pods().request().unwrap().uri().query(), None);
}

#[test]
fn an_extension_says_that_a_response_is_a_stream() {
    let calls = operations!(extension_stream, "data: {\"delta\":\"a\"}\n\n");
    let ask = fixtures::extension_stream::types::Ask::new("t").with_stream(true);
    let chunks = all(&mut ready(calls.chat_events(&ask)).unwrap());
    assert_eq!(chunks[0].delta.as_deref(), Some("a"));
    let calls = operations!(extension_stream, "{\"delta\":\"a\"}\n{\"delta\":\"b\"}\n");
    assert_eq!(all(&mut ready(calls.logs()).unwrap()).len(), 2);
}
