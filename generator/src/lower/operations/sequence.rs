//! Bodies that are sequences of values (OpenAPI 3.2.0, "Sequential Media Types").

use std::collections::BTreeMap;

use openapiv3::{MediaType, ReferenceOr, Schema};
use serde::Deserialize as _;

use super::context::Operations;
use super::media::{self, Sequence};
use crate::diagnostic::Code;
use crate::document;
use crate::lower::schemas::{SchemaRef, View, allows_null, layers};
use crate::model::{Content, Framing, Type};
use crate::source::Pointer;

/// The extension on media types that says how a body is read. What it can say is checked.
const BODY: &str = "x-body";

/// What a conversion keeps the schema of the values by.
const ITEM: &str = "itemSchema";

/// What an event says of itself (OpenAPI 3.2.0, "Server-Sent Event Streams").
const FIELDS: [&str; 5] = ["data", "event", "id", "retry", "comment"];

/// How deep the parts of a schema are looked into.
const DEPTH: usize = 8;

/// What a schema says of the `data` of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// It describes events, and nothing of their data.
    Event,
    /// It is text.
    Text,
    /// It is JSON.
    Json,
    /// It is the one or the other.
    Mixed,
    /// It describes the data, not the event.
    Data,
}

impl Told {
    /// What two parts of one schema say.
    fn and(self, other: Self) -> Self {
        let either = |told| self == told || other == told;
        let strongest = [Self::Data, Self::Mixed, Self::Json, Self::Text];
        strongest.into_iter().find(|told| either(*told)).unwrap_or(Self::Event)
    }

    /// What two schemas say of which one holds.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Data, _) | (_, Self::Data) => Self::Data,
            (Self::Text | Self::Event, Self::Text | Self::Event) => Self::Text,
            _ => Self::Mixed,
        }
    }
}

/// How the values of a body stand one after the other: as the document says of its own accord, or as
/// its media type says. `None` for a body that is one value.
pub(super) fn sequence_of(media_type: &str, value: &MediaType) -> Option<Sequence> {
    match marked(value) {
        Some("bytes") => None,
        Some("json-lines") => Some(Sequence::Lines),
        Some("events") => Some(Sequence::Events),
        _ => media::sequence(media_type),
    }
}

/// Whether the document says that a body is bytes, whatever its media type.
pub(super) fn is_bytes(value: &MediaType) -> bool {
    marked(value) == Some("bytes")
}

fn marked(value: &MediaType) -> Option<&str> {
    value.extensions.get(BODY)?.as_str()
}

impl Operations<'_> {
    /// Says of a failure that no part of it is read before the others.
    pub(super) fn failure_is_whole(&self, content: &[(&String, &MediaType)], at: &Pointer) {
        let is_marked =
            |(_, value): &&(&String, &MediaType)| marked(value).is_some_and(|word| word != "bytes");
        if let Some((media_type, _)) = content.iter().find(is_marked) {
            self.report
                .warning(
                    Code::InvalidExtension,
                    &at.child(media_type).child(BODY),
                    "a failure is read as a whole",
                )
                .then("its body is read as its media type says")
                .help("say it of successes alone");
        }
    }

    pub(super) fn items(
        &mut self,
        sequence: Sequence,
        value: &MediaType,
        name: &str,
        at: &Pointer,
    ) -> Content {
        if let Some((item, at)) = self.item_schema(value, at) {
            return self.items_of(sequence, (&item).into(), false, name, &at);
        }
        let Some(schema) = &value.schema else {
            return plain(sequence);
        };
        let at = at.child("schema");
        // Before OpenAPI 3.2 a list described a sequence, or the schema one item of it.
        let items = self.types.with_schema(schema.into(), &at, |_, schema, at| {
            let items = View::of(schema).items.cloned().map(ReferenceOr::unbox);
            items.map(|items| (items, at.child("items")))
        });
        match items.flatten() {
            Some((items, at)) => self.items_of(sequence, (&items).into(), false, name, &at),
            None => self.items_of(sequence, schema.into(), true, name, &at),
        }
    }

    pub(super) fn items_of(
        &mut self,
        sequence: Sequence,
        schema: SchemaRef<'_>,
        is_of_all: bool,
        name: &str,
        at: &Pointer,
    ) -> Content {
        let (mut is_text, mut says_more) = (false, false);
        layers(self.document, schema, at, &mut |_, view| {
            is_text |= view.ty == Some("string");
            says_more |= view.ty.is_some() || view.has_parts() || !view.enumeration.is_empty();
        });
        // Text as a whole says nothing of what its lines are.
        let is_plain = match sequence {
            Sequence::Events => is_text || !says_more,
            Sequence::Lines | Sequence::Records | Sequence::Watch => is_text && is_of_all,
        };
        if is_plain {
            return plain(sequence);
        }
        let framing = match (sequence, self.told(schema, at, DEPTH, &mut BTreeMap::new())) {
            (Sequence::Lines | Sequence::Watch, _) => Framing::Lines,
            (Sequence::Records, _) => Framing::Records,
            (Sequence::Events, Some(Told::Event | Told::Text)) => Framing::Events,
            (Sequence::Events, Some(Told::Json)) => Framing::JsonEvents,
            (Sequence::Events, Some(Told::Mixed)) => Framing::MixedEvents,
            (Sequence::Events, Some(Told::Data) | None) => Framing::EventData,
        };
        let suffix = if sequence == Sequence::Events { "Event" } else { "Item" };
        let mut ty = self.types.ty(schema, &format!("{name}{suffix}"), at);
        if ty != Type::Json && allows_null(self.document, schema, at) {
            ty = Type::Nullable(Box::new(ty));
        }
        Content::Items(framing, ty)
    }

    /// Whether a schema describes events: it knows `data`, and nothing that an event has not.
    /// `None` where it names no properties.
    fn told(
        &self,
        schema: SchemaRef<'_>,
        at: &Pointer,
        depth: usize,
        known: &mut BTreeMap<(Pointer, usize), Option<Told>>,
    ) -> Option<Told> {
        let (schema, at) = schema.follow(self.document, at).ok()?;
        let key = (at.clone(), depth);
        if let Some(known) = known.get(&key) {
            return *known;
        }
        let view = View::of(&schema);
        let own = view.properties.map(|properties| {
            let is_event = properties.keys().all(|name| FIELDS.contains(&name.as_str()));
            match properties.get("data") {
                Some(data) if is_event => {
                    let (mut is_text, mut says_more) = (false, false);
                    let at = at.child("properties").child("data");
                    layers(self.document, data.into(), &at, &mut |_, view| {
                        is_text |= view.ty == Some("string");
                        says_more |= view.ty.is_some() || view.has_parts();
                    });
                    match (is_text, says_more) {
                        (true, _) => Told::Text,
                        (false, true) => Told::Json,
                        (false, false) => Told::Event,
                    }
                }
                // One that names an event's kind alone says what is special about it.
                None if is_event && properties.contains_key("event") => Told::Event,
                _ => Told::Data,
            }
        });
        let mut told = |key: &str, parts: &[ReferenceOr<Schema>]| {
            let parts = parts.iter().enumerate().filter(|_| depth > 0);
            let told = parts.filter_map(|(index, part)| {
                self.told(part.into(), &at.child(key).index(index), depth - 1, known)
            });
            told.collect::<Vec<_>>()
        };
        let whole = own.into_iter().chain(told("allOf", view.all_of)).reduce(Told::and);
        let arms = [told("oneOf", view.one_of), told("anyOf", view.any_of)].concat();
        let arms = arms.into_iter().map(|arm| whole.map_or(arm, |whole| whole.and(arm)));
        let told = arms.reduce(Told::or).or(whole);
        known.insert(key, told);
        told
    }

    /// Says that a sequence is not taken apart, and makes the type of its values.
    pub(super) fn sequence(&mut self, value: &MediaType, name: &str, at: &Pointer) {
        let media_type = at.last().unwrap_or_default();
        if is_bytes(value) {
            return;
        }
        let item = self.item_schema(value, at);
        if item.is_none() && media::sequence(&media_type).is_none_or(|of| of == Sequence::Events) {
            return;
        }
        let message = format!("values of `{media_type}` are not taken one by one here");
        let ty = item.map(|(item, at)| self.types.ty((&item).into(), &format!("{name}Item"), &at));
        let declared = match &ty {
            Some(Type::Named(id)) => self.types.name(*id),
            _ => None,
        };
        let consequence = match declared {
            Some(ty) => format!("the body is text, as it is; each value of it is a `{ty}`"),
            None => "the body is text, as it is".to_owned(),
        };
        self.report
            .note(Code::UnsupportedPart, at, message)
            .then(consequence)
            .help("split it, by lines for example, and read each value as JSON");
    }

    fn item_schema(
        &self,
        value: &MediaType,
        at: &Pointer,
    ) -> Option<(ReferenceOr<Schema>, Pointer)> {
        document::kept(&value.extensions, ITEM)?;
        let at = document::kept_at(at, ITEM);
        let item = self.document.root().at(&at)?;
        Some((ReferenceOr::<Schema>::deserialize(item).ok()?, at))
    }
}

/// The items of a sequence of which no more is known.
pub(super) fn plain(sequence: Sequence) -> Content {
    match sequence {
        Sequence::Events => Content::Items(Framing::Events, Type::Event),
        Sequence::Lines | Sequence::Watch => Content::Items(Framing::Lines, Type::Json),
        Sequence::Records => Content::Items(Framing::Records, Type::Json),
    }
}
