//! Request bodies: what can be sent of them, and how.

mod form;

use std::collections::BTreeSet;

use openapiv3::{MediaType, ReferenceOr, RequestBody};

use super::context::{Context, Operations};
use super::sequence::is_bytes;
use super::{guess, media};
use crate::diagnostic::Code;
use crate::lower::place::component_name;
use crate::lower::report::item_reference;
use crate::lower::schemas::{Said, Taken, allows_null, any_layer, layers};
use crate::model::{Body, BodyFormat, Label, Limits, Parameter, Preset, Type};
use crate::name;
use crate::node::Node;
use crate::source::Pointer;

/// The usual type of bodies in parts.
const FORM_DATA: &str = "multipart/form-data";

/// The bodies that an operation takes.
pub(super) struct Plan {
    pub(super) is_required: bool,
    /// Whether a call needs one, where the document says that.
    pub(super) is_needed: Option<bool>,
    /// One for each schema, in the order of preference.
    pub(super) choices: Vec<Choice>,
    docs: String,
    /// The place of `content`.
    at: Pointer,
}

/// One of the bodies that an operation takes.
pub(super) struct Choice {
    media_type: String,
    value: MediaType,
    /// Further media types with the same schema.
    alike: Vec<String>,
    /// What ends the name of a method that sends this body, unless it is the first.
    pub(super) suffix: String,
    /// The alternative of the schema that it is, and what tells it from the others.
    taken: Option<Taken>,
    tag: Option<(String, String)>,
}

/// A body, the media type by which it is sent, and its fields where it is a form.
#[derive(Default)]
pub(super) struct LoweredBody {
    pub(super) body: Option<Body>,
    pub(super) content_type: Option<String>,
    pub(super) fields: Vec<Parameter>,
}

impl LoweredBody {
    /// Whether a call says what media type the body has.
    pub(super) fn is_named_by_caller(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.label != Label::Fixed)
    }
}

impl Operations<'_> {
    /// What an operation can send. `None` where the body leads nowhere; that is reported.
    pub(super) fn plan(
        &mut self,
        item: &ReferenceOr<RequestBody>,
        context: &Context,
    ) -> Option<Plan> {
        let at = context.at.child("requestBody");
        let document = self.document;
        let (mut body, at) = match document.follow(item, &at) {
            Ok((body, at)) => (body.into_owned(), at),
            Err(reason) => {
                self.report.unresolved(item_reference(item), &at, &reason);
                return None;
            }
        };
        let is_needed = self.document.root().at(&at.child("required")).and_then(Node::as_bool);
        let at = at.child("content");
        if body.content.is_empty() {
            self.report
                .warning(Code::UnsupportedMediaType, &at, "the body has no media type")
                .then("any JSON can be sent as the body")
                .help("name one, such as `application/json`");
            body.content.insert("application/json".to_owned(), MediaType::default());
        }
        let mut content: Vec<_> = body.content.into_iter().collect();
        let is_described = !content.is_empty();
        let consequence = match content.iter().any(|(key, _)| media::is_media_type(key)) {
            true => "it is left out",
            false if body.required => "the operation is left out",
            false => "the body is left out",
        };
        content.retain(|(key, _)| guess::is_media_type(self.report, (key, true), consequence, &at));
        if content.is_empty() && is_described && body.required {
            return None;
        }
        let docs = body.description.unwrap_or_default();
        let is_required = body.required;
        let choices = self.shapes(choices(content), &at);
        Some(Plan { is_required, is_needed, choices, docs, at })
    }

    /// A form for each alternative of its schema: its fields are those of one of them.
    fn shapes(&mut self, choices: Vec<Choice>, at: &Pointer) -> Vec<Choice> {
        let mut all = Vec::new();
        for choice in choices {
            let is_form = media::fields(&choice.media_type).is_some() && !is_bytes(&choice.value);
            let takes = match choice.value.schema.as_ref().filter(|_| is_form) {
                Some(schema) => {
                    let at = at.child(&choice.media_type).child("schema");
                    self.types
                        .with_schema(schema.into(), &at, |lower, schema, at| {
                            let (mut path, mut seen) = (Vec::new(), BTreeSet::new());
                            let found = lower.choices(schema, at, &mut path, &mut seen);
                            // Of several lists, each would have to be taken with each.
                            if let [one] = found.as_slice() { one.takes() } else { Vec::new() }
                        })
                        .unwrap_or_default()
                }
                None => Vec::new(),
            };
            let is_one = takes.len() == 1;
            let shape = |(name, taken, tag)| {
                let suffix = if is_one { choice.suffix.clone() } else { name };
                let (value, alike) = (choice.value.clone(), choice.alike.clone());
                let media_type = choice.media_type.clone();
                Choice { media_type, value, alike, suffix, taken: Some(taken), tag }
            };
            let shapes: Vec<Choice> = takes.into_iter().map(shape).collect();
            if shapes.is_empty() {
                all.push(choice);
            } else {
                all.extend(shapes);
            }
        }
        all
    }

    /// One of the bodies. `None` where it cannot be sent; that is reported.
    pub(super) fn body(
        &mut self,
        plan: &Plan,
        choice: &Choice,
        context: &Context,
    ) -> Option<LoweredBody> {
        let Choice { media_type, value, .. } = choice;
        let at = plan.at.child(media_type);
        if let Some(place) = media::fields(media_type).filter(|_| !is_bytes(value)) {
            let taken = choice.taken.clone();
            let mut fields = self.form(place, (value, taken), context, &at);
            if let Some((property, value)) = &choice.tag {
                tell(&mut fields, property, value);
            }
            self.not_sent(plan, choice, None);
            // A range of bodies in parts is sent as the usual one, unless that is described itself.
            let is_taken = plan.choices.iter().any(|other| {
                other.media_type != *media_type && media::essence(&other.media_type) == FORM_DATA
            });
            let is_other = media::is_range(media_type) && is_taken;
            let media_type = if is_other { "multipart/mixed" } else { media_type };
            let content_type = Some(media_type.to_owned());
            return Some(LoweredBody { content_type, fields, ..LoweredBody::default() });
        }
        let Some(format) = self.body_format(media_type, value, &at) else {
            let consequence = match plan.choices.len() {
                1 if plan.is_required => "the operation is left out",
                1 => "the body is left out",
                _ => "no method sends this one",
            };
            self.report
                .warning(
                    Code::UnsupportedMediaType,
                    &at,
                    format!("bodies of the type `{media_type}` are not supported yet"),
                )
                .then(consequence)
                .help("describe the body as JSON or as a form, if the server takes it");
            return None;
        };
        self.not_sent(plan, choice, Some(format));
        let is_first = plan.choices.first().is_some_and(|first| first.media_type == *media_type);
        let name = match component_name(&at) {
            Some(name) if is_first => name,
            Some(name) => format!("{name}As{}", name::variant_name(&choice.suffix)),
            None => context.type_name.clone(),
        };
        let mut ty = self.body_type(format, value, &format!("{name}Body"), &at);
        if let Some(schema) = value.schema.as_ref().filter(|_| format == BodyFormat::Json)
            && ty != Type::Json
            && allows_null(self.document, schema.into(), &at.child("schema"))
        {
            ty = Type::Nullable(Box::new(ty));
        }
        let is_range = media_type.contains('*');
        // The most specific key describes a body, so that a range is for all but the other keys.
        let keys = plan.choices.iter().flat_map(|other| {
            std::iter::once(&other.media_type).chain(&other.alike).filter(|_| is_range)
        });
        let taken: Vec<String> = keys
            .filter(|key| !media::is_range(key) && !choice.alike.contains(key))
            .map(|key| media::essence(key))
            .collect();
        let is_json_taken = taken.iter().any(|key| key == "application/json");
        let label = match format {
            BodyFormat::Json if is_range && is_json_taken => Label::Argument(taken),
            BodyFormat::Json | BodyFormat::Xml(_) => Label::Fixed,
            _ if is_range => Label::Argument(taken),
            _ => {
                let others = choice.alike.iter().filter(|other| is_sent_as(other, format));
                let others: Vec<String> = others.cloned().collect();
                if others.is_empty() { Label::Fixed } else { Label::Setter(others) }
            }
        };
        // A range says what the server takes, and names no type that could be sent.
        let is_unnamed = is_range && label == Label::Fixed;
        let media_type =
            if is_unnamed { "application/json".to_owned() } else { media_type.clone() };
        let limits = match (format, &value.schema) {
            (BodyFormat::Json, Some(schema)) => {
                Said::of(self.document, schema.into(), &at.child("schema")).limits
            }
            _ => Limits::default(),
        };
        let body = Body {
            format,
            media_type,
            label,
            required: plan.is_required,
            ty,
            limits,
            docs: plan.docs.clone(),
            origin: at,
        };
        let content_type = Some(body.media_type.clone());
        Some(LoweredBody { content_type, body: Some(body), fields: Vec::new() })
    }

    /// Says which media types of a body are not sent, where it is sent as another one.
    fn not_sent(&mut self, plan: &Plan, choice: &Choice, format: Option<BodyFormat>) {
        let by_label = |other: &String| {
            format.is_some_and(|format| is_sent_as(other, format))
                && format != Some(BodyFormat::Json)
        };
        let others: Vec<String> = choice
            .alike
            .iter()
            .filter(|other| !by_label(other))
            .map(|other| format!("`{other}`"))
            .collect();
        if !others.is_empty() {
            let message = format!(
                "bodies are sent as `{}`, and not as {}",
                choice.media_type,
                others.join(" or ")
            );
            self.report
                .note(Code::UnsupportedPart, &plan.at, message)
                .then("the method takes the body of that one type: all have the same schema")
                .help("remove the type that should not be sent, if it should be another");
        }
    }

    /// How a body is written or read. Of a type that is any type, the schema says more.
    pub(super) fn body_format(
        &mut self,
        media_type: &str,
        value: &MediaType,
        at: &Pointer,
    ) -> Option<BodyFormat> {
        if is_bytes(value) {
            return Some(BodyFormat::Bytes);
        }
        if media::is_xml(media_type) {
            return Some(self.xml.format(self.report, value, at));
        }
        if !media::is_any(media_type) {
            let format = media::format(media_type);
            let is_file = format == Some(BodyFormat::Json) && self.is_file(value, at);
            return if is_file { Some(BodyFormat::Bytes) } else { format };
        }
        let Some(schema) = &value.schema else { return Some(BodyFormat::Bytes) };
        let mut format = BodyFormat::Json;
        layers(self.document, schema.into(), &at.child("schema"), &mut |_, view| match (
            view.ty,
            view.format,
        ) {
            (Some("string"), Some("binary")) => format = BodyFormat::Bytes,
            (Some("string"), _) => format = BodyFormat::Text,
            _ => {}
        });
        Some(format)
    }

    /// Whether a body is a file as it is: octets, which no value of JSON holds (OpenAPI 3.0.3,
    /// "Considerations for File Uploads").
    pub(super) fn is_file(&self, value: &MediaType, at: &Pointer) -> bool {
        let Some(schema) = &value.schema else { return false };
        any_layer(self.document, schema.into(), &at.child("schema"), |_, view| {
            (view.ty, view.format) == (Some("string"), Some("binary"))
        })
    }

    /// The type of a body in the format that was chosen for it.
    pub(super) fn body_type(
        &mut self,
        format: BodyFormat,
        value: &MediaType,
        name: &str,
        at: &Pointer,
    ) -> Type {
        self.sequence(value, name, at);
        match (format, &value.schema) {
            (BodyFormat::Json, Some(schema)) => {
                self.types.ty(schema.into(), name, &at.child("schema"))
            }
            (BodyFormat::Json, None) => Type::Json,
            (BodyFormat::Xml(index), Some(schema)) => {
                let ty = self.types.ty(schema.into(), name, &at.child("schema"));
                self.xml.settle(index, &ty);
                ty
            }
            (BodyFormat::Text | BodyFormat::Xml(_), _) => Type::Text,
            (BodyFormat::Bytes, _) => Type::Bytes,
        }
    }
}

/// One body for each schema, in the order of preference, which is that of the document among
/// media types of one kind.
fn choices(mut content: Vec<(String, MediaType)>) -> Vec<Choice> {
    content.sort_by_key(|(media_type, _)| media::preference(media_type));
    let mut choices: Vec<Choice> = Vec::new();
    for (media_type, value) in content {
        // Without a schema nothing says that two of them are the same.
        let is_same = |choice: &&mut Choice| {
            choice.value.schema == value.schema
                && is_bytes(&choice.value) == is_bytes(&value)
                && (value.schema.is_some()
                    || media::kind(&choice.media_type) == media::kind(&media_type))
        };
        if let Some(known) = choices.iter_mut().find(is_same) {
            known.alike.push(media_type);
            continue;
        }
        let kind = media::kind(&media_type);
        let is_taken = choices.iter().any(|choice| media::kind(&choice.media_type) == kind);
        let suffix = if is_taken { media::subtype(&media_type) } else { kind.to_owned() };
        choices.push(Choice {
            media_type,
            value,
            alike: Vec::new(),
            suffix,
            taken: None,
            tag: None,
        });
    }
    choices
}

/// Sets the field by which a server tells the alternatives of a form.
fn tell(fields: &mut [Parameter], property: &str, value: &str) {
    let is_it = |field: &&mut Parameter| field.name.wire == property && field.ty == Type::Text;
    if let Some(field) = fields.iter_mut().find(is_it) {
        (field.required, field.preset) = (false, Some(Preset::Text(value.to_owned())));
        field.default = Some(value.to_owned());
    }
}

/// Whether a body of this format can be sent by this name, too.
fn is_sent_as(media_type: &str, format: BodyFormat) -> bool {
    media::format(media_type) == Some(format) && !media_type.contains('*')
}
