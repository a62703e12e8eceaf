//! Bodies with fields: forms, and bodies in parts.

use openapiv3::{Encoding, MediaType, ParameterSchemaOrContent, ReferenceOr, Schema};
use serde::Deserialize as _;

use crate::diagnostic::Code;
use crate::lower::operations::context::{Context, Operations};
use crate::lower::operations::parameter::query_style;
use crate::lower::operations::{guess, media};
use crate::lower::report::item_reference;
use crate::lower::schemas::{RUST_TYPE, SchemaRef, Taken, View, any_layer};
use crate::model::{Access, BodyFormat, Field, Limits, Parameter, Place, Style, Type};
use crate::name::{self, Name};
use crate::source::Pointer;

impl Operations<'_> {
    /// The fields of a body. Where none is known, the caller names them; that is reported.
    pub(super) fn form(
        &mut self,
        place: Place,
        (value, taken): (&MediaType, Option<Taken>),
        context: &Context,
        at: &Pointer,
    ) -> Vec<Parameter> {
        let at_schema = at.child("schema");
        let name = format!("{}Form", context.type_name);
        let fields = match &value.schema {
            Some(schema) => self
                .types
                .with_schema(schema.into(), &at_schema, |types, schema, at| {
                    types.fields_with(schema, taken, &name, at)
                })
                .flatten(),
            // Nothing is said of the fields: there can be any.
            None => Some((Vec::new(), None)),
        };
        let Some((fields, rest)) = fields else {
            if place == Place::Part && self.is_file(value, at) {
                return vec![self.parts("parts", true, &at_schema)];
            }
            self.report
                .warning(
                    Code::UnsupportedMediaType,
                    &at_schema,
                    "a form needs an object as its schema",
                )
                .then("the caller gives all fields, each by its name")
                .help("describe the form's fields as `properties` of an object");
            return vec![self.other_fields(place, Type::Json, &at_schema)];
        };
        let mut parameters = Vec::new();
        // OpenAPI 3.0.3, "Schema Object": what is read-only should not be sent.
        for field in fields.into_iter().filter(|field| field.access != Access::ReadOnly) {
            let encoding = value.encoding.get(&field.name.wire);
            let at_encoding = at.child("encoding").child(&field.name.wire);
            let parameter = self.form_field(place, field, encoding, &at_encoding);
            let headers = match encoding {
                Some(encoding) if place == Place::Part => {
                    self.part_headers(encoding, &parameter, context, &at_encoding)
                }
                _ => Vec::new(),
            };
            parameters.push(parameter);
            parameters.extend(headers);
        }
        let rest = match rest {
            Some((_, ty)) => Some(ty),
            // An object of which nothing is said can have any field.
            None => parameters.is_empty().then_some(Type::Json),
        };
        if let Some(ty) = rest {
            parameters.push(self.other_fields(place, ty, &at_schema));
        }
        parameters
    }

    /// The fields whose names are data: of a form they are those of a map.
    fn other_fields(&mut self, place: Place, ty: Type, at: &Pointer) -> Parameter {
        if place == Place::Part {
            return self.parts("additional_parts", false, at);
        }
        let docs = "All other fields, by their names.".to_owned();
        let ty = Type::Map(Box::new(ty));
        Parameter { ty, docs, ..unnamed("additional_fields", Place::Form, at) }
    }

    /// Parts whose names the document does not say, and the caller does.
    fn parts(&mut self, rust: &str, required: bool, at: &Pointer) -> Parameter {
        let docs = match required {
            true => "The parts, each with its name: the document names none.",
            false => "Parts besides those that have a name, each with its own.",
        };
        let ty = Type::Map(Box::new(Type::File));
        Parameter { ty, docs: docs.to_owned(), required, ..unnamed(rust, Place::Part, at) }
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
        let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let content_type =
            content_type.and_then(|types| types.split(',').map(str::trim).find(is_whole));
        let style = match encoding.and_then(|encoding| encoding.style.as_ref()) {
            Some(style) => query_style(style),
            None if place == Place::Form && content_type.is_some_and(is_json) => Style::Json,
            // OpenAPI 3.0.4, "Encoding Object": where `style`, `explode` and `allowReserved` are
            // all absent, the kind of a value says what it is written as.
            None if place == Place::Form && !self.says_style(at) => Style::ByKind,
            None => Style::Form,
        };
        // `openapiv3` has no word for an `explode` that is not there.
        let explode =
            self.document.root().at(&at.child("explode")).and_then(crate::node::Node::as_bool);
        // OpenAPI 3.0.3, "Encoding Object": a style means nothing in a body of parts.
        let explode = match place {
            Place::Part => true,
            _ => explode.unwrap_or(matches!(style, Style::Form | Style::ByKind)),
        };
        let (style, explode) = self.kept_style(at).map_or((style, explode), |style| (style, false));
        // Bounds and formats stand in the schema of the property, wherever it came from.
        let origin = field.origin.clone();
        let schema = self
            .document
            .root()
            .at(&origin)
            .and_then(|node| ReferenceOr::<Schema>::deserialize(node).ok());
        let has_members = schema
            .as_ref()
            .is_some_and(|schema| place == Place::Part && self.has_members(schema.into(), &origin));
        let content_type = self.part_type(content_type, has_members, &at.child("contentType"));
        let mut parameter = Parameter {
            place,
            style,
            explode,
            allow_reserved: place == Place::Form
                && encoding.is_some_and(|encoding| encoding.allow_reserved),
            required: field.is_required() && field.access != Access::MaybeSent,
            preset: None,
            secret: field.ty == Type::Secret,
            limits: Limits::default(),
            content_type: content_type.filter(|_| place == Place::Part),
            part: None,
            name: field.name,
            ty: field.ty,
            docs: field.docs,
            default: field.default,
            example: None,
            origin: field.origin,
        };
        if parameter.ty == Type::Text && parameter.content_type.as_deref().is_some_and(is_json) {
            // Documents that say so mean JSON that is ready to be sent, such as that of metadata
            // beside a file.
            let words = "It is sent as it is, and has to be JSON text.";
            let between = if parameter.docs.is_empty() { "" } else { "\n\n" };
            parameter.docs.push_str(&format!("{between}{words}"));
        }
        if let Some(schema) = &schema {
            self.constrain(&mut parameter, schema.into(), &origin);
            if place == Place::Part {
                self.file(&mut parameter, schema.into(), &origin);
            }
        }
        parameter
    }

    fn says_style(&self, at: &Pointer) -> bool {
        let encoding = self.document.root().at(at);
        let has = |key| encoding.is_some_and(|encoding| encoding.get(key).is_some());
        ["style", "explode", "allowReserved"].into_iter().any(has)
    }

    /// The media type of a part, if its value can be written so.
    fn part_type(
        &mut self,
        content_type: Option<&str>,
        has_members: bool,
        at: &Pointer,
    ) -> Option<String> {
        let content_type = content_type?;
        if has_members && !is_json(content_type) {
            self.report
                .warning(
                    Code::UnsupportedMediaType,
                    at,
                    format!("an object cannot be written as `{content_type}` in a part"),
                )
                .then("the part is sent as JSON")
                .help("remove the `contentType`, if the server reads JSON");
            return None;
        }
        Some(content_type.to_owned())
    }

    /// Whether values of the schema, or the items of its list, are objects.
    fn has_members(&self, schema: SchemaRef<'_>, at: &Pointer) -> bool {
        let are_objects = |view: &View<'_>| {
            view.items.is_some_and(|items| {
                any_layer(self.document, items.into(), at, |_, view| is_object(view))
            })
        };
        any_layer(self.document, schema, at, |_, view| is_object(view) || are_objects(view))
    }

    /// OpenAPI 3.0.3, "Encoding Object": headers of a part; `Content-Type` is none of them.
    fn part_headers(
        &mut self,
        encoding: &Encoding,
        part: &Parameter,
        context: &Context,
        at: &Pointer,
    ) -> Vec<Parameter> {
        let mut headers = Vec::new();
        for (wire, item) in &encoding.headers {
            let at = at.child("headers").child(wire);
            let document = self.document;
            let (header, at) = match document.follow(item, &at) {
                Ok((header, at)) => (header.into_owned(), at),
                Err(reason) => {
                    self.report.unresolved(item_reference(item), &at, &reason);
                    continue;
                }
            };
            if ["content-type", "content-disposition"].contains(&wire.to_lowercase().as_str()) {
                self.report
                    .note(
                        Code::IgnoredParameter,
                        &at,
                        format!("the header `{wire}` of a part is not set by hand"),
                    )
                    .then("the part has it of itself")
                    .help("remove it, or say `contentType` instead");
                continue;
            }
            if let Some((what, help)) = guess::unfit_name(Place::PartHeader, wire) {
                self.report
                    .warning(Code::UnsupportedParameter, &at, format!("{wire:?} {what}"))
                    .then("the header is left out")
                    .help(help);
                continue;
            }
            guess::described_twice(self.report, &at);
            let ParameterSchemaOrContent::Schema(schema) = &header.format else {
                self.report.warning(
                    Code::UnsupportedParameter,
                    &at.child("content"),
                    "a header of a part that is described by a media type cannot be written yet",
                )
                .then("the header is left out")
                .help("describe it by a `schema`");
                continue;
            };
            let at_schema = at.child("schema");
            let name = format!("{} {wire}", part.name.rust);
            let type_name = format!("{}{}", context.type_name, name::variant_name(&name));
            let ty = self.types.ty(schema.into(), &type_name, &at_schema);
            let mut parameter = Parameter {
                name: Name { rust: name::value_name(&name), wire: wire.clone() },
                place: Place::PartHeader,
                style: Style::Simple,
                explode: false,
                allow_reserved: false,
                required: header.required && part.required,
                preset: None,
                secret: ty == Type::Secret,
                limits: Limits::default(),
                content_type: None,
                part: Some(part.name.wire.clone()),
                ty,
                docs: header.description.unwrap_or_default(),
                default: None,
                example: None,
                origin: at,
            };
            self.constrain(&mut parameter, schema.into(), &at_schema);
            headers.push(parameter);
        }
        headers
    }

    /// Bytes are files in a body of parts.
    fn file(&self, parameter: &mut Parameter, schema: SchemaRef<'_>, at: &Pointer) {
        let is_binary = |schema: SchemaRef<'_>| {
            any_layer(self.document, schema, at, |_, view| view.format == Some("binary"))
        };
        let are_binary = || {
            any_layer(self.document, schema, at, |_, view| {
                view.items.is_some_and(|items| is_binary(items.into()))
            })
        };
        if is_binary(schema) {
            parameter.ty = Type::File;
            self.report.note_idle(&at.child(RUST_TYPE));
        } else if are_binary() {
            parameter.ty = Type::List(Box::new(Type::File));
            self.report.note_idle(&at.child("items").child(RUST_TYPE));
        }
    }
}

/// Fields whose names are data: each is a field of its own.
fn unnamed(rust: &str, place: Place, at: &Pointer) -> Parameter {
    Parameter {
        name: Name { wire: rust.to_owned(), rust: rust.to_owned() },
        place,
        style: Style::Form,
        explode: true,
        allow_reserved: false,
        required: false,
        preset: None,
        secret: false,
        limits: Limits::default(),
        content_type: None,
        part: None,
        ty: Type::Json,
        docs: String::new(),
        default: None,
        example: None,
        origin: at.clone(),
    }
}

fn is_object(view: &View<'_>) -> bool {
    let has_members = view.properties.is_some() || view.additional.is_some();
    has_members || view.ty == Some("object")
}

fn is_json(media_type: &str) -> bool {
    media::format(media_type) == Some(BodyFormat::Json)
}

/// Whether it names one type: `image/*` cannot be sent.
fn is_whole(media_type: &&str) -> bool {
    !media_type.contains('*') && !media_type.is_empty()
}
