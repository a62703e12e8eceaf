//! What a sequence is made of, and how its parts are told apart.

use bytes::Bytes;

use super::event::Event;
use super::result;
use crate::exchange::parsed;
use crate::json::{JsonError, JsonRef, Parsed};

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
    /// Adds the data of an event that is an item, as what it can be.
    #[inline]
    fn data(self) -> fn(&mut Parsed<'static>, &str) {
        match self {
            Self::JsonEvents => Parsed::embedded,
            Self::MixedEvents => Parsed::loose,
            Self::Lines | Self::Results | Self::Records | Self::EventData | Self::Events => {
                Parsed::text
            }
        }
    }

    /// The item within a text.
    #[inline]
    pub(super) fn item(self, text: JsonRef<'_>) -> Result<JsonRef<'_>, JsonError> {
        if self == Self::Results { result::result(text) } else { Ok(text) }
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
    pub(super) fn parsed(&self, framing: Framing) -> Result<Parsed<'_>, JsonError> {
        match self {
            Self::Text(text) => parsed(text),
            Self::Event(event) if framing == Framing::EventData => parsed(event.data.as_bytes()),
            Self::Event(event) => Ok(event.fields(framing.data())),
            Self::Fault(fault) => Err(fault.clone()),
        }
    }

    #[inline]
    pub(super) fn bytes(&self) -> Bytes {
        match self {
            Self::Text(text) => text.clone(),
            Self::Event(event) => event.data.clone().into(),
            Self::Fault(_) => Bytes::new(),
        }
    }
}
