//! Lists that come page by page, as streams.
//!
//! An operation has a [`Paging`], and two functions that take a page of its own type apart.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::walk::{PageInfo, Paging, Turn, Walk};
use crate::client::{Core, Options};
use crate::exchange;
use crate::exchange::{Call, Response, UndecodedResponse};
use crate::request::Request;
use crate::response::{CallError, Error, PagingError};
use crate::transport::BoxFuture;

/// The pages of a list, each a response: a stream.
///
/// Nothing is sent before it is polled, and a page is asked for only when the one before it was
/// taken. An error is the last that comes. An empty page behind the last one is left out.
#[must_use = "pages are not asked for until they are polled"]
pub struct Pages<T, E> {
    call: Call<T, E>,
    look: fn(&T) -> PageInfo,
    way: Way,
}

/// The part of the stream that is the same whatever the pages are.
struct Way {
    walk: Walk,
    state: State,
}

/// A request, and the response to it.
type Received = Result<(Box<Request>, UndecodedResponse), CallError>;

enum State {
    Ready(Box<Request>),
    Waiting(BoxFuture<'static, Received>),
    Failed(PagingError),
    Done,
}

impl<T, E> Pages<T, E> {
    /// The pages from the one that `call` asks for; `look` says what a page says of itself.
    #[inline]
    pub fn new(call: &Call<T, E>, paging: &'static Paging, look: fn(&T) -> PageInfo) -> Self {
        let (call, request) = (call.clone(), Box::new(call.request.clone()));
        let way = Way { walk: Walk::new(paging, &request), state: State::Ready(request) };
        Self { call, look, way }
    }

    /// The same pages, the call of each with these options: time, attempts, bytes.
    #[inline]
    pub fn options(mut self, options: Options) -> Self {
        self.call = self.call.options(options);
        self
    }

    /// The next page, or `None` behind the last one. Dropping what this gives loses nothing: a
    /// page that is on its way is what comes next.
    ///
    /// # Errors
    ///
    /// Those of the call; [`Error::Paging`] where the server names a next page that was there
    /// before or that is at another origin, or goes on behind a thousand empty pages. There is
    /// nothing behind an error.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Response<T>, Error<E>>> {
        poll_fn(|context| self.poll_page(context)).await
    }

    #[inline]
    fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<T>, Error<E>>>> {
        loop {
            let (core, options) = (&self.call.core, &self.call.request.options);
            let Some(answered) = ready!(self.way.poll_response(core, options, context)) else {
                return Poll::Ready(None);
            };
            let page = answered.map_err(Error::widen).and_then(|(request, response)| {
                let value = (self.call.decode)(&response)?;
                Ok((request, response, value))
            });
            let (request, response, value) = match page {
                Ok(page) => page,
                Err(error) => return Poll::Ready(Some(Err(error))),
            };
            if self.way.turn(core, request, &response, (self.look)(&value)) {
                return Poll::Ready(Some(Ok(Response::new(response, value))));
            }
        }
    }
}

impl Way {
    /// The next response. There is nothing behind it unless it is taken a turn from.
    #[inline]
    fn poll_response(
        &mut self,
        core: &Core,
        options: &Option<Box<Options>>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Received>> {
        if let State::Waiting(answered) = &mut self.state {
            let answered = ready!(answered.as_mut().poll(context));
            self.state = State::Done;
            return Poll::Ready(Some(answered));
        }
        match std::mem::replace(&mut self.state, State::Done) {
            State::Ready(mut request) => {
                request.options.clone_from(options);
                self.state = State::Waiting(Box::pin(answered(core.clone(), request)));
                self.poll_response(core, options, context)
            }
            State::Failed(error) => Poll::Ready(Some(Err(error.into()))),
            State::Waiting(_) | State::Done => Poll::Ready(None),
        }
    }

    /// Goes on from a page; whether it is one of the list.
    #[inline]
    fn turn(
        &mut self,
        core: &Core,
        request: Box<Request>,
        response: &UndecodedResponse,
        info: PageInfo,
    ) -> bool {
        let Turn { is_shown, next } = self.walk.turn(core, request, response, info);
        self.state = match next {
            Ok(Some(request)) => State::Ready(request),
            Ok(None) => State::Done,
            Err(error) => State::Failed(error),
        };
        is_shown
    }
}

#[inline]
async fn answered(core: Core, request: Box<Request>) -> Received {
    let exchanged = exchange::sent(&core, &request, false).await?;
    let response = exchanged.response(request.operation());
    Ok((request, response))
}

impl<T, E> Stream for Pages<T, E> {
    type Item = Result<Response<T>, Error<E>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<T, E> fmt::Debug for Pages<T, E> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.call).finish()
    }
}

/// The items of all pages: a stream.
///
/// Nothing is sent before it is polled, and a page is asked for only when the items of the one
/// before it are used up. An error is the last that comes.
#[must_use = "items are not asked for until they are polled"]
pub struct PagedItems<T, I, E> {
    pages: Pages<T, E>,
    take: fn(T) -> Vec<I>,
    items: std::vec::IntoIter<I>,
}

impl<T, I, E> PagedItems<T, I, E> {
    /// The items of these pages; `take` gives those of one.
    #[inline]
    pub fn new(pages: Pages<T, E>, take: fn(T) -> Vec<I>) -> Self {
        Self { pages, take, items: Vec::new().into_iter() }
    }

    /// The same items, the call of each page with these options: time, attempts, bytes.
    #[inline]
    pub fn options(mut self, options: Options) -> Self {
        self.pages = self.pages.options(options);
        self
    }

    /// The next item, or `None` behind the last one. Dropping what this gives loses nothing.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::next`].
    #[inline]
    pub async fn next(&mut self) -> Option<Result<I, Error<E>>> {
        poll_fn(|context| self.poll_item(context)).await
    }

    #[inline]
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error<E>>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.items = (self.take)(page.into_inner()).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Nothing in it is pinned.
impl<T, I, E> Unpin for PagedItems<T, I, E> {}

impl<T, I, E> Stream for PagedItems<T, I, E> {
    type Item = Result<I, Error<E>>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.items.len(), None)
    }
}

impl<T, I, E> fmt::Debug for PagedItems<T, I, E> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PagedItems").field(&self.pages.call).finish()
    }
}
