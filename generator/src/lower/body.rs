//! Request bodies.

use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, ReferenceOr, RequestBody, Schema};

use super::Lower;
use super::media::{self, FORM};
use super::operation::Context;
use super::parameter::query_style;
use super::place::component_name;
use super::schema::SchemaRef;
use serde::Deserialize as _;

use crate::diagnostic::Code;
use crate::model::{Body, BodyFormat, Field, Parameter, Place, Presence, Style, Type};
use crate::source::Pointer;

/// A body, and the media type by which it is sent.
#[derive(Default)]
pub(super) struct Lowered {
    pub(super) body: Option<Body>,
    pub(super) content_type: Option<String>,
}

impl Lower<'_> {
    /// The body of an operation; fields of a form go to `parameters`. `None` where a required
    /// body cannot be sent; that is reported.
    pub(super) fn body(
        &mut self,
        item: &ReferenceOr<RequestBody>,
        context: &Context,
        parameters: &mut Vec<Parameter>,
    ) -> Option<Lowered> {
        let at = context.at.child("requestBody");
        let document = self.document;
        let (body, at) = match document.follow(item, &at) {
            Ok((body, at)) => (body.into_owned(), at),
            Err(reason) => {
                self.unresolved(super::item_reference(item), &at, &reason);
                return None;
            }
        };
        let at = at.child("content");
        let mut content: Vec<_> = body.content.iter().collect();
        content.sort_by_key(|(media_type, _)| rank(media_type));
        let Some((media_type, value)) = content.first() else {
            return Some(Lowered::default());
        };
        let at = at.child(media_type);
        if media::essence(media_type) == FORM {
            let fields = self.form(value, body.required, context, &at)?;
            parameters.extend(fields);
            return Some(Lowered { body: None, content_type: Some((*media_type).clone()) });
        }
        let Some(format) = media::format(media_type) else {
            let consequence =
                if body.required { "the operation is left out" } else { "the body is left out" };
            self.warning(
                Code::UnsupportedMediaType,
                &at,
                format!("bodies of the type `{media_type}` are not supported yet"),
            )
            .then(consequence)
            .help("describe the body as JSON or as a form, if the server takes it");
            return if body.required { None } else { Some(Lowered::default()) };
        };
        let name = component_name(&at).unwrap_or_else(|| context.type_name.clone());
        let ty = self.body_type(format, value, &format!("{name}Body"), &at);
        let body = Body {
            format,
            media_type: (*media_type).clone(),
            required: body.required,
            ty,
            docs: body.description.clone().unwrap_or_default(),
            origin: at,
        };
        Some(Lowered { content_type: Some(body.media_type.clone()), body: Some(body) })
    }

    /// The type of a body in the format that was chosen for it.
    pub(super) fn body_type(
        &mut self,
        format: BodyFormat,
        value: &MediaType,
        name: &str,
        at: &Pointer,
    ) -> Type {
        match (format, &value.schema) {
            (BodyFormat::Json, Some(schema)) => self.ty(schema.into(), name, &at.child("schema")),
            (BodyFormat::Json, None) => Type::Json,
            (BodyFormat::Text, _) => Type::Text,
            (BodyFormat::Bytes, _) => Type::Bytes,
        }
    }

    fn form(
        &mut self,
        value: &MediaType,
        is_required: bool,
        context: &Context,
        at: &Pointer,
    ) -> Option<Vec<Parameter>> {
        let at = at.child("schema");
        let name = format!("{}Form", context.type_name);
        let fields = value.schema.as_ref().and_then(|schema| {
            let read =
                |lower: &mut Self, schema: &Schema, at: &Pointer| lower.fields(schema, &name, at);
            self.with_schema(SchemaRef::from(schema), &at, read).flatten()
        });
        let Some((fields, _)) = fields else {
            self.warning(
                Code::UnsupportedMediaType,
                &at,
                "a form body needs an object as its schema",
            )
            .then("the operation is left out")
            .help("describe the form's fields as `properties` of an object");
            return None;
        };
        let parameters = fields.into_iter().map(|field| {
            let origin = field.origin.clone();
            let mut parameter = form_field(field, is_required, &value.encoding);
            // The bounds stand in the schema of the property, wherever it came from.
            if let Some(schema) = self
                .document
                .root()
                .at(&origin)
                .and_then(|node| ReferenceOr::<Schema>::deserialize(node).ok())
            {
                self.constrain(&mut parameter, SchemaRef::from(&schema), &origin);
            }
            parameter
        });
        Some(parameters.collect())
    }
}

/// The body that is sent where there is a choice: JSON, then a form, then text, then bytes.
fn rank(media_type: &str) -> usize {
    let rank = 2 * media::rank(media_type);
    if media::essence(media_type) == FORM { 1 } else { rank }
}

/// OpenAPI 3.0.3, "Support for x-www-form-urlencoded Request Bodies": the style is `form`
/// unless the encoding names another.
fn form_field(
    field: Field,
    is_required: bool,
    encodings: &IndexMap<String, Encoding>,
) -> Parameter {
    let encoding = encodings.get(&field.name.wire);
    let style =
        encoding.and_then(|encoding| encoding.style.as_ref()).map_or(Style::Form, query_style);
    Parameter {
        place: Place::Form,
        style,
        explode: encoding
            .map_or(style == Style::Form, |encoding| encoding.explode || encoding.style.is_none()),
        allow_reserved: false,
        required: is_required && matches!(field.presence, Presence::Required | Presence::Nullable),
        secret: field.ty == Type::Secret,
        minimum: None,
        maximum: None,
        name: field.name,
        ty: field.ty,
        docs: field.docs,
        example: None,
        origin: field.origin,
    }
}
