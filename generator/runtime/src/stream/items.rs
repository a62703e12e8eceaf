//! Responses that are sequences: their items one by one, as they come.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

#[cfg(feature = "test-util")]
use bytes::Bytes;
use futures_core::Stream;

use super::item::Framing;
use super::sequence::{End, Sequence};
use crate::exchange::UndecodedResponse;
use crate::json::FromJson;
use crate::response::Error;

/// The items of a response, read one by one as they come over the wire.
///
/// It is a [`Stream`]; [`next`](Self::next) reads it without any other crate. No more than one
/// item is in memory, which has at most 16 MiB.
///
/// An item that is not what the operation documents is an [`Error::Decode`] with its number, which
/// ends nothing: the items behind it can be read. Any other error is the last that comes.
///
/// Server-sent events end with one whose data is `[DONE]`. Those of a GET call go on over a new
/// connection when the old one is over, if one of them had an `id` and the client has a timer:
/// after the time that the server asks for, or 3 seconds, and no longer than
/// [`Retry::longest_wait`](crate::Retry::longest_wait), the request is sent again with the
/// header `Last-Event-ID` (WHATWG HTML, section 9.2). A server ends them with the status 204;
/// five connections in a row without an event end them, too.
///
/// More than 64 MiB that hold no item, such as comments without an end, are
/// [`Error::TooLarge`]. Little by little they may take any time: a limit to that is the caller's.
pub struct Items<T, E> {
    sequence: Sequence,
    failure: fn(&UndecodedResponse) -> Option<Error<E>>,
    item: PhantomData<fn() -> T>,
}

impl UndecodedResponse {
    /// The body, read item by item. `failure` reads what a server says to a stream that is asked
    /// for again.
    ///
    /// # Errors
    ///
    /// When events are expected, and the body is of a type that holds none.
    pub fn items<T: FromJson, E>(
        &self,
        framing: Framing,
        failure: fn(&Self) -> Option<Error<E>>,
    ) -> Result<Items<T, E>, Error<E>> {
        match Sequence::of(self, framing) {
            Ok(sequence) => Ok(Items { sequence, failure, item: PhantomData }),
            Err(error) => Err(Error::Decode(error)),
        }
    }
}

impl<T: FromJson, E> Items<T, E> {
    /// The next item, or `None` at the end.
    ///
    /// # Errors
    ///
    /// When the item is not what the operation documents, or the connection breaks.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<T, Error<E>>> {
        std::future::poll_fn(|context| self.poll_item(context)).await
    }

    #[inline]
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        let item = match ready!(self.sequence.poll(context)) {
            None => return Poll::Ready(None),
            Some(Ok(item)) => item,
            Some(Err(End::Error(error))) => return Poll::Ready(Some(Err(error.widen()))),
            Some(Err(End::Refused(response))) => {
                let failure = (self.failure)(&response);
                return Poll::Ready(Some(failure.map_or_else(|| response.unexpected(), Err)));
            }
        };
        let framing = self.sequence.framing;
        let parsed = item.parsed(framing);
        let value = parsed.and_then(|parsed| T::from_json(framing.item(parsed.root())?));
        Poll::Ready(Some(value.map_err(|cause| self.sequence.fault(&item, cause).into())))
    }
}

impl<T, E> Items<T, E> {
    /// Lets the stream end with its connection. Server-sent events go on over a new one
    /// otherwise, see above.
    #[inline]
    pub fn without_reconnect(&mut self) -> &mut Self {
        self.sequence.end_with_connection();
        self
    }

    /// The last `id` of a server-sent event: what a later call goes on from, with the header
    /// `Last-Event-ID`.
    #[inline]
    pub fn last_event_id(&self) -> Option<&str> {
        self.sequence.last_id()
    }
}

#[cfg(feature = "test-util")]
impl<T, E> Items<T, E> {
    /// The body, where all of it is in memory.
    pub(crate) fn body(&self) -> Option<&Bytes> {
        self.sequence.body()
    }
}

impl<T: FromJson, E> Stream for Items<T, E> {
    type Item = Result<T, Error<E>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T, E> fmt::Debug for Items<T, E> {
    /// Items can hold secrets: they are counted.
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sequence { framing, number, .. } = &self.sequence;
        write!(f, "Items({framing:?}, {number} read)")
    }
}
