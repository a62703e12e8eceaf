//! Bodies: the parameter with `in: body`, and those with `in: formData`.

use super::conversion::Convert;
use super::make::Filling;
use super::media::{self, FORM, JSON, MULTIPART, Types, essence};
use super::reference::{Found, are_same};
use super::value::{Between, is_file, is_list, keep_separator, put_style};
use crate::diagnostic::Code;
use crate::node::Node;
use crate::source::{Pointer, Span};

/// The parameters of an operation that are sent in its body, those of its path among them.
pub(super) struct Parts<'d> {
    pub(super) bodies: Vec<Found<'d>>,
    pub(super) fields: Vec<Found<'d>>,
}

impl<'d> Convert<'d> {
    /// The body of an operation, if it has one.
    pub(super) fn request_body(
        &mut self,
        parts: &Parts<'d>,
        operation: &'d Node,
        at: &Pointer,
    ) -> Option<Node> {
        let types = self.types(Some(operation), "consumes");
        let Some((body, others)) = parts.bodies.split_first() else {
            return (!parts.fields.is_empty()).then(|| self.form(&parts.fields, &types, at));
        };
        // OpenAPI 2.0, "Parameter Object": there can only be one body parameter, and no form
        // beside it.
        for other in others.iter().chain(&parts.fields) {
            let name = other.node.get("name").and_then(Node::as_str).unwrap_or_default();
            let message = format!("`{name}` stands beside the body, and a call has one body only");
            let help = "describe all of the body by one parameter with `in: body`, or as a form";
            self.warning(Code::WrongShape, &other.at, message, ("it is left out", help));
        }
        match &body.shared {
            Some(name) if are_same(&types, &self.types(None, "consumes")) => {
                let at = Pointer::root().child("parameters").child(name);
                Some(self.reference_to(body.node, &at))
            }
            _ => Some(self.body(body.node, &body.at, Some(operation))),
        }
    }

    /// The body that a parameter describes.
    pub(super) fn body(&mut self, node: &'d Node, at: &Pointer, operation: Option<&Node>) -> Node {
        let types = self.types(operation, "consumes");
        let mut out = Filling::extending(node);
        out.copy(node, &["description", "required"]);
        if let Some(name) = node.get("name") {
            let mut kept = Filling::new(name.span);
            kept.add("name", name.clone());
            out.put(super::super::KEPT, name.span, kept.finish());
        }
        let schema = match node.entry("schema") {
            Some(entry) => Some((entry.key, self.schema(&entry.node, &at.child("schema")))),
            None => self.value_of_body(node, at).map(|schema| (node.span, schema)),
        };
        // What is said of the media types is about the list of them.
        let place = self.types_place(operation, "consumes").filter(|_| !types.is_empty());
        let (key, span) = place.unwrap_or((node.span, node.span));
        let mut content = Filling::new(span);
        let default = vec![(JSON.to_owned(), node.span)];
        for (name, span) in if types.is_empty() { default } else { types } {
            let mut value = Filling::new(span);
            if let Some((key, schema)) = &schema {
                value.put("schema", *key, schema.clone());
            }
            if let Some(entry) = node.entry("x-body") {
                value.put("x-body", entry.key, entry.node.clone());
            }
            content.put(name, span, value.finish());
        }
        out.put("content", key, content.finish());
        out.finish()
    }

    /// A body that is described as if it were a parameter of the query.
    fn value_of_body(&mut self, node: &'d Node, at: &Pointer) -> Option<Node> {
        let help = "add `schema`, and move `type` and the like into it";
        let message = "a parameter with `in: body` has a `schema`, and this one has none";
        let has_type = node.get("type").is_some();
        let consequence = match has_type {
            true => "its `type` and the like are read as the schema",
            false => "the body can be any value",
        };
        self.warning(Code::MissingKey, at, message, (consequence, help));
        has_type.then(|| self.value(node, at))
    }

    /// The body that the fields of a form make.
    fn form(&mut self, fields: &[Found<'d>], types: &Types, at: &Pointer) -> Node {
        let has_files = fields.iter().any(|field| is_file(field.node));
        let span = fields.first().map_or(self.old.span, |field| field.node.span);
        let (media_type, key) = self.form_type(has_files, types, span, at);
        let is_multipart = essence(&media_type) == MULTIPART;
        let mut properties = Filling::new(span);
        let mut encoding = Filling::new(span);
        let mut required = Vec::new();
        for field in fields {
            let Some(name) = field.node.get("name") else { continue };
            let Some(wire) = name.as_str() else { continue };
            let schema = self.field(field, &mut encoding, is_multipart, wire);
            if properties.has(wire) {
                let message = format!("the parameter `{wire}` stands twice in this list");
                let words = ("the later one is taken", "remove one of them");
                self.warning(Code::Contradiction, &field.at, message, words);
            }
            properties.put(wire, name.span, schema);
            if let Some(word) =
                field.node.get("required").filter(|word| word.as_bool() == Some(true))
            {
                required.push(Node::text(wire, word.span));
            }
        }
        let mut schema = Filling::new(span);
        schema.put("type", span, Node::text("object", span));
        let is_required = !required.is_empty();
        if is_required {
            schema.put("required", span, Node::list(required, span));
        }
        schema.put("properties", span, properties.finish());
        let mut value = Filling::new(span);
        value.put("schema", span, schema.finish());
        if !encoding.is_empty() {
            value.put("encoding", span, encoding.finish());
        }
        let mut content = Filling::new(span);
        content.put(media_type, key, value.finish());
        let mut body = Filling::new(span);
        body.put("required", span, Node::boolean(is_required, span));
        body.put("content", span, content.finish());
        body.finish()
    }

    fn field(
        &mut self,
        field: &Found<'d>,
        encoding: &mut Filling,
        is_multipart: bool,
        name: &str,
    ) -> Node {
        let (node, at) = (field.node, &field.at);
        let mut out = Filling::extending(node);
        out.copy(node, &["description", "example"]);
        if let Some(schema) = self.schema_beside_type(node, at) {
            return schema;
        }
        self.value_fields(&mut out, node, at);
        if is_list(node) && !is_file(node) {
            let between = self.between(node, at, true);
            let mut style = Filling::new(node.span);
            match between {
                Between::Name => {}
                // OpenAPI 3.0.3, "Encoding Object": a style is for forms without parts only.
                _ if is_multipart => {
                    keep_separator(&mut style, node, between.separator().unwrap_or(","));
                }
                Between::Comma => put_style(&mut style, node, "form", false),
                Between::Space => put_style(&mut style, node, "spaceDelimited", false),
                Between::Pipe => put_style(&mut style, node, "pipeDelimited", false),
                Between::Tab => {
                    put_style(&mut style, node, "form", false);
                    keep_separator(&mut style, node, "\t");
                }
            }
            if !style.is_empty() {
                encoding.put(name, node.span, style.finish());
            }
        }
        out.finish()
    }

    /// OpenAPI 2.0, "Parameter Object": a form is urlencoded or multipart, and one with files
    /// is sent as the latter.
    fn form_type(
        &mut self,
        has_files: bool,
        types: &Types,
        span: Span,
        at: &Pointer,
    ) -> (String, Span) {
        let find = |wanted: &str| types.iter().find(|(name, _)| essence(name) == wanted).cloned();
        let found = match has_files {
            true => find(MULTIPART),
            false => find(FORM).or_else(|| find(MULTIPART)),
        };
        let default = if has_files { MULTIPART } else { FORM };
        if found.is_none() && !types.is_empty() {
            let names: Vec<String> =
                media::names(types).iter().map(|name| format!("`{name}`")).collect();
            let what = if has_files { "files" } else { "a form" };
            let own = at.child("consumes");
            let at = if self.old.at(&own).is_some() { own } else { at.child("parameters") };
            self.warning(
                Code::UnsupportedMediaType,
                &at,
                format!("{what} cannot be sent as {}", names.join(" or ")),
                (
                    &format!("the call sends `{default}`"),
                    &format!("add `consumes: [{default}]` to the operation"),
                ),
            );
        }
        found.unwrap_or_else(|| (default.to_owned(), span))
    }
}
