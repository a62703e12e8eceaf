//! Sequences that no media type tells of by itself: those of grpc-gateway, of Kubernetes, and those
//! that the extension `x-fern-streaming` describes.

use openapiv3::{MediaType, ReferenceOr, Schema};
use serde::Deserialize as _;

use super::way::{Entry, Reading, Way};
use crate::diagnostic::Code;
use crate::lower::operations::context::Operations;
use crate::lower::operations::media::Sequence;
use crate::lower::operations::sequence::{plain, sequence_of};
use crate::lower::schemas::View;
use crate::model::{Content, Framing, Operation, Place, Preset};
use crate::node::Node;
use crate::source::Pointer;

/// What Fern reads, on operations.
const FERN: &str = "x-fern-streaming";

/// How the schemas begin that grpc-gateway makes, and what it puts behind a description.
const RESULT_TITLE: &str = "Stream result of";
const RESULT_WORDS: &str = "(streaming responses)";

impl Operations<'_> {
    /// The sequences that a response can be.
    pub(super) fn sequences(
        &mut self,
        content: &[(&String, &MediaType)],
        name: &dyn Fn(&Pointer) -> String,
        at: &Pointer,
    ) -> Vec<Reading> {
        let mut all: Vec<Reading> = Vec::new();
        for (media_type, value) in content {
            let Some(sequence) = sequence_of(media_type, value) else { continue };
            if all.iter().any(|known| known.word == sequence.word()) {
                continue;
            }
            let at = at.child(media_type);
            let alike = content.iter().filter(|(known, other)| {
                sequence_of(known, other) == Some(sequence)
                    && other.schema == value.schema
                    && other.extensions == value.extensions
            });
            let readable = alike.map(|(known, _)| (*known).clone()).collect();
            let content = match sequence {
                Sequence::Watch => self.watched(&name(&at), &at),
                _ => self.items(sequence, value, &name(&at), &at),
            };
            all.push(Reading { word: sequence.word().to_owned(), content, readable });
        }
        all
    }

    /// The stream that grpc-gateway documents as one response: on each line the `result` of a
    /// message, or the `error` that ends it.
    pub(super) fn results(
        &mut self,
        (media_type, value): Entry<'_>,
        words: &str,
        name: &str,
        at: &Pointer,
    ) -> Option<Reading> {
        let at = at.child(media_type).child("schema");
        let is_said = words.contains(RESULT_WORDS);
        let content =
            self.types.with_schema(value.schema.as_ref()?.into(), &at, |lower, schema, at| {
                let title = schema.schema_data.title.as_deref().unwrap_or_default();
                let properties = View::of(schema).properties?;
                let is_alone = properties.keys().all(|name| name == "result" || name == "error");
                let result = properties.get("result").filter(|_| is_alone)?;
                if !is_said && !title.starts_with(RESULT_TITLE) {
                    return None;
                }
                let at = at.child("properties").child("result");
                let ty = lower.ty(result.into(), &format!("{name}Item"), &at);
                Some(Content::Items(Framing::Results, ty))
            });
        let (word, readable) = ("items".to_owned(), vec![media_type.clone()]);
        Some(Reading { word, content: content.flatten()?, readable })
    }

    /// The stream of an operation that has Fern's extension, and whether the response is always one.
    pub(super) fn fern(
        &mut self,
        first: Option<Entry<'_>>,
        name: &str,
        (operation, at): (&Pointer, &Pointer),
    ) -> Option<(Reading, bool)> {
        let at_node = operation.child(FERN);
        let node = self.document.root().at(&at_node)?;
        let text = |key| node.get(key).and_then(Node::as_str);
        let is_event = match (node.as_bool(), text("format")) {
            (Some(false), _) => return None,
            (None, _) if node.as_object().is_none() => {
                let message = format!("`{FERN}` is an object or `true`, found {}", node.kind());
                self.report
                    .warning(Code::InvalidExtension, &at_node, message)
                    .then("the response is read as a whole")
                    .help("write `format` and `response-stream` in it, or `true`");
                return None;
            }
            (_, None | Some("json")) => false,
            (_, Some("sse")) => true,
            (_, Some(other)) => {
                let message = format!("`{other}` is no format of a stream");
                self.report
                    .warning(Code::InvalidExtension, &at_node.child("format"), message)
                    .then("the response is read as a whole")
                    .help("write `sse` or `json`");
                return None;
            }
        };
        let sequence = if is_event { Sequence::Events } else { Sequence::Lines };
        let is_choice = node.get("stream-condition").is_some();
        let own = node.get("response-stream");
        let content = match own.map(ReferenceOr::<Schema>::deserialize) {
            Some(Ok(schema)) => {
                let at = at_node.child("response-stream");
                self.items_of(sequence, (&schema).into(), false, name, &at)
            }
            Some(Err(_)) => {
                let message = "`response-stream` is no schema";
                let at = at_node.child("response-stream");
                self.report
                    .warning(Code::InvalidExtension, &at, message)
                    .then("the response is read as a whole")
                    .help("make `response-stream` a schema, or a reference to one");
                return None;
            }
            None => match first {
                Some((media_type, value)) => {
                    self.items(sequence, value, name, &at.child(media_type))
                }
                None => plain(sequence),
            },
        };
        let readable = match first {
            _ if is_event => "text/event-stream".to_owned(),
            Some((media_type, _)) => media_type.clone(),
            None => "application/json".to_owned(),
        };
        let reading =
            Reading { word: sequence.word().to_owned(), content, readable: vec![readable] };
        Some((reading, !is_choice))
    }

    /// What Kubernetes sends of what is watched: a `WatchEvent` for each change, whatever schema
    /// its document gives it.
    pub(super) fn watched(&mut self, name: &str, at: &Pointer) -> Content {
        let Some(event) = self.watch_event() else { return plain(Sequence::Watch) };
        let reference =
            format!("#/components/schemas/{}", event.replace('~', "~0").replace('/', "~1"));
        let event: ReferenceOr<Schema> = ReferenceOr::Reference { reference };
        Content::Items(Framing::Lines, self.types.ty((&event).into(), name, at))
    }

    /// The name of the schema of events.
    fn watch_event(&self) -> Option<String> {
        let schemas = &self.document.openapi.components.as_ref()?.schemas;
        let is_event = |name: &&String| name.rsplit('.').next() == Some("WatchEvent");
        schemas.keys().find(is_event).cloned()
    }

    /// Takes the way out that describes no response but the events of a watch.
    pub(super) fn only_watched(&self, ways: &mut Vec<Way<'_>>, streams: &mut [Reading]) {
        let Some(watch) = streams.iter_mut().find(|of| of.word == Sequence::Watch.word()) else {
            return;
        };
        let Some(event) = self.watch_event() else { return };
        let is_event = |value: &MediaType| match &value.schema {
            Some(ReferenceOr::Reference { reference }) => {
                reference.rsplit('/').next().is_some_and(|name| name == event)
            }
            _ => false,
        };
        ways.retain(|way| {
            let is_event = is_event(way.entry.1);
            if is_event {
                watch.readable.extend(way.readable.iter().cloned());
            }
            !is_event
        });
    }
}

/// Asks for the events of a watch, which Kubernetes sends only to whom says so in the query.
pub(in crate::lower::operations) fn watch(operation: &mut Operation) {
    for parameter in &mut operation.parameters {
        if parameter.place == Place::Query && parameter.name.wire == "watch" {
            (parameter.required, parameter.preset) = (false, Some(Preset::True));
        }
    }
}

/// Whether a word is that of a watch.
pub(in crate::lower::operations) fn is_watch(word: &str) -> bool {
    word == Sequence::Watch.word()
}
