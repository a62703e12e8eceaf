//! The items of an answer before they have a type: where they come from, over which connection.

use std::borrow::Cow;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderValue, StatusCode, header};

use super::event::{Event, EventReader, Told};
use super::piecewise::{LineReader, RecordReader};
use super::result;
use crate::client::Core;
use crate::exchange::{Reply, Source, collected, parsed, replied};
use crate::json::{Json, JsonError};
use crate::request::Request;
use crate::response::{Answer, DecodeError, Error, Unanswered};
use crate::transport::{Body, BoxFuture, TransportError};

/// How often in a row a broken stream of events is asked for again without a single event.
const ATTEMPTS: u32 = 5;

/// How the items of a body are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// A JSON text on each line.
    Lines,
    /// A JSON text on each line, whose `result` is the item, or whose `error` ends them.
    Results,
    /// JSON texts with a record separator before each (RFC 7464).
    Records,
    /// Server-sent events, whose `data` is the JSON text of an item.
    EventData,
    /// Server-sent events, which are the items.
    Events,
    /// Server-sent events, which are the items, with `data` that can be JSON.
    JsonEvents,
    /// Server-sent events, which are the items, with `data` that is text in some and JSON in
    /// others.
    MixedEvents,
}

impl Framing {
    /// What the data of an event that is an item can be.
    #[inline]
    fn data(self) -> for<'a> fn(&'a str) -> Json<'a> {
        match self {
            Self::JsonEvents => |data| Json::Loose(data).settled(),
            Self::MixedEvents => |data| Json::Loose(data),
            Self::Lines | Self::Results | Self::Records | Self::EventData | Self::Events => {
                |data| Json::String(Cow::Borrowed(data))
            }
        }
    }
}

/// An item while it is not of its type yet.
pub(super) enum Item {
    Text(Bytes),
    Event(Event),
    Fault(JsonError),
}

impl Item {
    #[inline]
    pub(super) fn tree(&self, framing: Framing) -> Result<Json<'_>, JsonError> {
        match self {
            Self::Text(text) if framing == Framing::Results => result::result(parsed(text)?),
            Self::Text(text) => parsed(text),
            Self::Event(event) if framing == Framing::EventData => parsed(event.data.as_bytes()),
            Self::Event(event) => Ok(event.fields(framing.data())),
            Self::Fault(fault) => Err(fault.clone()),
        }
    }

    #[inline]
    fn bytes(&self) -> Bytes {
        match self {
            Self::Text(text) => text.clone(),
            Self::Event(event) => event.data.clone().into(),
            Self::Fault(_) => Bytes::new(),
        }
    }
}

enum Reader {
    Lines(LineReader),
    Records(RecordReader),
    Events(EventReader),
}

/// The items of an answer, whatever their type.
pub(super) struct Sequence {
    pub(super) framing: Framing,
    reader: Reader,
    /// The answer that is read, without its body.
    answer: Answer,
    state: State,
    /// What is left of the piece that came last.
    piece: Bytes,
    /// How many items were read.
    pub(super) number: u64,
    again: Option<Again>,
}

enum State {
    Open(Body),
    Waiting(BoxFuture<'static, Result<Reply, Unanswered>>),
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

/// Why a stream is over.
pub(super) enum End {
    Error(Unanswered),
    Refused(Box<Reply>),
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
    pub(crate) fn of(reply: &Reply, framing: Framing) -> Result<Self, DecodeError> {
        let (reader, is_event) = match framing {
            Framing::Lines | Framing::Results => (Reader::Lines(LineReader::default()), false),
            Framing::Records => (Reader::Records(RecordReader::default()), false),
            _ => (Reader::Events(EventReader::default()), true),
        };
        reply.decompressed().map_err(|cause| reply.undecoded(cause))?;
        if is_event && is_eventless(reply.answer()) {
            return Err(eventless(reply));
        }
        let answer = reply.answer();
        let answer = answer.with(answer.status(), Bytes::new());
        let (body, again) = match reply.source() {
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
            None => (Body::from(reply.answer().body().clone()), None),
        };
        let state = State::Open(body);
        Ok(Self { framing, reader, answer, state, piece: Bytes::new(), number: 0, again })
    }

    #[inline]
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Item, End>>> {
        loop {
            if let Some(item) = self.take() {
                if let Some(reply) = self.refused(&item) {
                    return Poll::Ready(Some(Err(End::Refused(Box::new(reply)))));
                }
                self.number += 1;
                if let Some(again) = &mut self.again {
                    (again.attempts, again.cause) = (0, None);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            let end = match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Open(body) => match ready!(Pin::new(body).poll_next(context)) {
                    Some(Ok(piece)) => {
                        self.piece = piece;
                        continue;
                    }
                    Some(Err(error)) => {
                        self.state = State::Over;
                        let (operation, attempts) =
                            (self.answer.operation(), self.answer.attempts());
                        self.reopen(Some(error.of(operation, attempts)))
                    }
                    None => {
                        self.state = State::Over;
                        if let Some(item) = self.last() {
                            if let Some(reply) = self.refused(&item) {
                                return Poll::Ready(Some(Err(End::Refused(Box::new(reply)))));
                            }
                            self.number += 1;
                            return Poll::Ready(Some(Ok(item)));
                        }
                        self.reopen(None)
                    }
                },
                State::Waiting(reply) => {
                    let reply = ready!(reply.as_mut().poll(context));
                    self.state = State::Over;
                    self.reopened(reply)
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

    /// What the server says in the place of an item where it cannot go on.
    fn refused(&mut self, item: &Item) -> Option<Reply> {
        let Item::Text(text) = item else { return None };
        let (status, error) = result::error(text).filter(|_| self.framing == Framing::Results)?;
        (self.state, self.piece) = (State::Over, Bytes::new());
        Some(Reply::of(self.answer.with(status, error)))
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
            Ok(reply) => {
                self.state = State::Waiting(reply);
                None
            }
            Err(cause) => Some(End::Error(cause?.into())),
        }
    }

    #[inline]
    fn attempt(
        &mut self,
        cause: Option<TransportError>,
    ) -> Result<BoxFuture<'static, Result<Reply, Unanswered>>, Option<TransportError>> {
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
        let (core, request, wait) = (again.core.clone(), again.request.clone(), events.retry());
        Ok(Box::pin(async move {
            timer.sleep(wait).await;
            let reply = replied(core, request, true).await?;
            if is_eventless(reply.answer()) { collected(reply).await } else { Ok(reply) }
        }))
    }

    #[inline]
    fn reopened(&mut self, reply: Result<Reply, Unanswered>) -> Option<End> {
        let reply = match reply {
            Ok(reply) => reply,
            Err(Error::Transport(error) | Error::Timeout(error)) => {
                return self.reopen(Some(error));
            }
            Err(error) => return Some(End::Error(error)),
        };
        match reply.source() {
            // WHATWG HTML, section 9.2.3: with this status a server says that it was all.
            _ if reply.answer().status() == StatusCode::NO_CONTENT => None,
            Some(source) => {
                let answer = reply.answer();
                self.answer = answer.with(answer.status(), Bytes::new());
                self.state = State::Open(source.body.clone());
                None
            }
            None if reply.answer().status().is_success() => {
                Some(End::Error(eventless(&reply).into()))
            }
            None => Some(End::Refused(Box::new(reply))),
        }
    }

    #[inline]
    pub(super) fn fault(&self, item: &Item, cause: JsonError) -> DecodeError {
        let answer = self.answer.with(self.answer.status(), item.bytes());
        DecodeError::of_item(answer, self.number, cause)
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
fn is_eventless(answer: &Answer) -> bool {
    let media_type = answer.headers().get(header::CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.ends_with("json") || essence == "text/html"
}

#[inline]
fn eventless(reply: &Reply) -> DecodeError {
    reply.undecoded(JsonError::new("expected server-sent events"))
}

impl Request {
    /// Asks for the events behind the one of this `id` (WHATWG HTML, section 9.2.4).
    #[inline]
    fn continue_after(&mut self, id: HeaderValue) {
        self.last_event_id = Some(id);
    }
}

impl DecodeError {
    /// An error of one item, whose bytes are the body of `answer`.
    #[inline]
    fn of_item(answer: Answer, item: u64, cause: JsonError) -> Self {
        let mut error = Self::new(answer, cause);
        error.item = Some(item);
        error
    }
}
