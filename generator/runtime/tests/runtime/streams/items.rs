//! Responses that are sequences, read item by item however they come.

use std::collections::VecDeque;
use std::convert::Infallible;

use bytes::Bytes;
use proptest::prelude::{Just, Strategy, any, proptest};
use serde_json::{Value, json};

use super::body::Pieces;
use crate::runtime::{
    Blocking, Body, BoxFuture, Call, Config, Core, Error, Event, Framing, FromJson, Items,
    Operation, Request, Transport, TransportError, UndecodedResponse,
};

pub(crate) type Read<T> = Result<Items<T, Infallible>, Error<Infallible>>;

macro_rules! decoders {
    ($($name:ident: $item:ty, $framing:ident;)+) => {$(
        pub(crate) fn $name(response: &UndecodedResponse) -> Read<$item> {
            match response.status() {
                200..=299 => response.items(Framing::$framing, |response| $name(response).err()),
                _ => response.unexpected(),
            }
        }
    )+};
}

decoders! {
    lines: Value, Lines;
    numbers: i64, Lines;
    records: Value, Records;
    events: Event, Events;
    data: Value, EventData;
    fields: Value, JsonEvents;
    mixed: Value, MixedEvents;
}

static GET: Operation = Operation { name: "listen", path: "/x", ..Operation::DEFAULT };

/// Responds with 200 and the pieces.
struct Sender(Vec<Bytes>);

impl Transport for Sender {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let pieces: VecDeque<_> = self.0.iter().cloned().map(Ok::<_, &str>).collect();
        Box::pin(async { Ok(http::Response::new(Body::stream(Pieces(pieces), None))) })
    }
}

fn client(transport: impl Transport) -> Core {
    let mut config = Config::new(&[]);
    config.base_url("http://h");
    config.transport(transport);
    config.build("tests").expect("a plain client")
}

/// All items of a body that comes in these pieces, with the words of the errors.
fn read<T: FromJson + 'static>(
    decode: fn(&UndecodedResponse) -> Read<T>,
    pieces: Vec<Bytes>,
) -> Vec<Result<T, String>> {
    let core = client(Sender(pieces));
    ready(async {
        let mut items = Call::of_items(&core, Request::new(&GET), decode).await.unwrap();
        let mut all = Vec::new();
        while let Some(item) = items.next().await {
            all.push(item.map_err(|error| error.to_string()));
        }
        assert!(items.next().await.is_none());
        all
    })
}

/// What a future gives that waits for nothing.
fn ready<F: Future>(future: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(future)
}

fn whole<T: FromJson + 'static>(
    decode: fn(&UndecodedResponse) -> Read<T>,
    body: &str,
) -> Vec<Result<T, String>> {
    read(decode, vec![Bytes::copy_from_slice(body.as_bytes())])
}

fn good<T: FromJson + 'static>(decode: fn(&UndecodedResponse) -> Read<T>, body: &str) -> Vec<T> {
    whole(decode, body).into_iter().map(Result::unwrap).collect()
}

fn texts(body: &str) -> Vec<String> {
    good(events, body).into_iter().map(|event| event.data).collect()
}

#[test]
fn lines_of_data_are_joined_by_line_feeds() {
    assert_eq!(texts("data: one\ndata: +2\ndata: 3\n\n"), ["one\n+2\n3"]);
}

#[test]
fn comments_are_no_events_and_one_blank_behind_a_colon_counts_for_nothing() {
    let body = ": hello\n\ndata: first\nid: 1\n\ndata:second\nid\n\ndata:  third\n\n";
    let all = good(events, body);
    let all: Vec<_> = all.iter().map(|event| (event.data.as_str(), event.id.as_deref())).collect();
    assert_eq!(all, [("first", Some("1")), ("second", Some("")), (" third", None)]);
}

#[test]
fn data_can_be_empty_and_the_last_event_needs_a_blank_line() {
    assert_eq!(texts("data\n\ndata\ndata\n\ndata: lost"), ["", "\n"]);
    assert_eq!(texts("data: lost\n"), Vec::<String>::new());
}

#[test]
fn an_event_without_data_is_none() {
    assert_eq!(texts("event: ping\nid: 3\n\ndata: a\n\n"), ["a"]);
}

#[test]
fn lines_end_in_three_ways() {
    assert_eq!(texts("data: a\r\rdata: b\r\n\r\ndata: c\n\ndata: d\r\n\n"), ["a", "b", "c", "d"]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_line_only() {
    assert_eq!(texts("\u{feff}data: a\n\n\u{feff}data: b\n\n"), ["a"]);
}

#[test]
fn an_id_with_a_nul_and_a_wait_that_is_no_number_are_ignored() {
    let all =
        good(events, "id: 1\0\nretry: 1s\ndata: a\n\nretry: 250\nid: 2\nevent: e\ndata: b\n\n");
    assert_eq!((&all[0].id, all[0].retry), (&None, None));
    assert_eq!(all[1].retry.unwrap().as_millis(), 250);
    assert_eq!((all[1].id.as_deref(), all[1].event.as_deref()), (Some("2"), Some("e")));
}

#[test]
fn bytes_that_are_no_utf_8_are_replaced_in_events() {
    let all = read(events, vec![Bytes::from_static(b"data: a\xffb\n\n")]);
    assert_eq!(all[0].as_ref().unwrap().data, "a\u{fffd}b");
}

#[test]
fn the_mark_of_the_end_is_the_end() {
    assert_eq!(texts("data: a\n\ndata: [DONE]\n\ndata: b\n\n"), ["a"]);
    assert_eq!(good(data, "data: {}\n\ndata: [DONE]\n\n"), [json!({})]);
}

#[test]
fn data_is_read_as_json_where_that_is_documented() {
    assert_eq!(good(data, "data: {\"a\":\ndata: 1}\n\n"), [json!({"a": 1})]);
    let body = "event: e\nid: 7\nretry: 5\ndata: {\"a\": 1}\n\ndata: plain\n\n";
    let expected =
        [json!({"event": "e", "id": "7", "retry": 5, "data": {"a": 1}}), json!({"data": "plain"})];
    assert_eq!(good(fields, body), expected);
}

#[test]
fn data_that_can_be_json_is_what_its_type_makes_of_it() {
    let body = "event: e\ndata: {\"a\":1}\nid: 7\n\ndata: [1, tru\nid: 8\n\n";
    let all: Vec<Value> =
        good(mixed, body).into_iter().map(|event| event["data"].clone()).collect();
    assert_eq!(all, [json!({"a": 1}), json!("[1, tru")]);
}

#[test]
fn blank_lines_are_no_items_and_the_last_needs_no_end() {
    assert_eq!(good(numbers, "\n1\r\n\n  \n2\n3"), [1, 2, 3]);
}

#[test]
fn an_item_that_is_something_else_ends_nothing() {
    let all = whole(numbers, "1\n{\"a\": \"s3cret\"}\n{\n2\n");
    let errors = [
        "listen: 200 OK: item 2 of the body is not what is documented: \
         at $: expected",
        "listen: 200 OK: item 3 of the body is not what is documented: \
         at $: no valid JSON at line 1, column 1",
    ];
    assert_eq!((&all[0], &all[3]), (&Ok(1), &Ok(2)));
    for (item, error) in all[1..3].iter().zip(errors) {
        let words = item.as_ref().unwrap_err();
        assert!(words.starts_with(error) && !words.contains("s3cret"), "{words}");
    }
}

#[test]
fn an_error_of_an_item_has_its_number_and_its_bytes() {
    let items = Call::of_items(&client(Sender(Vec::new())), Request::new(&GET), numbers)
        .decode(http::Response::new(Bytes::from_static(b"1\ntrue\n")));
    let mut items = items.unwrap();
    let error = ready(async {
        items.next().await;
        items.next().await.unwrap().unwrap_err()
    });
    let Error::Decode(error) = error else { panic!("{error}") };
    assert_eq!((error.item(), &error.response().body()[..]), (Some(2), &b"true"[..]));
}

#[test]
fn bytes_that_are_no_utf_8_are_an_error_of_their_line() {
    let all = read(lines, vec![Bytes::from_static(b"\"a\"\n\"\xff\"\n\"b\"\n")]);
    assert_eq!((&all[0], &all[2]), (&Ok(json!("a")), &Ok(json!("b"))));
    assert!(all[1].is_err());
}

#[test]
fn records_stand_behind_separators() {
    let body = "\u{1e}{\"a\":\n1}\n\u{1e}\u{1e}\"x\\\"\"\n\u{1e}true\n\u{1e}[1]";
    assert_eq!(good(records, body), [json!({"a": 1}), json!("x\""), json!(true), json!([1])]);
}

#[test]
fn a_record_that_may_be_cut_off_is_an_error() {
    for (body, words) in
        [("\u{1e}1\n\u{1e}12", "it is cut off"), ("\u{1e}1\n\u{1e}{\"a\": \"b\"", "no valid")]
    {
        let all = whole(records, body);
        assert_eq!((all.len(), &all[0]), (2, &Ok(json!(1))));
        assert!(all[1].as_ref().unwrap_err().contains(words), "{all:?}");
    }
}

#[test]
fn a_record_is_there_before_the_next_begins() {
    let core = client(Sender(vec![Bytes::from_static(b"\x1e{\n}\n")]));
    let mut all = Vec::new();
    ready(async {
        let mut items = Call::of_items(&core, Request::new(&GET), records).await.unwrap();
        all.push(items.next().await.unwrap().unwrap());
    });
    assert_eq!(all, [json!({})]);
}

#[test]
fn an_item_that_is_too_long_is_not_kept_and_ends_nothing() {
    let long = Bytes::from(vec![b'7'; 1024 * 1024]);
    let line = |start: &'static [u8], end: &'static [u8]| {
        let long = std::iter::repeat_n(long.clone(), 17);
        let pieces = std::iter::once(Bytes::from_static(start)).chain(long);
        pieces.chain([Bytes::from_static(end)]).collect::<Vec<_>>()
    };
    let words = "it is longer than 16777216 bytes, and was not kept";
    let all = read(lines, line(b"1\n", b"\n2\n"));
    assert_eq!((&all[0], &all[2], all.len()), (&Ok(json!(1)), &Ok(json!(2)), 3));
    assert!(all[1].as_ref().unwrap_err().contains(words), "{all:?}");
    let all = read(records, line(b"\x1e1\n\x1e", b"\n\x1e2\n"));
    assert_eq!((&all[0], &all[2], all.len()), (&Ok(json!(1)), &Ok(json!(2)), 3));
    let all = read(data, line(b"data: 1\n\ndata: ", b"\ndata: 3\n\ndata: 2\n\n"));
    assert_eq!((&all[0], &all[2], all.len()), (&Ok(json!(1)), &Ok(json!(2)), 3));
    assert!(all[1].as_ref().unwrap_err().contains(words), "{all:?}");
}

#[test]
fn many_lines_of_data_are_too_long_together() {
    let line = Bytes::from([b"data: ".to_vec(), vec![b'7'; 1024 * 1024], b"\n".to_vec()].concat());
    let mut pieces = vec![line; 17];
    pieces.push(Bytes::from_static(b"\ndata: 2\n\n"));
    let all = read(data, pieces);
    assert!(all[0].is_err() && all[1] == Ok(json!(2)), "{all:?}");
}

#[test]
fn a_response_that_holds_no_events_is_shown() {
    let json = http::Response::builder().header("content-type", "application/json; charset=utf-8");
    let response = json.body(Bytes::from_static(b"{\"text\": \"whole\"}")).unwrap();
    let call = Call::of_items(&client(Sender(Vec::new())), Request::new(&GET), events);
    let error = call.decode(response).unwrap_err();
    assert!(error.to_string().contains("expected server-sent events"), "{error}");
    assert_eq!(&error.response().unwrap().body()[..], b"{\"text\": \"whole\"}");
}

#[test]
fn items_print_nothing_of_themselves() {
    let call = Call::of_items(&client(Sender(Vec::new())), Request::new(&GET), lines);
    let items = call.decode(http::Response::new(Bytes::from_static(b"1"))).unwrap();
    assert!(format!("{items:?}").contains("value: Items(Lines, 0 read)"), "{items:?}");
}

/// Bytes that a stream of events or of values may well hold.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let word = proptest::sample::select(vec![
        "\n", "\r", "\r\n", "\n\n", "data: 1", "data:", "data: {", "}", "id: 4", "event: e", ":",
        "retry: 9", "\u{1e}", "\"", "\\", "[", "]", "true", " ", "\u{feff}", "ä", "[DONE]",
    ]);
    proptest::collection::vec(word, 0..24).prop_map(|words| words.concat().into_bytes())
}

/// A body, and where it is split.
fn split() -> impl Strategy<Value = (Vec<u8>, Vec<bool>)> {
    body().prop_flat_map(|body| {
        let length = body.len();
        (Just(body), proptest::collection::vec(any::<bool>(), length))
    })
}

fn pieces(body: &[u8], ends: &[bool]) -> Vec<Bytes> {
    let mut pieces = vec![Vec::new()];
    for (byte, is_end) in body.iter().zip(ends) {
        pieces.last_mut().unwrap().push(*byte);
        if *is_end {
            pieces.push(Vec::new());
        }
    }
    pieces.into_iter().map(Bytes::from).collect()
}

fn same<T: FromJson + PartialEq + std::fmt::Debug + 'static>(
    decode: fn(&UndecodedResponse) -> Read<T>,
    body: &[u8],
    ends: &[bool],
) {
    let whole = read(decode, vec![Bytes::copy_from_slice(body)]);
    assert_eq!(read(decode, pieces(body, ends)), whole);
    assert_eq!(read(decode, pieces(body, &vec![true; body.len()])), whole);
}

proptest! {
    #[test]
    fn the_pieces_in_which_a_body_comes_change_nothing((body, ends) in split()) {
        same(events, &body, &ends);
        same(lines, &body, &ends);
        same(records, &body, &ends);
    }
}

#[test]
fn items_can_go_to_another_task() {
    fn is_free<T: Send + Unpin>() {}
    is_free::<Items<Event, Infallible>>();
}

#[test]
fn items_are_there_for_programs_that_are_not_async() {
    let core = client(Sender(vec![Bytes::from_static(b"1\n2")]));
    let items = Call::of_items(&core, Request::new(&GET), numbers).send().unwrap().into_inner();
    assert_eq!(Blocking::new(items).map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
}
