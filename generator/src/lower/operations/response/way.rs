//! The ways in which one response can be read: OpenAPI 3.0.3, "Response Object": each key of
//! `content` describes a payload, and `Content-Type` says which one came.

use openapiv3::{MediaType, ReferenceOr, Schema};

use crate::lower::operations::context::Operations;
use crate::lower::operations::media;
use crate::lower::operations::sequence::{is_bytes, sequence_of};
use crate::lower::schemas::{allows_null, any_layer};
use crate::model::{BodyFormat, Content, Type};
use crate::source::Pointer;

/// A media type of a response, and what it describes.
pub(super) type Entry<'a> = (&'a String, &'a MediaType);

/// A way to read a response: by the media type that describes it best, and what else is read so.
pub(super) struct Way<'a> {
    pub(super) entry: Entry<'a>,
    pub(super) format: BodyFormat,
    /// The media types that are read as this one.
    pub(super) readable: Vec<String>,
    /// What ends the name of the method that reads it so.
    pub(super) word: String,
}

/// What a response is if it is asked for by certain media types.
pub(super) struct Reading {
    /// What ends the name of a method that gives it, unless it is the first.
    pub(super) word: String,
    pub(super) content: Content,
    /// The media types of it.
    pub(super) readable: Vec<String>,
}

impl Reading {
    /// What comes whatever is asked for.
    pub(super) fn always(content: Content) -> Self {
        Self { word: String::new(), content, readable: Vec::new() }
    }
}

impl Operations<'_> {
    /// The ways to read a response, in the order of preference; of all of them, or the first.
    pub(super) fn ways<'a>(
        &mut self,
        ranked: &[Entry<'a>],
        are_all: bool,
        at: &Pointer,
    ) -> Vec<Way<'a>> {
        if !are_all {
            self.failure_is_whole(ranked, at);
        }
        let mut ways: Vec<Way<'a>> = Vec::new();
        for entry in ranked {
            let (media_type, value) = *entry;
            if ways.iter().any(|way| is_notation_of(*entry, way.entry)) {
                continue;
            }
            // Who asks for a table does not want a page: each is asked for by itself.
            let is_choice = |way: &Way<'_>| are_all && !media::is_alike(way.entry.0, media_type);
            let is_alike = |way: &&mut Way<'_>| {
                media::rank(way.entry.0) == media::rank(media_type)
                    && way.entry.1.schema == value.schema
                    && is_bytes(way.entry.1) == is_bytes(value)
                    && !is_choice(way)
            };
            if let Some(way) = ways.iter_mut().find(is_alike) {
                way.readable.push(media_type.clone());
                continue;
            }
            let is_enough = !are_all && !ways.is_empty();
            if is_enough && media::is_xml(media_type) {
                continue;
            }
            let format = self.body_format(media_type, value, &at.child(media_type));
            let format = format.unwrap_or(BodyFormat::Bytes);
            // Bytes are as they came, whatever they are.
            let is_raw = |way: &&mut Way<'_>| {
                let is_raw = (way.format, format) == (BodyFormat::Bytes, BodyFormat::Bytes);
                is_raw && way.entry.1.schema == value.schema && !is_choice(way)
            };
            if let Some(way) = ways.iter_mut().find(is_raw) {
                way.readable.push(media_type.clone());
                continue;
            }
            if is_enough {
                continue;
            }
            let kind = kind(format);
            let is_taken = ways.iter().any(|way| self::kind(way.format) == kind);
            let word = if is_taken { media::subtype(media_type) } else { kind.to_owned() };
            let readable = vec![media_type.clone()];
            ways.push(Way { entry: *entry, format, readable, word: format!("as {word}") });
        }
        ways
    }

    /// Puts what has a form of its own before JSON of which nothing is said: FastAPI writes
    /// `application/json: {schema: {}}` beside the type that a handler really responds with.
    pub(super) fn prefer_described(&self, ways: &mut Vec<Way<'_>>, at: &Pointer) {
        let is_open = ways.first().is_some_and(|first| {
            let schema = first.entry.1.schema.as_ref();
            first.format == BodyFormat::Json
                && schema.is_some_and(|schema| self.says_nothing(schema, at))
        });
        let has_form = |way: &Way<'_>| {
            let is_raw = matches!(way.format, BodyFormat::Text | BodyFormat::Bytes);
            is_raw && !media::is_range(way.entry.0) && !media::is_notation(way.entry.0)
        };
        if let Some(index) = ways.iter().position(has_form).filter(|_| is_open) {
            let described = ways.remove(index);
            ways.insert(0, described);
        }
    }

    fn says_nothing(&self, schema: &ReferenceOr<Schema>, at: &Pointer) -> bool {
        !any_layer(self.document, schema.into(), at, |_, view| {
            view.ty.is_some() || view.has_parts() || !view.enumeration.is_empty()
        })
    }

    /// What a response is that is read in one way.
    pub(super) fn reading(
        &mut self,
        way: Way<'_>,
        name: &str,
        is_success: bool,
        at: &Pointer,
    ) -> Reading {
        let Way { entry: (media_type, value), format, readable, word } = way;
        let at = at.child(media_type);
        let mut ty = self.body_type(format, value, name, &at);
        // A failure tells a body that it cannot read from one that is there.
        let is_nullable = is_success && format == BodyFormat::Json && ty != Type::Json;
        if let Some(schema) = value.schema.as_ref().filter(|_| is_nullable)
            && allows_null(self.document, schema.into(), &at.child("schema"))
        {
            ty = Type::Nullable(Box::new(ty));
        }
        Reading { word, content: Content::Value(format, ty), readable }
    }
}

/// The media types that are read as a whole: all of a failure.
pub(super) fn whole<'a>(ranked: &[Entry<'a>], is_success: bool) -> Vec<Entry<'a>> {
    let is_one_value =
        |(media_type, value): &&Entry<'_>| !is_success || sequence_of(media_type, value).is_none();
    ranked.iter().filter(is_one_value).copied().collect()
}

/// Whether a media type is no more than another notation of the same value: JSON and XML, or
/// `text/plain`, which ASP.NET lists beside JSON.
fn is_notation_of(entry: Entry<'_>, known: Entry<'_>) -> bool {
    let ((media_type, value), (known, first)) = (entry, known);
    let is_text = media::essence(media_type) == "text/plain" && value.schema.is_some();
    let is_other = media::rank(media_type) != media::rank(known);
    let is_notation = media::is_notation(media_type) || is_text;
    is_other && is_notation && media::is_notation(known) && value.schema == first.schema
}

fn kind(format: BodyFormat) -> &'static str {
    match format {
        BodyFormat::Json => "json",
        BodyFormat::Text => "text",
        BodyFormat::Bytes => "bytes",
        BodyFormat::Xml(_) => "xml",
    }
}
