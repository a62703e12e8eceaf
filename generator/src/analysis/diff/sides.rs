//! The two documents, and what is found between them.

use std::collections::BTreeMap;

use super::change::{Change, Place, Subject};
use super::rules::{Answers, Kind, Way};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::limit::Limits;
use crate::model::{Api, TypeId};
use crate::node::{Node, Value, overlay, parse};
use crate::source::{Pointer, Source, SourceId, Span};

/// A document, and what it became.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) api: &'a Api,
    pub(super) document: &'a Document,
    pub(super) sources: &'a [Source],
    /// The document as it was written, its overlays applied, and its other files, each with its name.
    pub(super) written: Vec<(String, Node)>,
    /// Where each text is in the document as it was written.
    spans: BTreeMap<Span, Pointer>,
}

impl<'a> Side<'a> {
    pub(super) fn new(api: &'a Api, document: &'a Document, sources: &'a [Source]) -> Self {
        let main = document.root().span.source;
        let written = written(sources, main, &document.limits);
        let mut spans = BTreeMap::new();
        if let Some((_, root)) = written.first() {
            gather(root, &Pointer::root(), &mut spans);
        }
        Self { api, document, sources, written, spans }
    }

    /// Where it was written what stands at a place.
    pub(super) fn pointer(&self, at: &Pointer) -> Pointer {
        let Some((_, root)) = self.written.first() else { return at.clone() };
        let (depth, span) = self.document.root().nearest_place(at);
        let (depth_before, span_before) = root.nearest_place(at);
        if span == span_before && depth_before >= depth {
            return at.clone();
        }
        self.spans.get(&span).unwrap_or(at).clone()
    }

    fn place(&self, at: &Pointer) -> Place {
        let span = self.document.span(at);
        let source = span.source.of(self.sources);
        Place {
            file: source.map(|source| source.name().to_owned()).unwrap_or_default(),
            line: source.map_or(1, |source| source.position(span.start as usize).line),
            pointer: self.pointer(at),
        }
    }

    /// A place of one of the files as they were written.
    fn written_place(&self, file: usize, at: &Pointer) -> Place {
        let span = self.written.get(file).map(|(_, root)| root.key_span_of(at));
        let source = span.and_then(|span| span.source.of(self.sources));
        let start = span.map_or(0, |span| span.start as usize);
        Place {
            file: source.map(|source| source.name().to_owned()).unwrap_or_default(),
            line: source.map_or(1, |source| source.position(start).line),
            pointer: at.clone(),
        }
    }
}

/// The document of a source with its overlays, and its other files.
fn written(sources: &[Source], main: SourceId, limits: &Limits) -> Vec<(String, Node)> {
    let mut files = Vec::new();
    let Some(name) = main.of(sources).map(Source::name) else { return files };
    let ids = (0u32..).map(SourceId).zip(sources);
    let is_text = |id: SourceId, source: &Source| {
        let is_of_it = id == main || source.document() == Some(name);
        is_of_it && !source.is_overlay() && !source.is_by_hand() && source.fault().is_none()
    };
    for (id, source) in ids.filter(|(id, source)| is_text(*id, source)) {
        let (Some(mut root), _) = parse(id, source, limits) else { continue };
        if id == main {
            // What is wrong with them was reported when the document was read.
            overlay::apply(&mut root, source, sources, limits, &mut Diagnostics::new());
            files.insert(0, (source.name().to_owned(), root));
        } else {
            files.push((source.name().to_owned(), root));
        }
    }
    files
}

fn gather(node: &Node, at: &Pointer, spans: &mut BTreeMap<Span, Pointer>) {
    spans.entry(node.span).or_insert_with(|| at.clone());
    match &node.value {
        Value::Object(entries) => {
            entries.iter().for_each(|(key, entry)| gather(&entry.node, &at.child(key), spans));
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, item)| gather(item, &at.index(index), spans));
        }
        _ => {}
    }
}

/// The types of both that are the same one, before and after.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs {
    /// The type of NEW, by that of OLD.
    pub(super) new: BTreeMap<TypeId, TypeId>,
    /// The type of OLD, by that of NEW.
    pub(super) old: BTreeMap<TypeId, TypeId>,
}

impl Pairs {
    /// Puts two together unless one of them has another already; whether it did.
    pub(super) fn join(&mut self, old: TypeId, new: TypeId) -> bool {
        let is_free = !self.new.contains_key(&old) && !self.old.contains_key(&new);
        if is_free {
            self.new.insert(old, new);
            self.old.insert(new, old);
        }
        is_free
    }

    /// Whether they are the same.
    pub(super) fn are_one(&self, old: TypeId, new: TypeId) -> bool {
        self.new.get(&old) == Some(&new)
    }
}

/// What is looked at: a subject, its items, and the way that its values go.
#[derive(Debug, Clone)]
pub(super) struct Topic {
    pub(super) subject: Subject,
    pub(super) owned: Vec<String>,
    pub(super) way: Way,
}

impl Topic {
    /// The same, of which values go this way.
    pub(super) fn going(&self, way: Way) -> Self {
        Self { way, ..self.clone() }
    }
}

/// What was said of one place, in OLD and in NEW.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot<'a> {
    /// It is in both.
    Both(&'a Pointer, &'a Pointer),
    /// It is in OLD alone.
    Old(&'a Pointer),
    /// It is in NEW alone.
    New(&'a Pointer),
}

/// Gathers what is found.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) pairs: Pairs,
    pub(super) changes: Vec<Change>,
}

impl Finder<'_> {
    /// Tells a change, with what follows at worst.
    pub(super) fn tell(
        &mut self,
        kind: Kind,
        topic: &Topic,
        spot: Spot<'_>,
        item: &str,
        what: String,
    ) {
        let answers = kind.rule().answers(topic.way);
        self.tell_as(kind, topic, spot, item, (what, answers));
    }

    /// Tells a change of which more is known than the worst.
    pub(super) fn tell_as(
        &mut self,
        kind: Kind,
        topic: &Topic,
        spot: Spot<'_>,
        item: &str,
        (what, answers): (String, Answers),
    ) {
        let (old, new) = match spot {
            Spot::Both(old, new) => (Some(old), Some(new)),
            Spot::Old(old) => (Some(old), None),
            Spot::New(new) => (None, Some(new)),
        };
        let items = Some(item.to_owned()).filter(|item| !item.is_empty());
        self.changes.push(Change {
            kind,
            api: None,
            subject: topic.subject.clone(),
            what,
            items: items.into_iter().collect(),
            old: old.map(|at| self.old.place(at)),
            new: new.map(|at| self.new.place(at)),
            answers,
            reached_by: Vec::new(),
            owned: topic.owned.clone(),
        });
    }
}

impl Finder<'_> {
    /// Tells a difference of the texts, by its places in one file of each.
    pub(super) fn tell_of_text(
        &mut self,
        kind: Kind,
        subject: Subject,
        (spot, file): (Spot<'_>, (usize, usize)),
        what: String,
    ) {
        let (old, new) = match spot {
            Spot::Both(old, new) => (Some(old), Some(new)),
            Spot::Old(old) => (Some(old), None),
            Spot::New(new) => (None, Some(new)),
        };
        self.changes.push(Change {
            kind,
            api: None,
            subject,
            what,
            items: Vec::new(),
            old: old.map(|at| self.old.written_place(file.0, at)),
            new: new.map(|at| self.new.written_place(file.1, at)),
            answers: kind.rule().answers(Way::BOTH),
            reached_by: Vec::new(),
            owned: Vec::new(),
        });
    }
}

/// The first of each name.
pub(super) fn by_name<T>(items: &[T], name: fn(&T) -> &str) -> BTreeMap<&str, &T> {
    items.iter().rev().map(|item| (name(item), item)).collect()
}

/// A name of a document in a sentence.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", name.replace('`', "'").replace(['\n', '\r'], " "))
}
