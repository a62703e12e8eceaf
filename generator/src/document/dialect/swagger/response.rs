//! Responses.

use super::conversion::Convert;
use super::make;
use super::make::Filling;
use super::media::{ANY, JSON, Types, is_structured};
use super::reference::are_same;
use super::value::{Between, is_list};
use crate::diagnostic::Code;
use crate::node::{Entry, Node};
use crate::source::Pointer;

/// The fields of a Response Object. A `$ref` can lead anywhere.
const FIELDS: [&str; 4] = ["description", "schema", "headers", "examples"];

/// What a response with a schema is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Bytes.
    File,
    /// An object that says what went wrong.
    Failure,
    /// Anything else.
    Other,
}

impl<'d> Convert<'d> {
    /// The responses of an operation.
    pub(super) fn responses(
        &mut self,
        responses: &'d Node,
        operation: &'d Node,
        at: &Pointer,
    ) -> Node {
        let types = self.types(Some(operation), "produces");
        let mut out = Filling::extending(responses);
        for (status, entry) in responses.as_object().into_iter().flatten() {
            if status.starts_with("x-") {
                continue;
            }
            let response = self.response_or_reference(&entry.node, &at.child(status), &types);
            out.put(status, entry.key, response);
        }
        out.finish()
    }

    /// A response that the document declares for all.
    pub(super) fn shared_response(&mut self, node: &'d Node, at: &Pointer) -> Node {
        let types = self.types(None, "produces");
        self.response_or_reference(node, at, &types)
    }

    fn response_or_reference(&mut self, node: &'d Node, at: &Pointer, types: &Types) -> Node {
        let Some(reference) = node.entry("$ref") else {
            return self.response(node, at, types);
        };
        let Some(found) = self.resolved(node, at, "responses") else {
            return self.referred(node);
        };
        if found.at.tokens().next().is_some_and(|first| first == "definitions") {
            return self.schema_for_response(node, reference, at, types);
        }
        let is_response = FIELDS.iter().any(|field| found.node.get(field).is_some());
        if !is_response && found.shared.is_none() {
            return self.referred(node);
        }
        let is_same =
            found.node.get("schema").is_none() || are_same(types, &self.types(None, "produces"));
        match found.shared {
            Some(name) if is_same => {
                let at = Pointer::root().child("responses").child(&name);
                self.reference_to(node, &at)
            }
            _ => self.response(found.node, &found.at, types),
        }
    }

    /// A `$ref` to a schema where one to a response should stand.
    fn schema_for_response(
        &mut self,
        node: &'d Node,
        reference: &'d Entry,
        at: &Pointer,
        types: &Types,
    ) -> Node {
        let help = "write `description: …` and `schema: {$ref: …}`";
        self.note(
            Code::WrongType,
            &at.child("$ref"),
            "this leads to a Schema Object, and a Response Object stands here",
            ("it is read as the schema of the response", help),
        );
        let target = self.moved_reference(&reference.node);
        let schema = make::reference(node.span, reference.key, target);
        let mut out = Filling::new(node.span);
        out.put("description", node.span, Node::text("", node.span));
        let content = self.content(node, &schema, self.kind(&schema, at), types);
        out.put("content", node.span, content);
        out.finish()
    }

    fn response(&mut self, node: &'d Node, at: &Pointer, types: &Types) -> Node {
        let mut out = Filling::extending(node);
        out.put("description", node.span, Node::text("", node.span));
        out.copy(node, &["description"]);
        if let Some(entry) = node.entry("headers") {
            let headers = self.each(&entry.node, &at.child("headers"), Self::header);
            out.put("headers", entry.key, headers);
        }
        // OpenAPI 2.0, "Response Object": without a schema, the response has no content.
        if let Some(entry) = node.entry("schema") {
            let schema = self.schema(&entry.node, &at.child("schema"));
            let content = self.content(node, &schema, self.kind(&schema, at), types);
            out.put("content", entry.key, content);
        }
        out.finish()
    }

    /// The media types of a response, each with the schema.
    fn content(&self, node: &'d Node, schema: &Node, kind: Kind, types: &Types) -> Node {
        let mut types = types.clone();
        let has_structured = types.iter().any(|(name, _)| is_structured(name));
        let examples = node.get("examples");
        match kind {
            // The structured ones are those of the failures.
            Kind::File => types.retain(|(name, _)| !is_structured(name)),
            // OpenAPI 2.0 has one list for all responses of an operation. What is an object cannot
            // be one of these types, which are those of the success.
            Kind::Failure if !types.is_empty() && !has_structured => {
                types.insert(0, (JSON.to_owned(), schema.span));
            }
            Kind::Failure | Kind::Other => {}
        }
        // OpenAPI 2.0, "Example Object": the types are some of `produces`; where they are not,
        // an example is better evidence.
        for (name, entry) in examples.and_then(Node::as_object).into_iter().flatten() {
            let is_known = types.iter().any(|(known, _)| known == name);
            if kind != Kind::File && is_structured(name) && !is_known {
                types.push((name.clone(), entry.key));
            }
        }
        if types.is_empty() {
            let default = if kind == Kind::File { ANY } else { JSON };
            types.push((default.to_owned(), schema.span));
        }
        let mut content = Filling::new(schema.span);
        // What is said of a type is about this response, and not about the list for all of them.
        for (name, _) in types {
            let mut value = Filling::new(schema.span);
            value.put("schema", schema.span, schema.clone());
            if let Some(entry) = examples.and_then(|examples| examples.entry(&name)) {
                value.put("example", entry.key, entry.node.clone());
            }
            if let Some(entry) = node.entry("x-body") {
                value.put("x-body", entry.key, entry.node.clone());
            }
            content.put(name, schema.span, value.finish());
        }
        content.finish()
    }

    /// What a response with a schema is. A `$ref` leads to an object most of the time.
    fn kind(&self, schema: &Node, at: &Pointer) -> Kind {
        let word = |key: &str| schema.get(key).and_then(Node::as_str);
        let status = at.last().unwrap_or_default();
        let is_object = word("type") == Some("object")
            || ["$ref", "properties", "allOf"].iter().any(|key| schema.get(key).is_some());
        if word("type") == Some("string") && word("format") == Some("binary") {
            Kind::File
        } else if is_object && (status.starts_with(['4', '5']) || status == "default") {
            Kind::Failure
        } else {
            Kind::Other
        }
    }

    fn header(&mut self, node: &'d Node, at: &Pointer) -> Node {
        let mut out = Filling::extending(node);
        out.copy(node, &["description", "example"]);
        if let Some(schema) = self.schema_beside_type(node, at) {
            out.put("schema", node.span, schema);
            return out.finish();
        }
        let between = if is_list(node) { self.between(node, at, false) } else { Between::Comma };
        let schema = match between {
            Between::Comma => self.value(node, at),
            // OpenAPI 3.0.3, "Header Object": the only style of headers is `simple`.
            _ => {
                let message = "a list whose items are not joined by commas is not taken apart";
                let help = "split the text by hand";
                let consequence = "the header is read as text";
                let at = at.child("collectionFormat");
                self.note(Code::UnsupportedHeader, &at, message, (consequence, help));
                let mut schema = Filling::new(node.span);
                schema.add("type", Node::text("string", self.span_of(node, "type")));
                schema.finish()
            }
        };
        out.put("schema", node.span, schema);
        out.finish()
    }
}
