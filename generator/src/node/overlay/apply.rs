//! Applies overlays to a tree.

use std::collections::BTreeSet;

use serde_json_path::PathElement;

use super::action::{Action, Change, Overlay, Query};
use super::merge::{Unfit, update};
use super::near_miss::near_miss;
use super::read::read;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limit::Limits;
use crate::node::{Node, Value};
use crate::source::{Pointer, Source, SourceId};

/// Applies the overlays of a document, one after the other. Gives the actions whose targets select
/// nothing: the nodes may be in other files. An error stops the document.
pub fn apply(
    root: &mut Node,
    document: &Source,
    sources: &[Source],
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Idle {
    let ids = (0u32..).map(SourceId).zip(sources);
    let of_it = |source: &Source| source.is_overlay() && source.document() == Some(document.name());
    let mut idle = Idle::default();
    for (id, source) in ids.filter(|(_, source)| of_it(source)) {
        let Some(overlay) = read(id, source, limits, diagnostics) else { continue };
        extends(&overlay, document, diagnostics);
        let mut tree = Tree { json: root.to_json(), root, diagnostics };
        for action in overlay.actions {
            if !tree.act(&action) {
                idle.actions.push(action);
            }
        }
    }
    idle
}

/// Actions whose targets select nothing.
#[derive(Default)]
pub struct Idle {
    actions: Vec<Action>,
}

impl Idle {
    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    /// Applies them to another tree; gives those that select nothing there, either.
    #[must_use]
    pub fn apply(self, root: &mut Node, diagnostics: &mut Diagnostics) -> Self {
        if self.is_empty() {
            return self;
        }
        let mut tree = Tree { json: root.to_json(), root, diagnostics };
        let actions = self.actions.into_iter().filter(|action| !tree.act(action)).collect();
        Self { actions }
    }

    /// Reports that they select nothing.
    pub fn tell(self, root: &mut Node, diagnostics: &mut Diagnostics) {
        if self.is_empty() {
            return;
        }
        let mut tree = Tree { json: root.to_json(), root, diagnostics };
        for action in self.actions {
            tree.idle(&action.target, &action.at.child("target"));
        }
    }
}

/// Says where an overlay is made for another document.
fn extends(overlay: &Overlay, document: &Source, diagnostics: &mut Diagnostics) {
    let Some((wanted, span)) = &overlay.extends else { return };
    let file = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let own = file(document.name());
    if file(wanted) != own {
        let at = Pointer::root().child("extends");
        let message = format!("this overlay is made for `{wanted}`, and not for `{own}`");
        let note = Diagnostic::note(Code::IdleOverlay, at, *span, message);
        diagnostics.push(
            note.consequence("it is applied nevertheless")
                .help("correct `extends`, if it is meant for this document"),
        );
    }
}

/// The document while it is changed.
struct Tree<'a> {
    root: &'a mut Node,
    /// The same, as queries read it.
    json: serde_json::Value,
    diagnostics: &'a mut Diagnostics,
}

impl Tree<'_> {
    /// Does what an action says; whether its target selects anything.
    fn act(&mut self, action: &Action) -> bool {
        let targets = self.select(&action.target);
        if targets.is_empty() {
            return false;
        }
        match &action.change {
            Change::Nothing => return true,
            Change::Remove => self.remove(action, targets),
            Change::Update(value) => self.update(action, &targets, value),
            Change::Copy(query) => {
                let found = self.select(query);
                let value = match found.as_slice() {
                    [only] => self.root.at(only).cloned(),
                    _ => None,
                };
                match value {
                    Some(value) => self.update(action, &targets, &value),
                    None => {
                        let message =
                            format!("`{}` selects {} nodes, and not one", query.text, found.len());
                        let help = "name the one that is copied";
                        self.refuse(&action.at.child("copy"), query, message, help);
                    }
                }
            }
        }
        true
    }

    fn select(&self, query: &Query) -> Vec<Pointer> {
        let found = query.path.query_located(&self.json);
        // A query can select a node twice.
        let mut known = BTreeSet::new();
        let places = found.locations().map(|location| {
            location.iter().fold(Pointer::root(), |at, step| match step {
                PathElement::Name(name) => at.child(name),
                PathElement::Index(index) => at.index(*index),
            })
        });
        places.filter(|place| known.insert(place.clone())).collect()
    }

    fn update(&mut self, action: &Action, targets: &[Pointer], value: &Node) {
        let at = action.at.child("target");
        let mut kinds = targets.iter().filter_map(|target| self.root.at(target)).map(kind);
        let first = kinds.next();
        if kinds.any(|kind| Some(kind) != first) {
            let message = format!("`{}` selects nodes of several kinds", action.target.text);
            let help = "make an action for the objects, and one for the lists";
            return self.refuse(&at, &action.target, message, help);
        }
        if action.is_first && first == Some("a plain value") {
            let message = format!("`{}` selects no object and no list", action.target.text);
            let help = "select what holds it, or write `overlay: 1.1.0`";
            return self.refuse(&at, &action.target, message, help);
        }
        for target in targets {
            let Some(node) = self.root.at_mut(target) else { continue };
            let updated = update(node, value);
            // The rest stays as it is: an overlay can have as many actions as the document has parts.
            if let Some(json) = json_at(&mut self.json, target) {
                *json = node.to_json();
            }
            if let Err(unfit) = updated {
                return self.unfit(action, target, &unfit);
            }
        }
    }

    fn remove(&mut self, action: &Action, mut targets: Vec<Pointer>) {
        if targets.iter().any(|target| target.parent().is_none()) {
            let help = "select a part of it";
            let message = "the document itself cannot be removed".to_owned();
            return self.refuse(&action.at.child("target"), &action.target, message, help);
        }
        // Of a list, the last one first: the others keep their places.
        let index = |at: &Pointer| at.last().and_then(|key| key.parse::<usize>().ok());
        targets.sort_by(|one, other| {
            let parents = other.parent().cmp(&one.parent());
            parents.then_with(|| index(other).cmp(&index(one)))
        });
        for target in targets {
            let (Some(parent), Some(key)) = (target.parent(), target.last()) else { continue };
            match self.root.at_mut(&parent).map(|node| &mut node.value) {
                Some(Value::Object(entries)) => drop(entries.shift_remove(key.as_ref())),
                Some(Value::Array(items)) => {
                    if let Some(index) = index(&target).filter(|index| *index < items.len()) {
                        items.remove(index);
                    }
                }
                _ => {}
            }
            match json_at(&mut self.json, &parent) {
                Some(serde_json::Value::Object(members)) => drop(members.remove(key.as_ref())),
                Some(serde_json::Value::Array(items)) => {
                    if let Some(index) = index(&target).filter(|index| *index < items.len()) {
                        items.remove(index);
                    }
                }
                _ => {}
            }
        }
    }

    fn idle(&mut self, query: &Query, at: &Pointer) {
        let near = near_miss(&query.text, &self.json);
        let message = format!("`{}` selects nothing{near}", query.text);
        let warning = Diagnostic::warning(Code::IdleOverlay, at.clone(), query.span, message);
        self.diagnostics.push(
            warning
                .consequence("the action changes nothing")
                .help("correct the query, or remove it"),
        );
    }

    fn unfit(&mut self, action: &Action, target: &Pointer, unfit: &Unfit) {
        let message = format!("{} cannot be merged into {}", unfit.found, unfit.there);
        let at = action.at.clone();
        let error = Diagnostic::error(Code::InvalidOverlay, at, unfit.span, message)
            .also(unfit.place, format!("in `{target}`"));
        self.diagnostics.push(error.help("remove what is there first, by an action of its own"));
    }

    fn refuse(&mut self, at: &Pointer, query: &Query, message: String, help: &str) {
        let error = Diagnostic::error(Code::InvalidOverlay, at.clone(), query.span, message);
        self.diagnostics.push(error.help(help));
    }
}

/// A part of the document, as queries read it.
fn json_at<'j>(json: &'j mut serde_json::Value, at: &Pointer) -> Option<&'j mut serde_json::Value> {
    at.tokens().try_fold(json, |value, token| match value {
        serde_json::Value::Object(members) => members.get_mut(token.as_ref()),
        serde_json::Value::Array(items) => items.get_mut(token.parse::<usize>().ok()?),
        _ => None,
    })
}

/// What nodes have to have in common that one action changes.
fn kind(node: &Node) -> &'static str {
    match node.value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        _ => "a plain value",
    }
}
