//! Calls of programs that are not async.

use std::io::Read;

use bytes::Bytes;

use crate::pages::paging::{PAGE, all_items, list};
use crate::runtime::{Blocking, Body, Error, MemoryTransport, Request, block_on};
use crate::support::{client_of, operation, text_call};

fn answering(body: &'static str) -> MemoryTransport {
    MemoryTransport::new().response(http::Response::new(Bytes::from(body)))
}

#[test]
fn a_call_is_sent_and_waited_for() {
    let call = text_call(&client_of(answering("hello")), Request::new(operation("/a", &[], &[])));
    assert_eq!(*call.send().unwrap(), "hello");
}

#[test]
fn a_call_can_be_sent_twice() {
    let transport = answering("one").response(http::Response::new("two"));
    let call = text_call(&client_of(transport), Request::new(operation("/a", &[], &[])));
    assert_eq!((&**call.send().unwrap(), &**call.send().unwrap()), ("one", "two"));
}

#[test]
fn the_items_of_pages_come_without_async_code() {
    let pages = answering("[1, 2]")
        .response(http::Response::new("[3]"))
        .response(http::Response::new("[]"));
    let items = Blocking::new(all_items(&client_of(pages), list(&[]), &PAGE));
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3]);
}

#[tokio::test]
async fn in_async_code_it_is_an_error_that_says_what_to_do() {
    let transport = answering("hello");
    let core = client_of(transport.clone());
    let error = text_call(&core, Request::new(operation("/a", &[], &[]))).send().unwrap_err();
    let Error::Transport(error) = error else { panic!("{error:?}") };
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "a call that blocks, in async code: `.await` it instead");
    assert!(transport.requests().is_empty());
}

#[test]
fn a_streamed_response_is_read_as_a_file_is() {
    let call = text_call(&client_of(answering("hello")), Request::new(operation("/a", &[], &[])));
    let response = block_on(call.stream()).unwrap().unwrap();
    let mut text = String::new();
    response.into_inner().into_reader().read_to_string(&mut text).unwrap();
    assert_eq!(text, "hello");
}

#[test]
fn the_items_of_a_stream_are_an_iterator() {
    let pieces = Blocking::new(Body::from("abc")).collect::<Result<Vec<_>, _>>().unwrap();
    assert_eq!(pieces, ["abc"]);
}

#[tokio::test]
async fn in_async_code_an_iterator_ends_with_an_error() {
    let pieces: Vec<_> = Blocking::new(Body::from("abc")).collect();
    assert!(matches!(&pieces[..], [Err(_)]), "{pieces:?}");
}
