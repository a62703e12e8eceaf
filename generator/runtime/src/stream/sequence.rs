//! The items of a response before they have a type: where they come from, over which connection.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderValue, StatusCode, header};

use super::event::{EventReader, Told};
use super::item::{Framing, Item};
use super::piecewise::{LineReader, RecordReader};
use super::result;
use crate::client::Core;
use crate::exchange::{Source, UndecodedResponse, collected, received};
use crate::json::JsonError;
use crate::request::Request;
use crate::response::{CallError, DecodeError, Error, RawResponse};
use crate::transport::{Body, BoxFuture, TransportError};

/// How often in a row a broken stream of events is asked for again without a single event.
const ATTEMPTS: u32 = 5;

/// How much may come of a body between two items, in bytes: lines that are blank, comments, an item
/// that is too long to be kept. Who waits for the next item would wait for ever otherwise.
const BETWEEN: usize = 64 * 1024 * 1024;
/// What a piece of no bytes counts.
const EMPTY: usize = 1024;

enum Reader {
    Lines(LineReader),
    Records(RecordReader),
    Events(EventReader),
}

/// The items of a response, whatever their type.
pub(super) struct Sequence {
    pub(super) framing: Framing,
    reader: Reader,
    /// The response that is read, without its body.
    response: RawResponse,
    state: State,
    /// What is left of the piece that came last.
    piece: Bytes,
    /// How many bytes came since the last item.
    between: usize,
    /// How many items were read.
    pub(super) number: u64,
    again: Option<Again>,
}

enum State {
    Open(Body),
    Waiting(BoxFuture<'static, Result<UndecodedResponse, CallError>>),
    Over,
}

/// How a stream that is over is asked for again.
struct Again {
    core: Core,
    request: Request,
    attempts: u32,
    /// What broke since the last event.
    cause: Option<TransportError>,
}

#[cfg(feature = "test-util")]
impl Sequence {
    /// The body, where all of it is in memory.
    pub(super) fn body(&self) -> Option<&Bytes> {
        match &self.state {
            State::Open(body) => body.as_bytes(),
            State::Waiting(_) | State::Over => None,
        }
    }
}

/// Why a stream is over.
pub(super) enum End {
    Error(CallError),
    Refused(Box<UndecodedResponse>),
}

impl Sequence {
    /// Lets it end with its connection.
    #[inline]
    pub(super) fn end_with_connection(&mut self) {
        self.again = None;
        if matches!(self.state, State::Waiting(_)) {
            self.state = State::Over;
        }
    }

    /// The last `id` of an event.
    #[inline]
    pub(super) fn last_id(&self) -> Option<&str> {
        match &self.reader {
            Reader::Events(events) => events.last_id(),
            Reader::Lines(_) | Reader::Records(_) => None,
        }
    }

    #[inline]
    pub(crate) fn of(response: &UndecodedResponse, framing: Framing) -> Result<Self, DecodeError> {
        let (reader, is_event) = match framing {
            Framing::Lines | Framing::Results => (Reader::Lines(LineReader::default()), false),
            Framing::Records => (Reader::Records(RecordReader::default()), false),
            _ => (Reader::Events(EventReader::default()), true),
        };
        response.decompressed().map_err(|cause| response.undecoded(cause))?;
        if is_event && is_eventless(response.response()) {
            return Err(eventless(response));
        }
        let raw = response.response();
        let head = raw.with(raw.status(), Bytes::new());
        let (body, again) = match response.source() {
            Some(Source { body, core, request }) => {
                // A request with a body may change something each time.
                let can_repeat = is_event && request.operation().method == "GET";
                let again = || Again {
                    core: core.clone(),
                    request: request.clone(),
                    attempts: 0,
                    cause: None,
                };
                (body.clone(), can_repeat.then(again))
            }
            None => (Body::from(raw.body().clone()), None),
        };
        let state = State::Open(body);
        let (piece, between, number) = (Bytes::new(), 0, 0);
        Ok(Self { framing, reader, response: head, state, piece, between, number, again })
    }

    #[inline]
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Item, End>>> {
        loop {
            if let Some(item) = self.take() {
                if let Some(response) = self.refused(&item) {
                    return Poll::Ready(Some(Err(End::Refused(Box::new(response)))));
                }
                self.number += 1;
                self.between = 0;
                if let Some(again) = &mut self.again {
                    (again.attempts, again.cause) = (0, None);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            let end = match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Open(body) => match ready!(Pin::new(body).poll_next(context)) {
                    Some(Ok(piece)) => {
                        // Of pieces without a byte, there can be too many, too.
                        let length = if piece.is_empty() { EMPTY } else { piece.len() };
                        self.between = self.between.saturating_add(length);
                        if self.between > BETWEEN {
                            return Poll::Ready(Some(Err(self.itemless())));
                        }
                        self.piece = piece;
                        continue;
                    }
                    Some(Err(error)) => {
                        self.state = State::Over;
                        let (operation, attempts) =
                            (self.response.operation(), self.response.attempts());
                        self.reopen(Some(error.of(operation, attempts)))
                    }
                    None => {
                        self.state = State::Over;
                        if let Some(item) = self.last() {
                            if let Some(response) = self.refused(&item) {
                                return Poll::Ready(Some(Err(End::Refused(Box::new(response)))));
                            }
                            self.number += 1;
                            return Poll::Ready(Some(Ok(item)));
                        }
                        self.reopen(None)
                    }
                },
                State::Waiting(response) => {
                    let response = ready!(response.as_mut().poll(context));
                    self.state = State::Over;
                    self.reopened(response)
                }
            };
            if end.is_some() {
                return Poll::Ready(end.map(Err));
            }
        }
    }

    /// The next item of what is there.
    #[inline]
    fn take(&mut self) -> Option<Item> {
        match &mut self.reader {
            Reader::Lines(lines) => lines.take(&mut self.piece).map(text),
            Reader::Records(records) => records.take(&mut self.piece).map(text),
            Reader::Events(events) => match events.take(&mut self.piece)? {
                Told::Event(event) => Some(Item::Event(event)),
                Told::Fault(fault) => Some(Item::Fault(fault)),
                Told::Done => {
                    (self.state, self.again, self.piece) = (State::Over, None, Bytes::new());
                    None
                }
            },
        }
    }

    /// The end of a stream that goes on and on without an item.
    fn itemless(&mut self) -> End {
        (self.state, self.again, self.piece) = (State::Over, None, Bytes::new());
        let error = TransportError::too_large("what comes between two items", BETWEEN);
        End::Error(error.of(self.response.operation(), self.response.attempts()).into())
    }

    /// What the server says in the place of an item where it cannot go on.
    fn refused(&mut self, item: &Item) -> Option<UndecodedResponse> {
        let Item::Text(text) = item else { return None };
        let (status, error) = result::error(text).filter(|_| self.framing == Framing::Results)?;
        (self.state, self.piece) = (State::Over, Bytes::new());
        Some(UndecodedResponse::of(self.response.with(status, error)))
    }

    /// What is left at the end of the body.
    #[inline]
    fn last(&mut self) -> Option<Item> {
        match &mut self.reader {
            Reader::Lines(lines) => lines.end().map(text),
            Reader::Records(records) => records.end().map(text),
            Reader::Events(events) => {
                events.end();
                None
            }
        }
    }

    /// Asks for the rest of the stream, if that can be done.
    #[inline]
    fn reopen(&mut self, cause: Option<TransportError>) -> Option<End> {
        match self.attempt(cause) {
            Ok(response) => {
                self.state = State::Waiting(response);
                None
            }
            Err(cause) => Some(End::Error(cause?.into())),
        }
    }

    #[inline]
    fn attempt(
        &mut self,
        cause: Option<TransportError>,
    ) -> Result<BoxFuture<'static, Result<UndecodedResponse, CallError>>, Option<TransportError>>
    {
        let (Reader::Events(events), Some(again)) = (&mut self.reader, &mut self.again) else {
            return Err(cause);
        };
        events.end();
        again.cause = cause.or(again.cause.take());
        let id = events.last_id().and_then(|id| HeaderValue::from_bytes(id.as_bytes()).ok());
        let (Some(id), Some(timer)) = (id, again.core.timer().cloned()) else {
            return Err(again.cause.take());
        };
        if again.attempts == ATTEMPTS {
            return Err(again.cause.take());
        }
        again.attempts += 1;
        again.request.continue_after(id);
        let (core, request) = (again.core.clone(), again.request.clone());
        let options = core.options(request.options.as_deref()).settled(request.is_upload());
        let wait = options.retry.kept(events.retry());
        Ok(Box::pin(async move {
            timer.sleep(wait).await;
            let response = received(core, request, true).await?;
            if is_eventless(response.response()) { collected(response).await } else { Ok(response) }
        }))
    }

    #[inline]
    fn reopened(&mut self, response: Result<UndecodedResponse, CallError>) -> Option<End> {
        let response = match response {
            Ok(response) => response,
            Err(Error::Transport(error) | Error::Timeout(error)) => {
                return self.reopen(Some(error));
            }
            Err(error) => return Some(End::Error(error)),
        };
        match response.source() {
            // WHATWG HTML, section 9.2.3: with this status a server says that it was all.
            _ if response.response().status() == StatusCode::NO_CONTENT => None,
            Some(source) => {
                let response = response.response();
                self.response = response.with(response.status(), Bytes::new());
                self.state = State::Open(source.body.clone());
                None
            }
            None if response.response().status().is_success() => {
                Some(End::Error(eventless(&response).into()))
            }
            None => Some(End::Refused(Box::new(response))),
        }
    }

    #[inline]
    pub(super) fn fault(&self, item: &Item, cause: JsonError) -> DecodeError {
        let response = self.response.with(self.response.status(), item.bytes());
        DecodeError::of_item(response, self.number, cause)
    }
}

#[inline]
fn text(text: Result<Bytes, JsonError>) -> Item {
    text.map_or_else(Item::Fault, Item::Text)
}

/// Whether a body is of a type that holds no events: servers send one if they were asked for
/// something else. All but `text/event-stream` are such types (WHATWG HTML, section 9.2.3), but
/// not all servers name what they send.
#[inline]
fn is_eventless(response: &RawResponse) -> bool {
    let media_type = response.headers().get(header::CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.ends_with("json") || essence == "text/html"
}

#[inline]
fn eventless(response: &UndecodedResponse) -> DecodeError {
    response.undecoded(JsonError::new("expected server-sent events"))
}

impl Request {
    /// Asks for the events behind the one of this `id` (WHATWG HTML, section 9.2.4).
    #[inline]
    fn continue_after(&mut self, id: HeaderValue) {
        self.last_event_id = Some(id);
    }
}

impl DecodeError {
    /// An error of one item, whose bytes are the body of `response`.
    #[inline]
    fn of_item(response: RawResponse, item: u64, cause: JsonError) -> Self {
        let mut error = Self::new(response, cause);
        error.item = Some(item);
        error
    }
}
