//! What is found wrong while a document is lowered, with its place in the document.
//!
//! All of lowering shares it to read: the document does not change, and a report only adds.

mod held;
mod keys;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3::ReferenceOr;

pub(super) use self::held::{Finished, Held, Member};
use self::keys::Keys;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Component, Document};
use crate::name::Scope;
use crate::name::lock::{FILE, Key, Kind, Names};
use crate::node::Node;
use crate::source::{Pointer, Span};

/// At most this many names are told of.
const TOLD: usize = 10;

/// The document, and what was found in it.
pub(super) struct Report<'d> {
    pub(super) document: &'d Document,
    pub(super) held: Held<'d>,
    found: RefCell<Diagnostics>,
    keys: Keys,
    /// Where other tools say that an enum takes no other values than its own.
    closed: RefCell<BTreeSet<Pointer>>,
}

impl<'d> Report<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self::beside(document, None, "")
    }

    /// One for a crate that has `names` already. `file` is the name of the document's file.
    pub(super) fn beside(document: &'d Document, names: Option<&'d Names>, file: &str) -> Self {
        Self {
            document,
            held: Held::new(names, file),
            found: RefCell::default(),
            keys: Keys::default(),
            closed: RefCell::default(),
        }
    }

    /// What a key of ours says of what stands at a place: it is read.
    pub(super) fn key(&self, at: &Pointer, key: &str) -> Option<&Node> {
        let said = self.document.extension(at, key)?;
        self.keys.add(said);
        Some(said)
    }

    /// Notes that what a key of ours said came to nothing.
    pub(super) fn note_idle(&self, at: &Pointer) {
        if let Some(said) = self.document.root().at(at) {
            self.keys.take(said);
        }
    }

    /// Tells of the keys of ours that nothing has read.
    pub(super) fn tell_idle_keys(&self) {
        for (at, is_ours) in self.keys.idle(self.document.root()) {
            if self.document.foreign_key(&at).is_some() {
                continue;
            }
            let key = at.last().unwrap_or_default();
            let message = format!("`{key}` says nothing of what is generated here");
            let told = match is_ours {
                true => self.warning(Code::InvalidExtension, &at, message),
                false => self.note(Code::InvalidExtension, &at, message),
            };
            told.then("it changes nothing")
                .help("`docs/extensions.md` of the generator says where each key is read");
        }
    }

    /// Notes that what is at a place, of another tool, closes an enum.
    pub(super) fn note_closed(&self, at: &Pointer) {
        self.closed.borrow_mut().insert(at.clone());
    }

    /// Tells that other tools close enums, once for each way to say so.
    pub(super) fn tell_closed_enums(&self) {
        let mut by_key: BTreeMap<&str, (&Pointer, usize)> = BTreeMap::new();
        let closed = self.closed.borrow();
        for at in closed.iter() {
            let Some(key) = self.document.foreign_key(at) else { continue };
            by_key.entry(key).or_insert((at, 0)).1 += 1;
        }
        for (key, (at, count)) in by_key {
            let what = match count {
                1 => "this enum".to_owned(),
                count => format!("{count} enums of the document, here and elsewhere"),
            };
            self.note(Code::ClosedEnum, at, format!("`{key}` closes {what}"))
                .then("another value than theirs is an error where it is received")
                .help("where the server has other values, an overlay can say `x-open-enum: true` beside it");
        }
    }

    /// All that was found.
    pub(super) fn finish(self) -> Diagnostics {
        self.found.into_inner()
    }

    /// The same, and all that has a name.
    pub(super) fn finish_with(self, types: &BTreeSet<String>) -> (Diagnostics, Finished) {
        (self.found.into_inner(), self.held.finish(types))
    }

    pub(super) fn error(
        &self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.tell(Diagnostic::error(code, at.clone(), self.document.span(at), message))
    }

    /// An error whose fault is the value, and not that it stands there.
    pub(super) fn value_error(
        &self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.tell(Diagnostic::error(code, at.clone(), self.document.value_span(at), message))
    }

    pub(super) fn warning(
        &self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.tell(Diagnostic::warning(code, at.clone(), self.document.span(at), message))
    }

    /// A warning whose cause is the value, and not that it stands there.
    pub(super) fn value_warning(
        &self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.tell(Diagnostic::warning(code, at.clone(), self.document.value_span(at), message))
    }

    pub(super) fn note(
        &self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.tell(Diagnostic::note(code, at.clone(), self.document.span(at), message))
    }

    /// A note whose cause is the value, and not that it stands there.
    pub(super) fn value_note(
        &self,
        code: Code,
        at: &Pointer,
        message: impl Into<String>,
    ) -> Reported<'_> {
        self.tell(Diagnostic::note(code, at.clone(), self.document.value_span(at), message))
    }

    fn tell(&self, diagnostic: Diagnostic) -> Reported<'_> {
        Reported { found: &self.found, diagnostic: Some(diagnostic) }
    }

    /// What a `$ref` leads to; an error is reported where it leads nowhere.
    pub(super) fn follow<T: Component>(
        &self,
        item: &'d ReferenceOr<T>,
        at: &Pointer,
    ) -> Option<(Cow<'d, T>, Pointer)> {
        match self.document.follow(item, at) {
            Ok(found) => Some(found),
            Err(reason) => {
                self.unresolved(item_reference(item), at, &reason);
                None
            }
        }
    }

    pub(super) fn unresolved(&self, reference: &str, at: &Pointer, reason: &str) {
        // A conversion may have rewritten it.
        let reference = self.document.written_reference(at).unwrap_or(reference);
        let message = format!("`{reference}` {reason}");
        self.value_error(Code::UnresolvedReference, &at.child("$ref"), message)
            .help("correct the reference, or add what it points to");
    }

    /// Notes which names would be others, had the crate none yet.
    pub(super) fn note_names(&self, held: &Finished, fresh: &Finished) {
        let others = held.names.iter().filter_map(|(key, (name, _))| {
            let (fresh, _) = fresh.names.get(key)?;
            (fresh != name).then(|| format!("the {} `{name}` would be `{fresh}`", key.kind.word()))
        });
        let others: Vec<String> = others.collect();
        if others.is_empty() {
            return;
        }
        let more = match others.len().saturating_sub(TOLD) {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let shown = others.iter().take(TOLD).cloned().collect::<Vec<_>>().join(", ");
        let message = format!("names stay by `{}`: {shown}{more}", FILE);
        self.note(Code::NameCollision, &Pointer::root().child("info"), message)
            .then("what uses the crate goes on to compile")
            .help("`--rename` names all anew, which breaks what uses the crate");
    }

    /// A name; reports where it was taken, and what stands instead.
    pub(super) fn claim(
        &self,
        scope: &mut Scope,
        wanted: &str,
        wire: &str,
        at: &Pointer,
    ) -> String {
        let name = scope.claim_for(wanted, Some(at));
        if name != wanted {
            self.taken(scope, (wanted, &name), wire, at);
        }
        name
    }

    /// What sets a part of a client: what it was called before, or else by the `wanted` name. `what` is set.
    pub(super) fn claim_setter(
        &self,
        scope: &mut Scope,
        (wanted, what): (&str, &str),
        wire: &str,
        at: &Pointer,
    ) -> String {
        let key = Key::new(Kind::Setter, "", format!("{what} {wire}"));
        let told = self.held.told_one(&key, scope, wanted);
        if told != wanted && !scope.is_free(wanted) {
            self.taken(scope, (wanted, &told), wire, at);
        }
        let name = scope.claim_for(&told, Some(at));
        self.held.keep_one(key, &name, false);
        name
    }

    /// Reports that a name was taken, and what stands instead.
    pub(super) fn taken(
        &self,
        scope: &Scope,
        (wanted, name): (&str, &str),
        wire: &str,
        at: &Pointer,
    ) {
        let here = self.document.span(at);
        let holder = scope.holder(wanted).map(|holder| self.document.span(holder));
        // OpenAPI 3.0.3, "Operation Object": an id is unique among all operations.
        let id = |at: &Pointer| self.document.root().at(at)?.get("operationId")?.as_str();
        let is_twice =
            id(at) == Some(wire) && scope.holder(wanted).is_some_and(|it| id(it) == id(at));
        let message = match is_twice {
            true => format!("two operations have the id `{wire}`"),
            false => format!("the name `{wanted}` for `{wire}` is taken"),
        };
        let mut note = self.note(Code::NameCollision, at, message);
        if let Some(holder) = holder.filter(|holder| *holder != here) {
            note = note.also(holder, if is_twice { "the other one" } else { "by this" });
        }
        // The values of an enum, and names in `required`, are no objects that could say it.
        if self.document.root().at(at).is_some_and(|node| node.as_object().is_some()) {
            note = note.mended_by("x-rust-name", name);
        }
        note.then(format!("it becomes `{name}`"))
            .help("rename one of the two in the document for a better name");
    }
}

/// The reference that stands in the place of an item, if one does.
pub(super) fn item_reference<T>(item: &ReferenceOr<T>) -> &str {
    match item {
        ReferenceOr::Reference { reference } => reference,
        ReferenceOr::Item(_) => "",
    }
}

/// A diagnostic that is added when its last part is said.
pub(super) struct Reported<'a> {
    found: &'a RefCell<Diagnostics>,
    diagnostic: Option<Diagnostic>,
}

impl Reported<'_> {
    /// What follows from it.
    pub(super) fn then(mut self, consequence: impl Into<String>) -> Self {
        self.diagnostic =
            self.diagnostic.take().map(|diagnostic| diagnostic.consequence(consequence));
        self
    }

    /// Another place that belongs to it.
    pub(super) fn also(mut self, place: Span, text: &str) -> Self {
        self.diagnostic = self.diagnostic.take().map(|diagnostic| diagnostic.also(place, text));
        self
    }

    /// What an overlay could merge into the object at the place.
    pub(super) fn mended_by(mut self, key: &'static str, value: &str) -> Self {
        self.diagnostic = self.diagnostic.take().map(|diagnostic| diagnostic.mended_by(key, value));
        self
    }

    /// What to do about it.
    pub(super) fn help(mut self, help: impl Into<String>) {
        self.diagnostic = self.diagnostic.take().map(|diagnostic| diagnostic.help(help));
    }
}

impl Drop for Reported<'_> {
    fn drop(&mut self) {
        // Nothing else is borrowed while a report is dropped.
        if let (Some(diagnostic), Ok(mut found)) =
            (self.diagnostic.take(), self.found.try_borrow_mut())
        {
            found.push(diagnostic);
        }
    }
}
