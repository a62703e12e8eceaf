//! References where the specification has none: an Operation Object, a map, a list, a text. What
//! they lead to is put in their places, as every program does that makes one file of several.

use std::collections::{BTreeMap, BTreeSet};

use super::look::{Kind, Reference, Wanted, references};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::files::{relocate, relocated};
use crate::document::mounted::file_of;
use crate::document::original::Original;
use crate::document::shape::Object;
use crate::limit::{COPIES, REFERENCES};
use crate::node::{Entry, Node, Value};
use crate::source::{Pointer, Span};

/// Puts what such references lead to in their places. What is in another file moves, and leaves a
/// reference behind; of the document itself, a copy is made. One that leads nowhere stays. What is
/// said has the places of the original.
pub(in super::super) fn follow(
    root: &mut Node,
    table: &'static Object,
    original: &Original,
) -> Diagnostics {
    let mut follow = Follow { left: COPIES, ..Follow::default() };
    // What is put in place can hold such references in turn.
    for _ in 0..REFERENCES {
        let mut found = Vec::new();
        references(root, table, &mut |reference| found.extend(Foreign::of(reference)));
        found.retain(|foreign| !follow.failed.contains(&foreign.span));
        if found.is_empty() {
            break;
        }
        let mut moved = BTreeMap::new();
        for foreign in found {
            follow.put(root, &foreign, &mut moved);
        }
        relocate(root, &moved);
    }
    follow.report(original)
}

/// A reference where there should be none.
struct Foreign {
    at: Pointer,
    text: String,
    span: Span,
    kind: Kind,
    of: Option<&'static Object>,
}

impl Foreign {
    fn of(reference: &Reference<'_>) -> Option<Self> {
        let Wanted::Foreign { kind, of } = reference.wanted else { return None };
        let at = reference.place.pointer();
        Some(Self { at, text: reference.text.to_owned(), span: reference.span, kind, of })
    }

    /// What should stand there, as a subject.
    fn what(&self) -> String {
        match (self.of, self.kind, self.at.last()) {
            (Some(of), ..) => format!("{} Object", of.name),
            (None, Kind::Data, _) => "an example".to_owned(),
            (None, _, Some(key)) => format!("`{key}`"),
            (None, ..) => "the document".to_owned(),
        }
    }
}

#[derive(Default)]
struct Follow {
    /// How many nodes more may be copied.
    left: usize,
    is_full: Option<Span>,
    failed: BTreeSet<Span>,
    /// What was put in place: how it is called, how often, and where first.
    done: Vec<(String, usize, Span)>,
}

impl Follow {
    fn put(&mut self, root: &mut Node, foreign: &Foreign, moved: &mut BTreeMap<String, String>) {
        let at = now(&foreign.at, moved);
        match self.content(root, foreign, &at, moved) {
            Some(content) => {
                if let Some(place) = root.at_mut(&at) {
                    put(place, content);
                }
                self.count(foreign);
            }
            None => {
                self.failed.insert(foreign.span);
            }
        }
    }

    /// What a reference at a place leads to, taken from where it is.
    fn content(
        &mut self,
        root: &mut Node,
        foreign: &Foreign,
        at: &Pointer,
        moved: &mut BTreeMap<String, String>,
    ) -> Option<Node> {
        let target = target(root, &now(&Pointer::parse(&foreign.text)?, moved))?;
        // What holds the place cannot be put into it.
        if is_within(at, &target) {
            return None;
        }
        let found = root.at_mut(&target)?;
        let fits = match foreign.kind {
            Kind::Object => found.as_object().is_some(),
            Kind::List => found.as_array().is_some(),
            Kind::Text => found.as_str().is_some(),
            Kind::Data => true,
        };
        if !fits {
            return None;
        }
        let is_path = foreign.of.is_some_and(|of| of.name == "Path Item");
        let in_file = file_of(&target).is_some();
        if matches!(foreign.kind, Kind::Object | Kind::List) && in_file {
            moved.insert(target.to_string(), at.to_string());
            let span = found.span;
            let left = Node::object(span).with("$ref", Node::text(at.to_string(), span));
            return Some(std::mem::replace(found, left));
        }
        // A path of this document is followed where it is read, unless more stands beside.
        let is_alone = root.at(at)?.as_object().is_some_and(|entries| entries.len() == 1);
        if is_path && is_alone {
            return None;
        }
        let found = root.at(&target)?;
        let Some(left) = self.left.checked_sub(found.size()) else {
            self.is_full.get_or_insert(foreign.span);
            return None;
        };
        self.left = left;
        Some(found.clone())
    }

    fn count(&mut self, foreign: &Foreign) {
        // A path may be a reference.
        if foreign.of.is_some_and(|of| of.has_reference()) {
            return;
        }
        let what = foreign.what();
        match self.done.iter_mut().find(|(known, ..)| *known == what) {
            Some((_, count, ..)) => *count += 1,
            None => self.done.push((what, 1, foreign.span)),
        }
    }

    fn report(self, original: &Original) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        if let Some(span) = self.is_full {
            let at = original.place_of(span);
            let message =
                format!("copies of what references lead to have more than {COPIES} nodes");
            let diagnostic = Diagnostic::error(Code::LimitExceeded, at, span, message);
            diagnostics.push(diagnostic.help("refer to fewer of them, or to smaller ones"));
        }
        let Some((_, _, span)) = self.done.first() else { return diagnostics };
        let words = self.done.iter().map(|(what, count, _)| match count {
            1 => what.clone(),
            count => format!("{what} ({count} times)"),
        });
        let words: Vec<String> = words.collect();
        let message =
            format!("a `$ref` stands where the specification has none: {}", words.join(", "));
        let at = original.place_of(*span);
        let mut note = Diagnostic::note(Code::ForeignReference, at, *span, message);
        for (what, _, span) in self.done.iter().skip(1) {
            note = note.also(*span, format!("the first for {what}"));
        }
        let help = "make one file of the document with a bundler, if other programs refuse it";
        diagnostics.push(note.consequence("it is read as what it leads to").help(help));
        diagnostics
    }
}

/// Where a place is after something was moved.
fn now(at: &Pointer, moved: &BTreeMap<String, String>) -> Pointer {
    let now = relocated(&at.to_string(), moved).and_then(|text| Pointer::parse(&text));
    now.unwrap_or_else(|| at.clone())
}

/// What a place leads to, through further references.
fn target(root: &Node, at: &Pointer) -> Option<Pointer> {
    let mut at = at.clone();
    for _ in 0..REFERENCES {
        match root.at(&at)?.get("$ref").and_then(Node::as_str) {
            None => return Some(at),
            Some(text) => at = Pointer::parse(text)?,
        }
    }
    None
}

fn is_within(at: &Pointer, holder: &Pointer) -> bool {
    let (mut at, mut holder) = (at.tokens(), holder.tokens());
    holder.all(|token| at.next().is_some_and(|own| own == token))
}

/// What stands beside a reference wins over what it leads to.
fn put(place: &mut Node, content: Node) {
    let mut beside = std::mem::replace(place, content);
    beside.take("$ref");
    let Value::Object(beside) = beside.value else { return };
    for (key, entry) in beside {
        match (place.get_mut(&key).map(|own| &mut own.value), entry.node.value) {
            // Parameters of a path add to each other.
            (Some(Value::Array(own)), Value::Array(more)) if key == "parameters" => {
                own.extend(more);
            }
            (_, value) => {
                let node = Node { value, span: entry.node.span };
                place.put_entry(&key, Entry { key: entry.key, node });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_within_itself_and_what_holds_it() {
        let at = |text| Pointer::parse(text).unwrap();
        assert!(is_within(&at("#/a/b"), &at("#/a")));
        assert!(is_within(&at("#/a"), &at("#/a")));
        assert!(!is_within(&at("#/ab"), &at("#/a")));
        assert!(!is_within(&at("#/a"), &at("#/a/b")));
    }
}
