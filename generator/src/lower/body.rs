//! Request bodies.

use openapiv3::{MediaType, ReferenceOr, RequestBody};

use super::Lower;
use super::media::{self, FORM};
use super::operation::Context;
use super::place::component_name;
use crate::diagnostic::Code;
use crate::model::{Body, BodyFormat, Parameter, Type};
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
        if content.is_empty() && body.required {
            self.warning(Code::UnsupportedMediaType, &at, "the body has no media type")
                .then("the operation is generated without it")
                .help("name one, such as `application/json`");
        }
        let Some((media_type, value)) = content.first() else {
            return Some(Lowered::default());
        };
        let others: Vec<String> =
            content.iter().skip(1).map(|(other, _)| format!("`{other}`")).collect();
        if !others.is_empty() {
            let message =
                format!("bodies are sent as `{media_type}`, and not as {}", others.join(" or "));
            self.note(Code::UnsupportedPart, &at, message)
                .then("the method takes the body of that one type")
                .help("remove the type that should not be sent, if it should be another");
        }
        let at = at.child(media_type);
        if let Some(place) = media::fields(media_type) {
            let fields = self.form(place, value, body.required, context, &at)?;
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
        // A wildcard says what the server takes, and names no type that could be sent.
        let sent = if media_type.contains('*') { "application/json" } else { media_type.as_str() };
        let body = Body {
            format,
            media_type: sent.to_owned(),
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
}

/// The body that is sent where there is a choice: JSON, then a form, then text, then bytes, and
/// parts last.
fn rank(media_type: &str) -> usize {
    let rank = 2 * media::rank(media_type);
    if media::essence(media_type) == FORM { 1 } else { rank }
}
