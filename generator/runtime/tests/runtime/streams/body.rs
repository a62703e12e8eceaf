//! Bodies: in memory and as streams.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::runtime::Body;
use bytes::Bytes;
use futures_core::Stream;

/// Pieces that are there, one after the other.
pub(crate) struct Pieces<B = &'static str>(pub(crate) VecDeque<Result<B, &'static str>>);

impl<B: Unpin> Stream for Pieces<B> {
    type Item = Result<B, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

pub(crate) fn stream(pieces: &[&'static str], length: Option<u64>) -> Body {
    Body::stream(Pieces(pieces.iter().copied().map(Ok).collect()), length)
}

#[tokio::test]
async fn the_pieces_of_a_stream_come_in_order() {
    let mut body = stream(&["a", "bc"], Some(3));
    assert_eq!(body.next().await.unwrap().unwrap(), "a");
    assert_eq!(body.length(), Some(2));
    assert_eq!(body.next().await.unwrap().unwrap(), "bc");
    assert!(body.next().await.is_none());
}

#[tokio::test]
async fn a_stream_is_read_once() {
    let body = stream(&["a"], None);
    assert_eq!(body.clone().collect().await.unwrap(), "a");
    let error = body.collect().await.unwrap_err();
    assert_eq!(error.to_string(), "the body to send could not be read");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(cause, "a streamed body can be sent only once");
}

#[tokio::test]
async fn a_clone_of_a_body_in_memory_is_read_again() {
    let body = Body::from("a");
    assert_eq!(body.clone().collect().await.unwrap(), "a");
    assert_eq!(body.collect().await.unwrap(), "a");
}

#[tokio::test]
async fn the_error_of_a_stream_is_the_cause() {
    let body = Body::stream(Pieces([Ok("a"), Err("torn")].into()), None);
    let error = body.collect().await.unwrap_err();
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "torn");
}

fn exactly(body: &Body) -> Option<u64> {
    http_body::Body::size_hint(body).exact()
}

#[test]
fn the_length_of_a_stream_is_known_where_it_was_said() {
    assert_eq!(exactly(&stream(&["abc"], Some(3))), Some(3));
    assert_eq!(exactly(&stream(&["abc"], None)), None);
    assert_eq!(exactly(&Body::from(Bytes::from_static(b"ab"))), Some(2));
}

#[test]
fn a_body_prints_how_long_it_is_and_not_what_it_is() {
    assert_eq!(format!("{:?}", Body::from("secret")), "Body(6 bytes)");
    assert_eq!(format!("{:?}", stream(&["secret"], None)), "Body(bytes of unknown number)");
}
