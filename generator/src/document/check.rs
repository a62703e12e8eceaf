//! Compares a tree with the tables of the specification, before `openapiv3` reads it.
//!
//! What is wrong and needed is an error. What is wrong and can be done without is taken out of
//! the tree, with a warning, so that one slip does not cost the whole document.

mod run;
mod advice;
mod report;
mod pathless;

use std::collections::{BTreeMap, BTreeSet};

use self::run::Check;
use super::dialect::KEPT;
use super::mounted::file_of;
use super::place::Place;
use super::reference;
use super::shape::{Field, Need, Object, Otherwise, Shape, one_of, with_article};
use super::version::Dialect;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, near};
use crate::node::{Entry, Node, Value};
use crate::source::{Pointer, Source, Span};

/// Checks a whole document and mends what can be mended.
pub(super) fn check(
    root: &mut Node,
    dialect: Dialect,
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) {
    let elsewhere = BTreeMap::new();
    Check { dialect, is_converted: false, sources, elsewhere, diagnostics }.document(root);
}

/// Checks a document that was brought to OpenAPI 3.0.
pub(super) fn check_converted(root: &mut Node, sources: &[Source], diagnostics: &mut Diagnostics) {
    let (dialect, elsewhere) = (Dialect::V3_0, BTreeMap::new());
    Check { dialect, is_converted: true, sources, elsewhere, diagnostics }.document(root);
}

/// Whether a value can stay.
#[derive(PartialEq, Eq)]
enum Verdict {
    Fits,
    Unfit,
}

impl Check<'_> {
    fn document(&mut self, root: &mut Node) {
        pathless::fill(root);
        self.object(root, self.dialect.table(), &Place::Root);
        let mut checked = BTreeSet::new();
        // What is found in one place leads to others.
        while let Some((pointer, object)) = self.elsewhere.pop_first() {
            if let Some(node) = root.at_mut(&pointer).filter(|_| checked.insert(pointer.clone())) {
                let mut part = std::mem::replace(node, Node::object(node.span));
                let place = Place::Pointer(&pointer);
                // What is no such object is reported where it is referred to.
                if matches!(part.value, Value::Object(_)) {
                    self.ref_or(&mut part, object, &place);
                }
                if let Some(node) = root.at_mut(&pointer) {
                    *node = part;
                }
            }
            self.elsewhere.retain(|pointer, _| !checked.contains(pointer));
        }
    }

    fn value(&mut self, node: &mut Node, shape: &Shape, place: &Place<'_>) -> Verdict {
        match shape {
            Shape::Anything => Verdict::Fits,
            Shape::Text => self.text(node, place),
            Shape::OneOf(words) => verdict(node.as_str().is_some_and(|word| words.contains(&word))),
            Shape::TextOrTexts => self.text_or_texts(node, place),
            Shape::NumberOrBoolean => {
                verdict(matches!(node.value, Value::Number(_) | Value::Bool(_)))
            }
            Shape::Boolean => verdict(matches!(node.value, Value::Bool(_))),
            Shape::Number => verdict(matches!(node.value, Value::Number(_))),
            Shape::Count => verdict(node.as_u64().is_some()),
            Shape::List(items) => self.list(node, items, place),
            Shape::Map(values) => self.map(node, values, place),
            Shape::Object(object) => self.object(node, object, place),
            Shape::RefOr(object) => self.ref_or(node, object, place),
            Shape::SchemaOrBoolean(_) | Shape::AnySchema(_)
                if matches!(node.value, Value::Bool(_)) =>
            {
                Verdict::Fits
            }
            Shape::SchemaOrBoolean(schema) => self.value(node, schema, place),
            Shape::AnySchema(schema) => self.ref_or(node, schema, place),
        }
    }

    /// A number or a boolean where text belongs, such as `version: 1.0`, is the text it was written as.
    fn text(&mut self, node: &mut Node, place: &Place<'_>) -> Verdict {
        if matches!(node.value, Value::Number(_) | Value::Bool(_)) {
            let source = node.span.source.of(self.sources);
            let written =
                source.map(|source| source.slice(node.span)).unwrap_or_default().to_owned();
            let message = format!("{} should be text, found {}", place.subject(), node.kind());
            self.note(
                Code::WrongType,
                place,
                node.span,
                message,
                "it is read as the text it was written as",
            )
            .help(format!("put it in quotes: \"{written}\""));
            node.value = Value::String(written);
        }
        verdict(matches!(node.value, Value::String(_)))
    }

    fn text_or_texts(&mut self, node: &mut Node, place: &Place<'_>) -> Verdict {
        match node.value {
            Value::Array(_) => self.list(node, &Shape::Text, place),
            _ => self.text(node, place),
        }
    }

    fn list(&mut self, node: &mut Node, items: &Shape, place: &Place<'_>) -> Verdict {
        let Value::Array(nodes) = &mut node.value else {
            return Verdict::Unfit;
        };
        let mut index = 0;
        nodes.retain_mut(|node| {
            let place = Place::Index(place, index);
            index += 1;
            if self.is_left_out(node, items, &place) {
                return false;
            }
            let fits = self.value(node, items, &place) == Verdict::Fits;
            if !fits {
                self.drop_value(node, items, &place);
            }
            fits
        });
        Verdict::Fits
    }

    fn map(&mut self, node: &mut Node, values: &Shape, place: &Place<'_>) -> Verdict {
        let Value::Object(object) = &mut node.value else {
            return Verdict::Unfit;
        };
        object.keep(|key, Entry { node, .. }| {
            // Maps can be extended in most places, which `openapiv3` does not know: what is no
            // value of the map is an extension, and nobody asks for it.
            let is_value = match values {
                Shape::Text => node.as_str().is_some(),
                Shape::Anything => true,
                Shape::List(_) => matches!(node.value, Value::Array(_)),
                _ => matches!(node.value, Value::Object(_)),
            };
            if key.starts_with("x-") && !is_value {
                return false;
            }
            let place = Place::Key(place, key);
            if self.is_left_out(node, values, &place) {
                return false;
            }
            let fits = self.value(node, values, &place) == Verdict::Fits;
            if !fits {
                self.drop_value(node, values, &place);
            }
            fits
        });
        Verdict::Fits
    }

    fn ref_or(&mut self, node: &mut Node, object: &'static Object, place: &Place<'_>) -> Verdict {
        let target = node.get("$ref").and_then(Node::as_str).and_then(Pointer::parse);
        if let Some(target) = target.filter(|target| self.is_elsewhere(target)) {
            self.elsewhere.insert(target, object);
        }
        let is_reference = !object.has_reference()
            && node.get("$ref").is_some_and(|target| target.as_str().is_some());
        if !is_reference {
            return self.object(node, object, place);
        }
        if object.name == "Callback" {
            // `openapiv3` knows no reference here; that there is a callback is said later.
            *node = Node::object(node.span);
            return Verdict::Fits;
        }
        // Once is enough: the same is true of what it was brought to.
        if !self.is_converted
            && let Some(target) = node.get("$ref")
            && let Some(found) = reference::read_as(target, object.name, self.dialect.table())
        {
            let (span, place) = (target.span, Place::Key(place, "$ref"));
            let message = format!("this leads to {} Object", with_article(found));
            let consequence = format!("it is read as {} Object", with_article(object.name));
            let note = Diagnostic::note(Code::WrongType, place.pointer(), span, message);
            let help = format!("refer to {} Object", with_article(object.name));
            self.diagnostics.push(note.consequence(consequence).help(help));
        }
        // In a list of `allOf` or `oneOf`, what stands beside the reference is about nothing.
        let keeps = object.name == "Schema" && !matches!(place, Place::Index(..));
        let ignored = match self.dialect {
            // OpenAPI 3.1.0, "Reference Object": these replace those of what it leads to.
            Dialect::V3_1 | Dialect::V3_2 => {
                reference::take_others(node, &["summary", "description"])
            }
            _ => reference::take_siblings(node, keeps),
        };
        for (key, span) in ignored {
            let place = Place::Key(place, &key);
            let message = format!("`{key}` beside a `$ref` has no meaning");
            // OpenAPI 3.0.3, "Reference Object": properties added SHALL be ignored.
            let note = Diagnostic::note(Code::UnknownKey, place.pointer(), span, message);
            let help = "remove it, or move it to what the `$ref` leads to";
            self.diagnostics.push(note.consequence("it is ignored").help(help));
        }
        if node.get("$ref").is_some() { Verdict::Fits } else { self.object(node, object, place) }
    }

    /// Whether a place is in another file, or in an extension that says no more than what refers to it.
    fn is_elsewhere(&self, place: &Pointer) -> bool {
        let is_extension = || {
            let is_free = || {
                let shape = reference::shape_at(place, self.dialect.table());
                matches!(shape, None | Some(Shape::Anything))
            };
            place.tokens().any(|token| token.starts_with("x-")) && is_free()
        };
        file_of(place).is_some() || (!self.is_converted && is_extension())
    }

    /// Whether an object that fits none of its cases can be done without; that is reported.
    fn is_left_out(&mut self, node: &Node, shape: &Shape, place: &Place<'_>) -> bool {
        let Shape::RefOr(object) = shape else {
            return false;
        };
        let Some(cases) = object.cases.filter(|_| node.get("$ref").is_none()) else {
            return false;
        };
        let known: Vec<&str> = cases.fields.iter().map(|(value, _)| *value).collect();
        let decisive = object.case(node).iter().filter(|field| field.need == Need::Required);
        let wrong = decisive.filter_map(|field| match field.shape {
            Shape::OneOf(words) => Some((field.name, words)),
            _ => None,
        });
        let wrong =
            std::iter::once((cases.field, known.as_slice())).chain(wrong).find(|(field, words)| {
                let word = node.get(field).and_then(Node::as_str);
                word.is_some_and(|word| !words.contains(&word))
            });
        let Some((field, words)) = wrong else {
            return false;
        };
        let consequence = match cases.otherwise {
            Otherwise::LeftOut => {
                "it is left out: calls that ask for it alone carry what the caller sets"
            }
            // The rest of the check says what is wrong with it.
            _ if node.get("required").and_then(Node::as_bool) == Some(true) => return false,
            Otherwise::LeftOutIfOptional => "it is left out",
        };
        let (here, value) = (Place::Key(place, field), node.get(field));
        let found = value.and_then(Node::as_str).unwrap_or_default();
        let near = near(found, words.iter().copied());
        let message =
            format!("{} should be {}, found `{found}`{near}", here.subject(), one_of(words));
        let span = value.map_or(node.span, |value| value.span);
        let meant = advice::of_word(found, words).map(str::to_owned);
        self.warn(Code::WrongType, &here, span, message, consequence)
            .help(meant.unwrap_or_else(|| format!("write {} here", one_of(words))));
        true
    }

    fn object(&mut self, node: &mut Node, object: &Object, place: &Place<'_>) -> Verdict {
        let span = node.span;
        let case = object.case(node);
        let Value::Object(entries) = &mut node.value else {
            return Verdict::Unfit;
        };
        entries.keep(|key, entry| {
            let here = Place::Key(place, key);
            let mut fields = case.iter().chain(object.fields());
            match fields.find(|field| field.name == key) {
                Some(field) => self.field(entry, field, &here),
                None => self.other(key, entry, object, &here),
            }
        });
        if object.name == "Discriminator" {
            let values = entries.get("mapping").and_then(|entry| entry.node.as_object());
            let places = values.into_iter().flatten().filter_map(|(_, entry)| entry.node.as_str());
            let places = places.filter_map(Pointer::parse).filter(|at| file_of(at).is_some());
            let schema = super::tables::referable("Schema");
            self.elsewhere.extend(
                places
                    .zip(std::iter::repeat(schema))
                    .filter_map(|(at, schema)| Some((at, schema?))),
            );
        }
        for field in case.iter().chain(object.fields()) {
            if field.need != Need::Optional && !entries.contains_key(field.name) {
                self.missing(field, object, place, span);
                if field.need == Need::Formal {
                    let node = self.formal(field, place, span);
                    entries.insert(field.name.to_owned(), Entry { key: span, node });
                }
            }
        }
        if object.has_schema && !entries.contains_key("schema") && !entries.contains_key("content")
        {
            let message =
                format!("{} Object has neither `schema` nor `content`", with_article(object.name));
            self.warn(Code::MissingKey, place, span, message, "it is taken for text")
                .help("add `schema: {type: string}`, or whatever type it has");
            entries.insert("schema".to_owned(), Entry { key: span, node: text_schema(span) });
        }
        Verdict::Fits
    }

    /// What stands for a field that the specification asks for only as a matter of form.
    fn formal(&mut self, field: &Field, place: &Place<'_>, span: Span) -> Node {
        let value = match field.shape {
            Shape::Text => Value::String(String::new()),
            _ => Value::Object(crate::node::Object::default()),
        };
        let mut node = Node { value, span };
        // What is missing in it is no news: all of it is.
        let told = std::mem::take(self.diagnostics);
        self.value(&mut node, &field.shape, &Place::Key(place, field.name));
        *self.diagnostics = told;
        node
    }

    /// Whether the field stays.
    fn field(&mut self, entry: &mut Entry, field: &Field, place: &Place<'_>) -> bool {
        if matches!(entry.node.value, Value::Null) && !matches!(field.shape, Shape::Anything) {
            if field.name == "$ref" {
                self.no_reference(entry, place);
            } else if field.need == Need::Optional {
                let message = format!("{} has no value", place.subject());
                self.note(
                    Code::WrongType,
                    place,
                    entry.key,
                    message,
                    "it is taken as not being there",
                )
                .help("remove the key, or give it a value");
            }
            return false;
        }
        let fits = self.value(&mut entry.node, &field.shape, place) == Verdict::Fits;
        match field.need {
            _ if fits => {}
            Need::Required => self.refuse_value(&entry.node, &field.shape, place),
            Need::Optional | Need::Formal => self.drop_value(&entry.node, &field.shape, place),
        }
        // What has to be there stays, so that it is not reported as missing, too.
        fits || field.need == Need::Required
    }

    fn other(&mut self, key: &str, entry: &mut Entry, object: &Object, place: &Place<'_>) -> bool {
        if key == KEPT && !self.is_converted {
            let message = format!("`{KEPT}` is the generator's own");
            self.warn(Code::InvalidExtension, place, entry.key, message, "it is ignored")
                .help("give the extension another name");
            return false;
        }
        if key.starts_with("x-") {
            return true;
        }
        if let Some((names, shape)) = object.others
            && names.include(key)
        {
            let fits = self.value(&mut entry.node, shape, place) == Verdict::Fits;
            if !fits {
                self.drop_value(&entry.node, shape, place);
            }
            return fits;
        }
        match key {
            "$ref" => self.no_reference(entry, place),
            _ => self.unknown(key, entry, object, place),
        }
        false
    }
}

fn text_schema(span: Span) -> Node {
    let ty = Node { value: Value::String("string".to_owned()), span };
    let entries = [("type".to_owned(), Entry { key: span, node: ty })];
    Node { value: Value::Object(entries.into_iter().collect()), span }
}

fn verdict(fits: bool) -> Verdict {
    if fits { Verdict::Fits } else { Verdict::Unfit }
}
