//! The two documents, and what is found between them.

use std::collections::BTreeMap;

use super::change::{Change, Place, Subject};
use super::rules::{Answers, Kind, Way};
use crate::document::Document;
use crate::model::{Api, TypeId};
use crate::source::{Pointer, Source};

/// A document, and what it became.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) api: &'a Api,
    pub(super) document: &'a Document,
    pub(super) sources: &'a [Source],
}

impl Side<'_> {
    fn place(&self, at: &Pointer) -> Place {
        let span = self.document.span(at);
        let source = span.source.of(self.sources);
        Place {
            file: source.map(|source| source.name().to_owned()).unwrap_or_default(),
            line: source.map_or(1, |source| source.position(span.start as usize).line),
            pointer: self.document.place(at),
            at: at.clone(),
        }
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

/// A name of a document in a sentence.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", name.replace('`', "'").replace(['\n', '\r'], " "))
}
