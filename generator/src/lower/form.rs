//! Bodies with fields: forms, and bodies in parts.

use openapiv3::{Encoding, MediaType, ReferenceOr, Schema};
use serde::Deserialize as _;

use super::Lower;
use super::operation::Context;
use super::parameter::query_style;
use super::schema::SchemaRef;
use super::view::View;
use crate::diagnostic::Code;
use crate::model::{Field, Limits, Parameter, Place, Presence, Style, Type};
use crate::source::Pointer;

impl Lower<'_> {
    /// The fields of a body. `None` where the body has no fields that are known; that is reported.
    pub(super) fn form(
        &mut self,
        place: Place,
        value: &MediaType,
        is_required: bool,
        context: &Context,
        at: &Pointer,
    ) -> Option<Vec<Parameter>> {
        let at_schema = at.child("schema");
        let name = format!("{}Form", context.type_name);
        let fields = value.schema.as_ref().and_then(|schema| {
            let read =
                |lower: &mut Self, schema: &Schema, at: &Pointer| lower.fields(schema, &name, at);
            self.with_schema(SchemaRef::from(schema), &at_schema, read).flatten()
        });
        if let Some((_, Some(_))) = &fields {
            self.warning(
                Code::UnsupportedParameter,
                &at_schema,
                "fields without a name cannot be set yet",
            )
            .then("the call has the fields that are named, and no others")
            .help("name the fields as `properties`");
        }
        let Some((fields, _)) = fields else {
            self.warning(
                Code::UnsupportedMediaType,
                &at_schema,
                "a form needs an object as its schema",
            )
            .then("the operation is left out")
            .help("describe the form's fields as `properties` of an object");
            return None;
        };
        let mut parameters = Vec::new();
        for field in fields {
            let encoding = value.encoding.get(&field.name.wire);
            let at_encoding = at.child("encoding").child(&field.name.wire);
            let mut parameter = self.form_field(place, field, encoding, &at_encoding);
            parameter.required &= is_required;
            parameters.push(parameter);
        }
        Some(parameters)
    }

    /// OpenAPI 3.0.3, "Support for x-www-form-urlencoded Request Bodies": the style is `form`
    /// unless the encoding names another.
    fn form_field(
        &mut self,
        place: Place,
        field: Field,
        encoding: Option<&Encoding>,
        at: &Pointer,
    ) -> Parameter {
        let style =
            encoding.and_then(|encoding| encoding.style.as_ref()).map_or(Style::Form, query_style);
        // `openapiv3` has no word for an `explode` that is not there.
        let explode =
            self.document.root().at(&at.child("explode")).and_then(crate::node::Node::as_bool);
        let content_type = encoding.and_then(|encoding| encoding.content_type.as_ref());
        let first_type =
            |types: &String| types.split(',').next().unwrap_or_default().trim().to_owned();
        let mut parameter = Parameter {
            place,
            style,
            explode: explode.unwrap_or(style == Style::Form),
            allow_reserved: false,
            required: matches!(field.presence, Presence::Required | Presence::Nullable),
            secret: field.ty == Type::Secret,
            limits: Limits::default(),
            content_type: content_type.map(first_type).filter(|_| place == Place::Part),
            name: field.name,
            ty: field.ty,
            docs: field.docs,
            example: None,
            origin: field.origin,
        };
        // Bounds and formats stand in the schema of the property, wherever it came from.
        let origin = parameter.origin.clone();
        let schema = self
            .document
            .root()
            .at(&origin)
            .and_then(|node| ReferenceOr::<Schema>::deserialize(node).ok());
        if let Some(schema) = &schema {
            self.constrain(&mut parameter, schema.into(), &origin);
            if place == Place::Part {
                self.file(&mut parameter, schema.into(), &origin);
            }
        }
        parameter
    }

    /// Bytes are files in a body of parts.
    fn file(&mut self, parameter: &mut Parameter, schema: SchemaRef<'_>, at: &Pointer) {
        let is_binary = |schema: SchemaRef<'_>, lower: &mut Self| {
            lower
                .with_schema(schema, at, |_, schema, _| View::of(schema).format == Some("binary"))
                .unwrap_or(false)
        };
        if is_binary(schema, self) {
            parameter.ty = Type::File;
            return;
        }
        let items = self.with_schema(schema, at, |lower, schema, _| {
            View::of(schema).items.is_some_and(|items| is_binary(items.into(), lower))
        });
        if items.unwrap_or(false) {
            parameter.ty = Type::List(Box::new(Type::File));
        }
    }
}
