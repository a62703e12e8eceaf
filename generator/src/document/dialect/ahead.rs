//! Words of later versions in a document that says 3.0 or 2.0: frameworks write the JSON Schema
//! that they know, whatever version they put above it. Each can mean one thing only.

use super::modern::{types, value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::place::Place;
use crate::document::shape::Object;
use crate::document::version::Dialect;
use crate::document::walk::{Visited, walk};
use crate::node::{Entry, Node, Value};
use crate::source::{Pointer, Span};

/// Reads them as they are meant, and says so once. The tree need not be checked.
pub(super) fn read(
    dialect: Dialect,
    table: &'static Object,
    root: &mut Node,
    diagnostics: &mut Diagnostics,
) {
    let mut ahead = Ahead { dialect, found: Vec::new(), diagnostics };
    walk(root, table, &mut |visited, node, place| {
        if let Visited::Object("Schema") = visited {
            ahead.schema(node, place);
        }
    });
    ahead.report();
}

struct Ahead<'a> {
    dialect: Dialect,
    /// The words: how each is written, how often, and where first.
    found: Vec<(&'static str, usize, Pointer, Span)>,
    diagnostics: &'a mut Diagnostics,
}

impl Ahead<'_> {
    fn schema(&mut self, node: &mut Node, place: &Place<'_>) {
        if let Some(entry) = node.entry("const") {
            self.find("const", place.pointer().child("const"), entry.key);
            value::constant(node, place, self.diagnostics);
        }
        // Swagger 2.0 has its own ways to say the rest.
        if self.dialect != Dialect::V3_0 {
            return;
        }
        self.types(node, place);
        for (exclusive, inclusive, is_lower) in value::BOUNDS {
            let Some(entry) = node.entry(exclusive) else { continue };
            if matches!(entry.node.value, Value::Number(_)) {
                self.find(exclusive, place.pointer().child(exclusive), entry.key);
                value::exclusive_bound(node, exclusive, inclusive, is_lower);
            }
        }
        if let Some(entry) = node.entry("examples").filter(|entry| entry.node.as_array().is_some())
        {
            self.find("examples", place.pointer().child("examples"), entry.key);
            value::example(node);
        }
        self.nulls(node, place);
    }

    /// OpenAPI 3.1: a list of types, and null as one.
    fn types(&mut self, node: &mut Node, place: &Place<'_>) {
        let Some(entry) = node.entry("type") else { return };
        let word = match &entry.node.value {
            Value::String(word) if word == "null" => "type: null",
            Value::Array(types) if types.iter().all(|one| one.as_str().is_some()) => "type: [...]",
            _ => return,
        };
        self.find(word, place.pointer().child("type"), entry.node.span);
        types::convert(node);
    }

    /// `nullable: true` alone among alternatives: how schemars 0.8 writes `Option` around a
    /// reference.
    fn nulls(&mut self, node: &mut Node, place: &Place<'_>) {
        for keyword in ["anyOf", "oneOf"] {
            let mut places = Vec::new();
            let arms = node.get_mut(keyword).and_then(Node::as_array_mut);
            for (index, arm) in arms.into_iter().flatten().enumerate() {
                let is_alone = arm.as_object().is_some_and(|entries| {
                    entries
                        .keys()
                        .all(|key| ["nullable", "description", "title"].contains(&key.as_str()))
                });
                if is_alone && arm.get("nullable").and_then(Node::as_bool) == Some(true) {
                    let span = arm.span;
                    let null = Node { value: Value::Null, span };
                    let list = Node::list(vec![null], span);
                    arm.put_entry("enum", Entry { key: span, node: list });
                    places.push((place.pointer().child(keyword).index(index), span));
                }
            }
            for (at, span) in places {
                self.find("nullable: true alone", at, span);
            }
        }
    }

    fn find(&mut self, word: &'static str, at: Pointer, span: Span) {
        match self.found.iter_mut().find(|(known, ..)| *known == word) {
            Some((_, count, ..)) => *count += 1,
            None => self.found.push((word, 1, at, span)),
        }
    }

    fn report(self) {
        let Some((_, _, at, span)) = self.found.first() else { return };
        let words = self.found.iter().map(|(word, count, ..)| match count {
            1 => format!("`{word}`"),
            count => format!("`{word}` ({count} times)"),
        });
        let words: Vec<String> = words.collect();
        let (dialect, words) = (self.dialect, words.join(", "));
        let message = format!("{dialect} does not have these words, or not so: {words}");
        let help = match dialect {
            Dialect::Swagger2 => "write `enum` with a single value",
            _ => "write `openapi: 3.1.0` above, if the document is made for it",
        };
        let mut note = Diagnostic::note(Code::UnknownKey, at.clone(), *span, message);
        for (word, _, _, span) in self.found.iter().skip(1) {
            note = note.also(*span, format!("the first `{word}`"));
        }
        self.diagnostics
            .push(note.consequence("they are read as what they mean in OpenAPI 3.1").help(help));
    }
}
