//! Bodies of other crates.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::body::Body;
use super::error::TransportError;
use super::future::MaybeSend;

/// The body of another crate, whose errors `error` turns into ours. Its trailers are no part of
/// it.
pub(super) fn body<B>(body: B, error: fn(B::Error) -> TransportError) -> Body
where
    B: http_body::Body<Data: Into<Bytes>> + MaybeSend + 'static,
    B::Error: 'static,
{
    let length = body.size_hint().exact();
    Body::of(Box::pin(Frames { body: Box::pin(body), error }), length)
}

struct Frames<B: http_body::Body> {
    body: Pin<Box<B>>,
    error: fn(B::Error) -> TransportError,
}

impl<B: http_body::Body<Data: Into<Bytes>>> Stream for Frames<B> {
    type Item = Result<Bytes, TransportError>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.body.as_mut().poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(bytes) => return Poll::Ready(Some(Ok(bytes.into()))),
                    Err(_) => continue,
                },
                Some(Err(fault)) => return Poll::Ready(Some(Err((self.error)(fault)))),
                None => return Poll::Ready(None),
            }
        }
    }
}
