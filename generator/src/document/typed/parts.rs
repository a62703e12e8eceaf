//! Where the schemas of a document stand, to put those there that were read apart.

use std::borrow::BorrowMut;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, Callback, Content, Header, OpenAPI, Operation, Parameter,
    ParameterSchemaOrContent as Format, PathItem, ReferenceOr, RequestBody, Response, Schema,
    SchemaKind, Type,
};
use serde::de::DeserializeOwned;

/// What can be read in parts.
pub(in crate::document) trait Whole: DeserializeOwned {
    /// Puts the parts where they belong.
    fn complete(&mut self, parts: &mut Parts);
}

/// What stands in the place of a schema is a reference that begins like that.
const MARK: char = '\0';

/// The schemas that were read apart, until each is in its place.
#[derive(Debug)]
pub struct Parts {
    schemas: Vec<Option<ReferenceOr<Schema>>>,
}

impl Parts {
    pub(super) fn new(schemas: Vec<ReferenceOr<Schema>>) -> Self {
        Self { schemas: schemas.into_iter().map(Some).collect() }
    }

    /// What stands in the place of one.
    pub(super) fn reference(index: usize) -> String {
        format!("{MARK}{index}")
    }

    /// Whether a reference looks like that.
    pub(super) fn is_reference(reference: &str) -> bool {
        reference.starts_with(MARK)
    }

    fn take(&mut self, reference: &str) -> Option<ReferenceOr<Schema>> {
        let index: usize = reference.strip_prefix(MARK)?.parse().ok()?;
        self.schemas.get_mut(index)?.take()
    }

    pub(in crate::document) fn schema<S>(&mut self, place: &mut ReferenceOr<S>)
    where
        S: BorrowMut<Schema> + From<Schema>,
    {
        if let ReferenceOr::Reference { reference } = place
            && let Some(part) = self.take(reference)
        {
            *place = match part {
                ReferenceOr::Item(schema) => ReferenceOr::Item(schema.into()),
                ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
            };
        }
        if let ReferenceOr::Item(schema) = place {
            self.below(&mut schema.borrow_mut().schema_kind);
        }
    }

    fn below(&mut self, kind: &mut SchemaKind) {
        match kind {
            SchemaKind::Type(Type::Object(object)) => {
                self.properties(&mut object.properties, object.additional_properties.as_mut());
            }
            SchemaKind::Type(Type::Array(array)) => self.schemas(&mut array.items),
            SchemaKind::Type(_) => {}
            SchemaKind::OneOf { one_of: parts }
            | SchemaKind::AllOf { all_of: parts }
            | SchemaKind::AnyOf { any_of: parts } => self.schemas(parts),
            SchemaKind::Not { not } => self.schema(not.as_mut()),
            SchemaKind::Any(any) => {
                self.properties(&mut any.properties, any.additional_properties.as_mut());
                self.schemas(&mut any.items);
                self.schemas(&mut any.one_of);
                self.schemas(&mut any.all_of);
                self.schemas(&mut any.any_of);
                self.schemas(any.not.as_deref_mut());
            }
        }
    }

    fn schemas<'s, S>(&mut self, places: impl IntoIterator<Item = &'s mut ReferenceOr<S>>)
    where
        S: BorrowMut<Schema> + From<Schema> + 's,
    {
        places.into_iter().for_each(|place| self.schema(place));
    }

    fn properties(
        &mut self,
        known: &mut IndexMap<String, ReferenceOr<Box<Schema>>>,
        others: Option<&mut AdditionalProperties>,
    ) {
        self.schemas(known.values_mut());
        if let Some(AdditionalProperties::Schema(others)) = others {
            self.schema(others.as_mut());
        }
    }

    fn content(&mut self, content: &mut Content) {
        for media in content.values_mut() {
            self.schemas(&mut media.schema);
            let headers = media.encoding.values_mut().flat_map(|it| it.headers.values_mut());
            headers.for_each(|header| self.header(header));
        }
    }

    fn format(&mut self, format: &mut Format) {
        match format {
            Format::Schema(schema) => self.schema(schema),
            Format::Content(content) => self.content(content),
        }
    }

    pub(in crate::document) fn header(&mut self, header: &mut ReferenceOr<Header>) {
        if let ReferenceOr::Item(header) = header {
            self.format(&mut header.format);
        }
    }

    pub(in crate::document) fn parameter(&mut self, parameter: &mut ReferenceOr<Parameter>) {
        if let ReferenceOr::Item(
            Parameter::Query { parameter_data: data, .. }
            | Parameter::Header { parameter_data: data, .. }
            | Parameter::Path { parameter_data: data, .. }
            | Parameter::Cookie { parameter_data: data, .. },
        ) = parameter
        {
            self.format(&mut data.format);
        }
    }

    pub(in crate::document) fn request_body(&mut self, body: &mut ReferenceOr<RequestBody>) {
        if let ReferenceOr::Item(body) = body {
            self.content(&mut body.content);
        }
    }

    pub(in crate::document) fn response(&mut self, response: &mut ReferenceOr<Response>) {
        if let ReferenceOr::Item(response) = response {
            response.headers.values_mut().for_each(|header| self.header(header));
            self.content(&mut response.content);
        }
    }

    pub(in crate::document) fn path_item(&mut self, item: &mut ReferenceOr<PathItem>) {
        if let ReferenceOr::Item(item) = item {
            self.operations(item);
        }
    }

    fn operations(&mut self, item: &mut PathItem) {
        item.parameters.iter_mut().for_each(|parameter| self.parameter(parameter));
        let PathItem { get, put, post, delete, options, head, patch, trace, .. } = item;
        let operations = [get, put, post, delete, options, head, patch, trace];
        operations.into_iter().flatten().for_each(|operation| self.operation(operation));
    }

    fn operation(&mut self, operation: &mut Operation) {
        operation.parameters.iter_mut().for_each(|parameter| self.parameter(parameter));
        operation.request_body.iter_mut().for_each(|body| self.request_body(body));
        let responses = &mut operation.responses;
        let responses = responses.default.iter_mut().chain(responses.responses.values_mut());
        responses.for_each(|response| self.response(response));
        operation.callbacks.values_mut().for_each(|callback| self.callback(callback));
    }

    fn callback(&mut self, callback: &mut Callback) {
        callback.values_mut().for_each(|item| self.operations(item));
    }
}

impl Whole for OpenAPI {
    fn complete(&mut self, parts: &mut Parts) {
        self.paths.paths.values_mut().for_each(|item| parts.path_item(item));
        let Some(components) = &mut self.components else { return };
        parts.schemas(components.schemas.values_mut());
        components.responses.values_mut().for_each(|it| parts.response(it));
        components.parameters.values_mut().for_each(|it| parts.parameter(it));
        components.request_bodies.values_mut().for_each(|it| parts.request_body(it));
        components.headers.values_mut().for_each(|it| parts.header(it));
        for callback in components.callbacks.values_mut() {
            if let ReferenceOr::Item(callback) = callback {
                parts.callback(callback);
            }
        }
    }
}
