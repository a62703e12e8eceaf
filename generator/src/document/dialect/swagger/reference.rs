//! Where things of a Swagger 2.0 document stand in one of OpenAPI 3.0.

mod old;

pub(in crate::document::dialect) use self::old::resolve;
use super::conversion::Convert;
use super::make;
use super::media::{self, JSON};
use crate::limit::REFERENCES;
use crate::node::Node;
use crate::source::Pointer;

/// Fields that a parameter has itself in OpenAPI 3.0; all others are of its schema.
const OWN: [&str; 5] = ["name", "in", "description", "required", "allowEmptyValue"];

/// What a `$ref` leads to.
#[derive(Clone)]
pub(super) struct Found<'d> {
    pub(super) node: &'d Node,
    /// Where it is.
    pub(super) at: Pointer,
    /// Its name, if the first step leads to one of the document's own parameters or responses.
    pub(super) shared: Option<String>,
}

impl<'d> Convert<'d> {
    /// The target of a `$ref`, as one of OpenAPI 3.0. One that leads nowhere stays as it is:
    /// whoever follows it says so.
    pub(super) fn moved_reference(&mut self, node: &'d Node) -> Node {
        let Some(written) = node.as_str() else { return node.clone() };
        let Some(pointer) = Pointer::parse(written) else { return node.clone() };
        let moved = self.moved(&pointer);
        let is_extension = pointer.tokens().next().is_some_and(|first| first.starts_with("x-"));
        if is_extension && self.old.at(&pointer).is_some_and(|node| node.as_object().is_some()) {
            self.elsewhere.insert(pointer);
        }
        Node::text(moved.to_string(), node.span)
    }

    /// A part that is a `$ref`, for whoever follows it to say where it leads.
    pub(super) fn referred(&mut self, node: &'d Node) -> Node {
        let Some(entry) = node.entry("$ref") else { return node.clone() };
        let target = self.moved_reference(&entry.node);
        make::reference(node.span, entry.key, target)
    }

    /// A `$ref` to the new place of something.
    pub(super) fn reference_to(&self, node: &Node, at: &Pointer) -> Node {
        let (key, span) = match node.entry("$ref") {
            Some(entry) => (entry.key, entry.node.span),
            None => (node.span, node.span),
        };
        make::reference(node.span, key, Node::text(self.moved(at).to_string(), span))
    }

    /// What a part is, behind its `$ref` if it is one. `None` where that leads nowhere.
    pub(super) fn resolved(
        &mut self,
        node: &'d Node,
        at: &Pointer,
        key: &str,
    ) -> Option<Found<'d>> {
        let mut found = Found { node, at: at.clone(), shared: None };
        for step in 0..REFERENCES {
            let Some(reference) = found.node.get("$ref").and_then(Node::as_str) else {
                return Some(found);
            };
            let pointer = Pointer::parse(reference)?;
            if step == 0 {
                let tokens: Vec<_> = pointer.tokens().collect();
                found.shared = match tokens.as_slice() {
                    [kind, name] if kind == key => Some(name.clone().into_owned()),
                    _ => None,
                };
            }
            found.node = self.old.at(&pointer)?;
            found.at = pointer;
        }
        None
    }

    /// Where something is in the new tree.
    pub(super) fn moved(&self, at: &Pointer) -> Pointer {
        let tokens: Vec<_> = at.tokens().collect();
        let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
        let root = Pointer::root();
        let components = root.child("components");
        match tokens.as_slice() {
            ["definitions", rest @ ..] => below(components.child("schemas"), rest),
            ["securityDefinitions", rest @ ..] => below(components.child("securitySchemes"), rest),
            ["responses", name, rest @ ..] => {
                let base = components.child("responses").child(name);
                self.in_response(base, None, rest)
            }
            ["parameters", name, rest @ ..] => {
                let own = components.child("parameters").child(name);
                let Some(parameter) = self.old.get("parameters").and_then(|all| all.get(name))
                else {
                    return own;
                };
                let body = components.child("requestBodies").child(name);
                self.in_parameter(parameter, own, body, None, rest)
            }
            ["paths", path, "parameters", index, rest @ ..] => {
                let item = root.child("paths").child(path);
                // The body of a path is that of its operations: of the first, for one.
                let node = self.old.at(&item).and_then(Node::as_object);
                let operation = node.into_iter().flatten().find(|(key, _)| is_method(key));
                let (at_operation, node) = match operation {
                    Some((method, entry)) => (item.child(method), Some(&entry.node)),
                    None => (item.clone(), None),
                };
                self.in_list(at, (&item, &at_operation), node, index, rest)
            }
            ["paths", path, method, "parameters", index, rest @ ..] => {
                let operation = root.child("paths").child(path).child(method);
                self.in_list(at, (&operation, &operation), self.old.at(&operation), index, rest)
            }
            ["paths", path, method, "responses", status, rest @ ..] => {
                let operation = root.child("paths").child(path).child(method);
                let base = operation.child("responses").child(status);
                self.in_response(base, self.old.at(&operation), rest)
            }
            _ => at.clone(),
        }
    }

    /// A place in a parameter that stands in a list: those for bodies and forms leave it.
    fn in_list(
        &self,
        at: &Pointer,
        (owner, at_operation): (&Pointer, &Pointer),
        operation: Option<&Node>,
        index: &str,
        rest: &[&str],
    ) -> Pointer {
        let list = self.old.at(&owner.child("parameters")).and_then(Node::as_array);
        let found = index.parse::<usize>().ok().and_then(|index| {
            let list = list?;
            Some((list.get(index)?, list.get(..index)?))
        });
        let Some((parameter, before)) = found else { return at.clone() };
        let stays = |parameter: &&Node| is_own(self.target(parameter));
        let index = before.iter().filter(stays).count();
        let own = owner.child("parameters").index(index);
        self.in_parameter(parameter, own, at_operation.child("requestBody"), operation, rest)
    }

    fn in_parameter(
        &self,
        parameter: &Node,
        own: Pointer,
        body: Pointer,
        operation: Option<&Node>,
        rest: &[&str],
    ) -> Pointer {
        let types = self.types(operation, "consumes");
        let first = types.first().map_or(JSON, |(name, _)| name.as_str());
        match (parameter.get("in").and_then(Node::as_str), rest) {
            (Some("body"), ["schema", rest @ ..]) => {
                below(body.child("content").child(first).child("schema"), rest)
            }
            (Some("body"), _) => body,
            (Some("formData"), rest) => {
                let name = parameter.get("name").and_then(Node::as_str).unwrap_or_default();
                let schema = body.child("content").child(first).child("schema");
                below(schema.child("properties").child(name), rest)
            }
            (_, [first, ..]) if !OWN.contains(first) => below(own.child("schema"), rest),
            (_, rest) => below(own, rest),
        }
    }

    fn in_response(&self, base: Pointer, operation: Option<&Node>, rest: &[&str]) -> Pointer {
        let types = self.types(operation, "produces");
        let first = types.first().map_or(JSON, |(name, _)| name.as_str());
        match rest {
            ["schema", rest @ ..] => {
                below(base.child("content").child(first).child("schema"), rest)
            }
            ["headers", name, field, rest @ ..] if *field != "description" => {
                let schema = base.child("headers").child(name).child("schema");
                below(schema.child(field), rest)
            }
            rest => below(base, rest),
        }
    }

    /// A parameter behind the reference to it, without a word on references that are mended.
    fn target<'n>(&'n self, parameter: &'n Node) -> &'n Node {
        let reference = parameter.get("$ref").and_then(Node::as_str);
        let target = reference.and_then(Pointer::parse).and_then(|at| self.old.at(&at));
        target.unwrap_or(parameter)
    }
}

/// Whether a parameter is one in OpenAPI 3.0, too.
pub(super) fn is_own(parameter: &Node) -> bool {
    !matches!(parameter.get("in").and_then(Node::as_str), Some("body" | "formData"))
}

pub(super) fn is_method(key: &str) -> bool {
    matches!(key, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace")
}

/// The place below another one.
fn below(at: Pointer, tokens: &[&str]) -> Pointer {
    tokens.iter().fold(at, |at, token| at.child(token))
}

/// Whether two lists of media types say the same.
pub(super) fn are_same(one: &media::Types, other: &media::Types) -> bool {
    media::names(one) == media::names(other)
}
