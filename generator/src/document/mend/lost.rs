//! References that lead nowhere, and why.

use std::collections::BTreeSet;

use super::look::{Kind, Reference, Wanted};
use crate::diagnostic::near;
use crate::document::files::Files;
use crate::document::mounted::FILES;
use crate::document::original::places;
use crate::document::reference::{self, shape_at};
use crate::document::shape::{Object, Shape};
use crate::limit::REFERENCES;
use crate::node::{Node, Value};
use crate::source::{Pointer, Source, Span};

/// Why what is referred to cannot be put in the place of the reference.
const CIRCLE: &str = "leads back to itself";

/// A reference that leads nowhere.
pub(super) struct Lost {
    pub(super) at: Pointer,
    pub(super) text: String,
    /// As it stands in its file.
    pub(super) written: String,
    pub(super) span: Span,
    pub(super) wanted: Wanted,
    /// Whether it leads to a schema.
    pub(super) is_schema: bool,
    /// What it is meant to lead to, beyond doubt.
    pub(super) meant: Option<Pointer>,
    /// Why; nothing where what it leads to is itself such a reference, which says it.
    pub(super) reason: Option<Reason>,
}

impl Lost {
    /// The place of its text.
    pub(super) fn pointer(&self) -> Pointer {
        match self.wanted {
            Wanted::Mapped => self.at.clone(),
            _ => self.at.child("$ref"),
        }
    }
}

/// Why a reference leads nowhere: the end of a sentence, and what to do about it.
pub(super) struct Reason {
    pub(super) text: String,
    pub(super) help: String,
    pub(super) fault: Option<(Span, String)>,
}

impl Reason {
    fn new(text: impl Into<String>) -> Self {
        let help = "correct the reference, or add what it points to".to_owned();
        Self { text: text.into(), help, fault: None }
    }
}

/// What is looked through.
pub(super) struct Search<'a> {
    pub(super) root: &'a Node,
    pub(super) table: &'static Object,
    pub(super) files: &'a Files<'a>,
    pub(super) sources: &'a [Source],
    /// What is known to lead to what it should: texts of references, and what they should lead
    /// to.
    pub(super) sound: BTreeSet<(String, &'static str)>,
}

impl Search<'_> {
    /// What there is to say of a reference, if it leads nowhere.
    pub(super) fn lost(&mut self, reference: &Reference<'_>) -> Option<Lost> {
        let (of, is_followed) = match reference.wanted {
            Wanted::Object(of) => (Some(of), false),
            Wanted::Mapped => (None, false),
            Wanted::Foreign { kind: Kind::Data, .. } => return None,
            // What stands where no reference can is followed before, if it leads somewhere.
            Wanted::Foreign { of, .. } => (of, of.is_none_or(|of| !of.has_reference())),
        };
        let key = (reference.text.to_owned(), of.map_or("", |of| of.name));
        if self.sound.contains(&key) {
            return None;
        }
        match self.lead(reference, of, is_followed) {
            Ok(()) => {
                self.sound.insert(key);
                None
            }
            Err(reason) => Some(Lost {
                at: reference.place.pointer(),
                text: reference.text.to_owned(),
                written: self.written(reference.text, reference.span),
                span: reference.span,
                wanted: reference.wanted,
                is_schema: self.is_schema(reference.text),
                meant: self.meant(reference.text),
                reason,
            }),
        }
    }

    /// The references at some places, of which nothing is known but that they lead nowhere.
    pub(super) fn unused(&self, spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Lost> {
        let places = places(self.root, spans);
        places.into_iter().filter_map(|(span, at)| {
            let at = at?;
            let text = self.root.at(&at)?.as_str()?.to_owned();
            let (wanted, meant) = (Wanted::Mapped, None);
            let reason = Some(self.elsewhere(&text, span));
            let written = text.clone();
            Some(Lost { at, text, written, span, wanted, is_schema: false, meant, reason })
        })
    }

    /// Whether a reference leads to what it should.
    fn lead(
        &self,
        reference: &Reference<'_>,
        of: Option<&'static Object>,
        is_followed: bool,
    ) -> Result<(), Option<Reason>> {
        let mut text = reference.text;
        for step in 0..REFERENCES {
            // What is referred to is a reference that is looked at for itself.
            let told = |reason| if step == 0 { Some(reason) } else { None };
            if !text.starts_with('#') {
                return Err(told(self.elsewhere(text, reference.span)));
            }
            let Some(at) = Pointer::parse(text) else {
                return Err(told(Reason::new("is no valid JSON pointer")));
            };
            let Some(node) = self.root.at(&at) else {
                let is_mapped = matches!(reference.wanted, Wanted::Mapped);
                let nothing = || Reason::new("points to nothing");
                return Err(told(if is_mapped { nothing() } else { self.nothing(&at) }));
            };
            // In Swagger 2.0, a schema there is read as what it means when it is converted.
            let is_mended = |of: &Object| {
                self.table.name == "Swagger" && matches!(of.name, "Items" | "Response")
            };
            if let Some(of) = of.filter(|of| !is_mended(of)) {
                let checked = reference::check(&at, node, of, self.table);
                checked.map_err(|reason| told(Reason::new(reason)))?;
            }
            if is_followed {
                let is_list = matches!(node.value, Value::Array(_));
                let fits = match reference.wanted {
                    Wanted::Foreign { kind: Kind::List, .. } => is_list,
                    _ => node.as_object().is_some(),
                };
                let reason =
                    if fits { CIRCLE.to_owned() } else { format!("leads to {}", node.kind()) };
                return Err(told(Reason::new(reason)));
            }
            match node.get("$ref").and_then(Node::as_str) {
                // In OpenAPI 3.1, a schema is more than its reference.
                Some(next) if of.is_none_or(|of| !of.has_reference() || of.name != "Schema") => {
                    text = next;
                }
                _ => return Ok(()),
            }
        }
        match of {
            // Who reads a schema says that it is nothing but another name for itself.
            Some(of) if of.name != "Schema" => Err(Some(Reason::new(CIRCLE))),
            _ => Ok(()),
        }
    }

    fn is_schema(&self, text: &str) -> bool {
        let at = Pointer::parse(text).filter(|at| self.root.at(at).is_some());
        let shape = at.and_then(|at| shape_at(&at, self.table));
        matches!(shape, Some(Shape::RefOr(of) | Shape::AnySchema(of)) if of.name == "Schema")
    }

    /// A reference as it stands in its file: one that leads to another file was rewritten.
    fn written(&self, text: &str, span: Span) -> String {
        let source = span.source.of(self.sources);
        let written = source.map(|source| source.slice(span).trim_matches(['"', '\'']));
        let is_plain = |written: &&str| !written.contains(['\\', '\n']);
        let is_rewritten = text.contains(FILES) || written.is_some_and(|one| one.contains('#'));
        written.filter(is_plain).filter(|_| is_rewritten).unwrap_or(text).to_owned()
    }

    /// Schemas stand in `definitions` in Swagger 2.0, and in `components/schemas` in OpenAPI 3;
    /// and a slash is forgotten.
    fn meant(&self, text: &str) -> Option<Pointer> {
        let Some(at) = Pointer::parse(text) else {
            let at = Pointer::parse(&format!("#/{}", text.strip_prefix('#')?))?;
            return self.root.at(&at).is_some().then_some(at);
        };
        let tokens: Vec<_> = at.tokens().collect();
        let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
        let (base, rest) = match tokens.as_slice() {
            ["definitions", rest @ ..] => (&["components", "schemas"][..], rest),
            ["components", "schemas", rest @ ..] => (&["definitions"][..], rest),
            _ => return None,
        };
        let meant = base.iter().chain(rest).fold(Pointer::root(), |at, token| at.child(token));
        self.root.at(&meant).is_some().then_some(meant)
    }

    fn elsewhere(&self, text: &str, span: Span) -> Reason {
        let base = span.source.of(self.sources).map_or("", Source::name);
        match self.files.lost(text, base) {
            Some(lost) => Reason { text: lost.reason, help: lost.help, fault: lost.fault },
            None => Reason::new("points to nothing"),
        }
    }

    fn nothing(&self, at: &Pointer) -> Reason {
        let beside = at.parent().and_then(|parent| self.root.at(&parent)?.as_object());
        let names = beside.into_iter().flat_map(|entries| entries.keys().map(String::as_str));
        let last = at.last().unwrap_or_default();
        Reason::new(format!("points to nothing{}", near(&last, names)))
    }
}
