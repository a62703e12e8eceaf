//! Parameters of the path, the query and headers.

use super::conversion::Convert;
use super::make::Filling;
use super::reference::{Found, is_own};
use super::value::{Between, is_list, keep_separator, put_style};
use crate::diagnostic::Code;
use crate::node::Node;
use crate::source::Pointer;

/// The parameters of a list, by what becomes of them.
#[derive(Default)]
pub(super) struct Sorted<'d> {
    /// Those that are parameters in OpenAPI 3.0, too.
    pub(super) own: Vec<Node>,
    pub(super) bodies: Vec<Found<'d>>,
    pub(super) fields: Vec<Found<'d>>,
}

impl<'d> Convert<'d> {
    /// The parameters of a path or an operation.
    pub(super) fn sorted(&mut self, owner: &'d Node, at: &Pointer) -> Sorted<'d> {
        let mut sorted = Sorted::default();
        let at = at.child("parameters");
        let list = owner.get("parameters").and_then(Node::as_array).unwrap_or_default();
        for (index, node) in list.iter().enumerate() {
            let at = at.index(index);
            let found = self.resolved(node, &at, "parameters");
            let Some(found) = found.filter(|found| is_parameter(found.node)) else {
                // Whoever follows the reference says that it leads nowhere, or astray.
                let referred = self.referred(node);
                sorted.own.push(referred);
                continue;
            };
            match found.node.get("in").and_then(Node::as_str) {
                Some("body") => sorted.bodies.push(found),
                Some("formData") => sorted.fields.push(found),
                _ => {
                    let parameter = match &found.shared {
                        Some(name) => {
                            let at = Pointer::root().child("parameters").child(name);
                            self.reference_to(node, &at)
                        }
                        None => self.parameter(found.node, &found.at),
                    };
                    sorted.own.push(parameter);
                }
            }
        }
        sorted
    }

    /// The parameters that the document declares for all: those for bodies become bodies, and
    /// fields of forms stand in the forms that use them.
    pub(super) fn shared_parameters(&mut self, components: &mut Filling) {
        let Some(entry) = self.old.entry("parameters") else { return };
        let mut parameters = Filling::new(entry.node.span);
        let mut bodies = Filling::new(entry.node.span);
        let root = Pointer::root().child("parameters");
        for (name, parameter) in entry.node.as_object().into_iter().flatten() {
            let (node, at) = (&parameter.node, root.child(name));
            if node.as_object().is_none() {
                continue;
            }
            let found = self.resolved(node, &at, "parameters");
            let Some(found) = found.filter(|found| is_parameter(found.node)) else {
                let referred = self.referred(node);
                parameters.put(name, parameter.key, referred);
                continue;
            };
            if found.node.get("in").and_then(Node::as_str) == Some("body") {
                let body = self.body(found.node, &found.at, None);
                bodies.put(name, parameter.key, body);
            } else if is_own(found.node) {
                let converted = self.parameter(found.node, &found.at);
                parameters.put(name, parameter.key, converted);
            }
        }
        for (name, list) in [("parameters", parameters), ("requestBodies", bodies)] {
            if !list.is_empty() {
                components.put(name, entry.key, list.finish());
            }
        }
    }

    fn parameter(&mut self, node: &'d Node, at: &Pointer) -> Node {
        let mut out = Filling::extending(node);
        let place = node.get("in").and_then(Node::as_str).unwrap_or_default();
        out.copy(node, &["name", "in", "description", "required"]);
        if node.get("deprecated").is_some() {
            self.foreign_word("deprecated", &at.child("deprecated"));
            out.copy(node, &["deprecated"]);
        }
        if place == "query" {
            out.copy(node, &["allowEmptyValue"]);
        }
        // OpenAPI 2.0, "Parameter Object": a parameter of the path is required.
        if place == "path" {
            out.put("required", node.span, Node::boolean(true, self.span_of(node, "required")));
        }
        out.copy(node, &["example"]);
        if let Some(schema) = self.schema_beside_type(node, at) {
            out.put("schema", node.span, schema);
            return out.finish();
        }
        if is_list(node) {
            let between = self.between(node, at, place == "query");
            match (place, between) {
                ("query", Between::Name) => put_style(&mut out, node, "form", true),
                ("query", Between::Comma) => put_style(&mut out, node, "form", false),
                ("query", Between::Space) => put_style(&mut out, node, "spaceDelimited", false),
                ("query", Between::Pipe) => put_style(&mut out, node, "pipeDelimited", false),
                ("query", Between::Tab) => put_style(&mut out, node, "form", false),
                _ => {}
            }
            let has_style = place == "query" && between != Between::Tab;
            if let Some(separator) =
                between.separator().filter(|separator| !has_style && *separator != ",")
            {
                keep_separator(&mut out, node, separator);
            }
        }
        let schema = self.value(node, at);
        out.put("schema", node.span, schema);
        out.finish()
    }

    /// The `schema` of a parameter that should have none: it is read where no `type` is there.
    pub(super) fn schema_beside_type(&mut self, node: &'d Node, at: &Pointer) -> Option<Node> {
        let schema = node.get("schema")?;
        let at = at.child("schema");
        let message = "only a parameter with `in: body` has a `schema` in Swagger 2.0";
        let help = "write `type`, `format` and the like beside `name` and `in`";
        if node.get("type").is_some() {
            let consequence = "it is ignored: the `type` beside it says what the value is";
            self.warning(Code::UnknownKey, &at, message, (consequence, help));
            return None;
        }
        self.note(Code::UnknownKey, &at, message, ("it is read as OpenAPI 3.0 means it", help));
        Some(self.schema(schema, &at))
    }
}

/// Whether something has what each parameter has to have. A `$ref` can lead anywhere.
fn is_parameter(node: &Node) -> bool {
    ["name", "in"].iter().all(|key| node.get(key).and_then(Node::as_str).is_some())
}
