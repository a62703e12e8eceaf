//! Server-sent events: how a stream of them is taken apart (WHATWG HTML, section 9.2.6).

use std::time::Duration;

use bytes::{Buf, Bytes};

use super::piecewise::{Unfinished, too_long};
use crate::json::{Fields, FromJson, JsonError, JsonRef, Parsed};

/// How long a reader waits before it connects again, where the server does not say. The rule
/// leaves it open, and says "in the region of a few seconds".
const RETRY: Duration = Duration::from_secs(3);

/// How long an `id` may be so that it is sent back, in bytes: servers refuse longer headers.
const ID: usize = 8 * 1024;

/// What ends a stream of events, as OpenAI does and many after it.
const DONE: &str = "[DONE]";

/// A server-sent event, with what it says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Event {
    /// What kind of event it is; `message` is meant where there is none.
    pub event: Option<String>,
    /// What it says: its lines of `data`, with a line feed between them.
    pub data: String,
    /// By what a server knows where to go on.
    pub id: Option<String>,
    /// How long the server asks to wait before connecting again.
    pub retry: Option<Duration>,
}

impl Event {
    /// The fields of the event as an object, with `data` as what it can be.
    pub(super) fn fields(&self, data: fn(&mut Parsed<'static>, &str)) -> Parsed<'static> {
        let mut fields = Parsed::default();
        let place = fields.open_object();
        fields.text("data");
        data(&mut fields, &self.data);
        let mut count = 1;
        for (name, value) in [("event", &self.event), ("id", &self.id)] {
            if let Some(value) = value {
                fields.text(name);
                fields.text(value);
                count += 1;
            }
        }
        if let Some(wait) = self.retry {
            let wait = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            fields.text("retry");
            fields.number(&wait.to_string());
            count += 1;
        }
        fields.close_object(place, count);
        fields
    }
}

impl FromJson for Event {
    #[inline]
    fn from_json(json: JsonRef<'_>) -> Result<Self, JsonError> {
        let mut fields = Fields::of(json)?;
        let event = Self {
            event: fields.optional("event"),
            data: fields.required("data")?,
            id: fields.optional("id"),
            retry: fields.optional::<u64>("retry").map(Duration::from_millis),
        };
        fields.end(event)
    }
}

/// What comes of a stream of events.
#[derive(Debug)]
pub(super) enum Told {
    /// An event.
    Event(Event),
    /// One that is too long to be kept.
    Fault(JsonError),
    /// That there are no more.
    Done,
}

/// Events while their text comes in pieces.
#[derive(Debug, Default)]
pub(super) struct EventReader {
    line: Unfinished,
    /// Whether the first line was read, which can begin with a byte order mark.
    is_begun: bool,
    /// Whether the last line ended with a carriage return: a line feed behind it ends no other.
    is_after_return: bool,
    event: Event,
    has_data: bool,
    is_too_long: bool,
    last_id: Option<String>,
    retry: Option<Duration>,
}

impl EventReader {
    /// What is told by the next event of the piece, which is taken off as far as it is read.
    #[inline]
    pub(super) fn take(&mut self, piece: &mut Bytes) -> Option<Told> {
        while let Some(first) = piece.first() {
            if std::mem::take(&mut self.is_after_return) && *first == b'\n' {
                piece.advance(1);
                continue;
            }
            let Some(end) = piece.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
                self.line.keep(piece.split_to(piece.len()));
                return None;
            };
            self.line.keep(piece.split_to(end));
            self.is_after_return = piece.first() == Some(&b'\r');
            piece.advance(1);
            let told = match self.line.take() {
                Ok(line) => self.line_read(&line),
                Err(_) => {
                    self.is_too_long = true;
                    None
                }
            };
            if told.is_some() {
                return told;
            }
        }
        None
    }

    /// The stream is over: an event without a blank line behind it is not one.
    #[inline]
    pub(super) fn end(&mut self) {
        let (last_id, retry) = (self.last_id.take(), self.retry);
        *self = Self { last_id, retry, ..Self::default() };
    }

    /// The last `id` that is known, unless it is empty.
    #[inline]
    pub(super) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref().filter(|id| !id.is_empty())
    }

    /// How long to wait before connecting again.
    #[inline]
    pub(super) fn retry(&self) -> Duration {
        self.retry.unwrap_or(RETRY)
    }

    #[inline]
    fn line_read(&mut self, line: &[u8]) -> Option<Told> {
        let is_first = !std::mem::replace(&mut self.is_begun, true);
        let mark: &[u8] = if is_first { b"\xef\xbb\xbf" } else { b"" };
        let line = String::from_utf8_lossy(line.strip_prefix(mark).unwrap_or(line));
        if line.is_empty() {
            return self.dispatched();
        }
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => self.event.event = Some(value.to_owned()),
            "data" => self.data(value),
            "id" if !value.contains('\0') && value.len() <= ID => {
                self.event.id = Some(value.to_owned());
            }
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                if let Ok(wait) = value.parse().map(Duration::from_millis) {
                    self.event.retry = Some(wait);
                    self.retry = Some(wait);
                }
            }
            // A comment has no name; other names are not known.
            _ => {}
        }
        None
    }

    #[inline]
    fn data(&mut self, value: &str) {
        if Unfinished::fits(self.event.data.len(), value.len()) && !self.is_too_long {
            if std::mem::replace(&mut self.has_data, true) {
                self.event.data.push('\n');
            }
            self.event.data.push_str(value);
        } else {
            self.is_too_long = true;
            self.event.data = String::new();
        }
    }

    #[inline]
    fn dispatched(&mut self) -> Option<Told> {
        let event = std::mem::take(&mut self.event);
        let has_data = std::mem::take(&mut self.has_data);
        let is_too_long = std::mem::take(&mut self.is_too_long);
        if let Some(id) = &event.id {
            self.last_id = Some(id.clone());
        }
        // What kind of event it is alone is not worth telling.
        match event {
            _ if is_too_long => Some(Told::Fault(too_long())),
            _ if !has_data => None,
            event if event.data == DONE => Some(Told::Done),
            event => Some(Told::Event(event)),
        }
    }
}
