//! Schemas.

mod format;

use self::format::Meaning;
use super::conversion::Convert;
use super::make;
use super::make::Filling;
use crate::diagnostic::{Code, Diagnostic};
use crate::node::{Entry, Node, Object, Value};
use crate::source::{Pointer, Span};

impl<'d> Convert<'d> {
    /// A schema of Swagger 2.0 as one of OpenAPI 3.0.
    pub(super) fn schema(&mut self, node: &'d Node, at: &Pointer) -> Node {
        let mut out = Filling::new(node.span);
        let mut required = Required::default();
        for (key, entry) in node.as_object().into_iter().flatten() {
            let at = at.child(key);
            match key.as_str() {
                "properties" => {
                    let properties = self.properties(&entry.node, &at, &mut required);
                    out.put(key, entry.key, properties);
                }
                "required" => self.required(entry, &at, &mut required),
                _ => self.keyword(&mut out, node, key, entry, &at),
            }
        }
        if let Some((key, names)) = required.finish() {
            out.put("required", key, names);
        }
        beside_reference(out)
    }

    /// One keyword, but for those that are about properties.
    pub(super) fn keyword(
        &mut self,
        out: &mut Filling,
        node: &'d Node,
        key: &str,
        entry: &'d Entry,
        at: &Pointer,
    ) {
        match key {
            "$ref" => {
                let target = self.moved_reference(&entry.node);
                out.put(key, entry.key, target);
            }
            "not" => self.foreign_word(key, at),
            "oneOf" | "anyOf" | "nullable" | "writeOnly" | "deprecated" => {
                self.foreign_word(key, at);
            }
            _ => {}
        }
        match key {
            "$ref" => {}
            "items" | "not" => {
                let schema = self.schema(&entry.node, at);
                out.put(key, entry.key, schema);
            }
            "additionalProperties" => {
                let is_schema = entry.node.as_object().is_some();
                let values =
                    if is_schema { self.schema(&entry.node, at) } else { entry.node.clone() };
                out.put(key, entry.key, values);
            }
            "allOf" | "oneOf" | "anyOf" => self.parts(out, key, entry, at),
            "x-oneOf" | "x-anyOf" => {
                let word = key.trim_start_matches("x-");
                if node.get(word).is_none() {
                    self.parts(out, word, entry, at);
                }
            }
            "discriminator" => self.discriminator(out, entry, at),
            "type" => self.ty(out, node, entry, at),
            "format" => self.format(out, node, entry, at),
            "x-nullable" if entry.node.as_bool() == Some(true) => {
                out.put("nullable", entry.key, entry.node.clone());
            }
            _ => out.put(key, entry.key, entry.node.clone()),
        }
    }

    fn parts(&mut self, out: &mut Filling, key: &str, entry: &'d Entry, at: &Pointer) {
        let parts = entry.node.as_array().unwrap_or_default().iter().enumerate();
        let parts = parts.map(|(index, part)| self.schema(part, &at.index(index))).collect();
        out.put(key, entry.key, Node::list(parts, entry.node.span));
    }

    fn properties(&mut self, map: &'d Node, at: &Pointer, required: &mut Required) -> Node {
        let mut out = Filling::new(map.span);
        for (name, entry) in map.as_object().into_iter().flatten() {
            let at = at.child(name);
            if let Some(truth) = entry.node.get("required").and_then(Node::as_bool) {
                let span = self.span_of(&entry.node, "required");
                let consequence = if truth {
                    required.add(map.span, span, name);
                    format!("`{name}` is required, as if the list of the object named it")
                } else {
                    "it is ignored".to_owned()
                };
                self.note(
                    Code::WrongType,
                    &at.child("required"),
                    format!("`required` is a list of names of properties, found `{truth}`"),
                    (&consequence, "write `required: [...]` beside `properties`"),
                );
            }
            // An extension among the properties is none of them.
            if entry.node.as_object().is_some() {
                let schema = self.schema(&entry.node, &at);
                out.put(name, entry.key, schema);
            }
        }
        out.finish()
    }

    fn required(&mut self, entry: &'d Entry, at: &Pointer, required: &mut Required) {
        match &entry.node.value {
            Value::Array(names) => {
                required.place.get_or_insert((entry.key, entry.node.span));
                let names = names.iter().filter(|name| name.as_str().is_some());
                required.names.extend(names.cloned());
            }
            // Said of a property, the object around it has read it.
            Value::Bool(_) if is_property(at) => {}
            _ => {
                let message = format!(
                    "`required` is a list of names of properties, found {}",
                    entry.node.kind()
                );
                let help = "write `required: [...]` beside `properties`";
                self.warning(Code::WrongType, at, message, ("it is ignored", help));
            }
        }
    }

    /// OpenAPI 2.0, "Schema Object": a type is a word; `file` is one of parameters and responses.
    fn ty(&mut self, out: &mut Filling, node: &'d Node, entry: &'d Entry, at: &Pointer) {
        match &entry.node.value {
            Value::String(ty) if ty == "file" => {
                out.put("type", entry.key, Node::text("string", entry.node.span));
                out.put("format", entry.key, Node::text("binary", entry.node.span));
            }
            Value::String(ty) => {
                let meaning = self.meaning(node, Some(ty));
                match meaning.and_then(|meaning| meaning.ty) {
                    Some(meant) if is_value(at) => {
                        // What is said can be what is sent, too.
                        let arms = [meant, ty.as_str()].map(|ty| {
                            let mut arm = Filling::new(entry.node.span);
                            arm.add("type", Node::text(ty, entry.node.span));
                            arm.finish()
                        });
                        let list = Node::list(arms.to_vec(), entry.node.span);
                        out.put("anyOf", entry.key, list);
                    }
                    Some(ty) => out.put("type", entry.key, Node::text(ty, entry.node.span)),
                    None => out.put("type", entry.key, entry.node.clone()),
                }
            }
            Value::Array(types) => self.types_in_list(out, types, entry, at),
            _ => {
                let message = format!("`type` should be text, found {}", entry.node.kind());
                let help = "write one of string, number, integer, boolean, array, object";
                self.warning(Code::WrongType, at, message, ("it is ignored", help));
            }
        }
    }

    /// A list of types, as JSON Schema and OpenAPI 3.1 have it.
    fn types_in_list(
        &mut self,
        out: &mut Filling,
        types: &'d [Node],
        entry: &'d Entry,
        at: &Pointer,
    ) {
        self.note(
            Code::WrongType,
            at,
            "a list of types is one of OpenAPI 3.1, and not of Swagger 2.0",
            ("it is read as OpenAPI 3.1 means it", "write one type, and `x-nullable` for `null`"),
        );
        let named = |ty: &&Node| ty.as_str().is_some_and(|ty| ty != "null");
        let others: Vec<&Node> = types.iter().filter(named).collect();
        if types.iter().any(|ty| ty.as_str() == Some("null") || ty.value == Value::Null) {
            out.put("nullable", entry.key, Node::boolean(true, entry.node.span));
        }
        match others.as_slice() {
            [] => {}
            [only] => out.put("type", entry.key, (*only).clone()),
            _ => {
                let arm = |ty: &&Node| {
                    let mut arm = Filling::new(ty.span);
                    arm.add("type", (*ty).clone());
                    arm.finish()
                };
                let arms = others.iter().map(arm).collect();
                out.put("anyOf", entry.key, Node::list(arms, entry.node.span));
            }
        }
    }

    fn format(&mut self, out: &mut Filling, node: &'d Node, entry: &'d Entry, at: &Pointer) {
        let ty = node.get("type").and_then(Node::as_str);
        if ty == Some("file") {
            return;
        }
        let Some(meaning) = self.meaning(node, ty) else {
            out.put("format", entry.key, entry.node.clone());
            return;
        };
        let written = entry.node.as_str().unwrap_or_default();
        if let Some(format) = meaning.format {
            out.put("format", entry.key, Node::text(format, entry.node.span));
        }
        // That a boolean has the format `boolean` says nothing, and needs no word.
        let (key, value, consequence) = match meaning {
            Meaning { ty: Some(ty), .. } => {
                let or_text = if is_value(at) { ", or as text" } else { "" };
                ("type", ty, format!("it is read as the type `{ty}`{or_text}"))
            }
            Meaning { format: Some(format), .. } => {
                ("format", format, format!("it is read as `{format}`"))
            }
            _ => return,
        };
        let message = format!("`{written}` is no format of the OpenAPI Format Registry");
        let span = self.old.key_span_of(at);
        self.diagnostics.push(
            Diagnostic::note(Code::UnknownFormat, at.clone(), span, message)
                .consequence(consequence)
                .help(format!("write `{key}: {value}`"))
                .mended_by(key, value),
        );
    }

    fn meaning(&self, node: &Node, ty: Option<&str>) -> Option<Meaning> {
        format::meaning(ty, node.get("format")?.as_str()?)
    }

    /// OpenAPI 2.0, "Schema Object": the name of the property that says which schema it is.
    fn discriminator(&mut self, out: &mut Filling, entry: &'d Entry, at: &Pointer) {
        let mut discriminator = Filling::new(entry.node.span);
        match &entry.node.value {
            Value::String(_) => discriminator.add("propertyName", entry.node.clone()),
            Value::Object(object) if has_name(object) => {
                self.foreign_word("discriminator.propertyName", at);
                discriminator.copy(&entry.node, &["propertyName"]);
                if let Some(mapping) = object.get("mapping") {
                    let moved = self.moved_mapping(&mapping.node);
                    discriminator.put("mapping", mapping.key, moved);
                }
            }
            _ => {
                let message = "`discriminator` should be the name of a property";
                let help = "write the name, or remove it";
                self.warning(Code::WrongType, at, message, ("it is ignored", help));
                return;
            }
        }
        let owner = at.parent().unwrap_or_else(Pointer::root);
        if let Some(mapping) = self.mapping(&owner).filter(|_| !discriminator.has("mapping")) {
            discriminator.add("mapping", mapping);
        }
        out.put("discriminator", entry.key, discriminator.finish());
    }

    fn moved_mapping(&mut self, mapping: &'d Node) -> Node {
        let mut out = Filling::new(mapping.span);
        for (value, entry) in mapping.as_object().into_iter().flatten() {
            let target = match entry.node.as_str() {
                Some(target) if target.contains('#') => self.moved_reference(&entry.node),
                Some(_) => entry.node.clone(),
                None => continue,
            };
            out.put(value, entry.key, target);
        }
        out.finish()
    }
}

fn has_name(discriminator: &Object) -> bool {
    discriminator.get("propertyName").is_some_and(|name| name.node.as_str().is_some())
}

/// Whether the keyword at a place is one of a property.
fn is_property(at: &Pointer) -> bool {
    let around = at.parent().and_then(|property| property.parent());
    around.and_then(|around| around.last().map(|last| last == "properties")).unwrap_or(false)
}

/// OpenAPI 3.0.3, "Reference Object": what stands beside a `$ref` is ignored, so that the `$ref`
/// becomes a part of its own where the schema says more.
fn beside_reference(out: Filling) -> Node {
    if !(out.has("$ref") && out.has("nullable")) {
        return out.finish();
    }
    let node = out.finish();
    let mut around = Filling::new(node.span);
    for (key, entry) in node.as_object().into_iter().flatten() {
        if key == "$ref" {
            let part = make::reference(node.span, entry.key, entry.node.clone());
            around.put("allOf", entry.key, Node::list(vec![part], node.span));
        } else {
            around.put(key, entry.key, entry.node.clone());
        }
    }
    around.finish()
}

/// The properties that an object needs, from its own list and from those properties that say so.
#[derive(Default)]
struct Required {
    /// The places of the key and of the list.
    place: Option<(Span, Span)>,
    names: Vec<Node>,
}

impl Required {
    fn add(&mut self, properties: Span, at: Span, name: &str) {
        self.place.get_or_insert((properties, properties));
        if !self.names.iter().any(|known| known.as_str() == Some(name)) {
            self.names.push(Node::text(name, at));
        }
    }

    fn finish(self) -> Option<(Span, Node)> {
        let (key, span) = self.place?;
        Some((key, Node::list(self.names, span)))
    }
}

/// Whether a place is in a schema, whose values are JSON: in a parameter, all is text.
fn is_value(at: &Pointer) -> bool {
    let mut tokens = at.tokens().skip_while(|token| token != "parameters").peekable();
    tokens.peek().is_none() || tokens.any(|token| token == "schema")
}
