//! Streamed bodies that may not stand still.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::body::Body;
use super::error::TransportError;
use super::future::BoxFuture;
use super::time::Timer;

/// `body`, which fails when it brings nothing for as long as `limit`.
pub(crate) fn limited(body: Body, timer: &Arc<dyn Timer>, limit: Duration) -> Body {
    let length = body.length();
    let timer = Arc::clone(timer);
    Body::stream(Limited { body, timer, limit, end: None }, length)
}

struct Limited {
    body: Body,
    timer: Arc<dyn Timer>,
    limit: Duration,
    /// The end of the wait for the next piece, while somebody waits for it.
    end: Option<BoxFuture<'static, ()>>,
}

impl Stream for Limited {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let polled = Pin::new(&mut this.body).poll_next(context);
        // HTTP/2 has pieces of no bytes, of which there can be any number.
        let is_nothing = match &polled {
            Poll::Ready(Some(Ok(piece))) => piece.is_empty(),
            Poll::Ready(_) => false,
            Poll::Pending => true,
        };
        if !is_nothing {
            this.end = None;
            return polled;
        }
        let end = this.end.get_or_insert_with(|| this.timer.sleep(this.limit));
        if end.as_mut().poll(context).is_pending() {
            return polled;
        }
        // Nothing comes after this.
        this.body = Body::empty();
        this.end = None;
        Poll::Ready(Some(Err(TransportError::too_long("the next piece", this.limit))))
    }
}
