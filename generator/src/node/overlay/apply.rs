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

/// Of how many actions that select nothing it is told what they may have meant: a part of the document
/// is looked through for each, and an overlay can have as many of them as the document has parts.
const NEAR_MISSES: usize = 20;

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
#[derive(Clone, Default)]
pub struct Idle {
    actions: Vec<Action>,
}

impl Idle {
    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    /// Adds those of another list.
    pub fn extend(&mut self, other: Self) {
        self.actions.extend(other.actions);
    }

    /// Those that another list does not have.
    #[must_use]
    pub fn without(mut self, other: &Self) -> Self {
        let others: BTreeSet<_> = other.actions.iter().map(|action| action.target.span).collect();
        self.actions.retain(|action| !others.contains(&action.target.span));
        self
    }

    /// Applies them to another tree; gives those that select nothing there, either.
    #[must_use]
    pub fn apply(self, root: &mut Node, diagnostics: &mut Diagnostics) -> Self {
        self.apply_to_each(std::iter::once(root), diagnostics)
    }

    /// Applies them to some trees; gives those that select nothing in any.
    #[must_use]
    pub fn apply_to_each<'n>(
        self,
        roots: impl Iterator<Item = &'n mut Node>,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        if self.is_empty() {
            return self;
        }
        let mut known = vec![false; self.actions.len()];
        for root in roots {
            let mut tree = Tree { json: root.to_json(), root, diagnostics };
            for (action, is_known) in self.actions.iter().zip(&mut known) {
                *is_known |= tree.act(action);
            }
        }
        let idle = self.actions.into_iter().zip(known).filter(|(_, is_known)| !is_known);
        Self { actions: idle.map(|(action, _)| action).collect() }
    }

    /// Reports that they select nothing in any of these trees.
    pub fn tell(self, roots: &[Node], diagnostics: &mut Diagnostics) {
        if self.is_empty() {
            return;
        }
        let roots: Vec<serde_json::Value> = roots.iter().map(Node::to_json).collect();
        for (index, Action { target, at, .. }) in self.actions.into_iter().enumerate() {
            // Of several trees, the one is meant that it leads the furthest into; the first of these.
            let whole = roots.first().unwrap_or(&serde_json::Value::Null);
            let looked_at = if index < NEAR_MISSES { roots.as_slice() } else { &[] };
            let near = looked_at.iter().rev().map(|root| near_miss(&target.text, root, whole));
            let near = near.filter(|(_, near)| !near.is_empty()).max_by_key(|(reach, _)| *reach);
            let near = near.map(|(_, near)| near).unwrap_or_default();
            let message = format!("`{}` selects nothing{near}", target.text);
            let at = at.child("target");
            let warning = Diagnostic::warning(Code::IdleOverlay, at, target.span, message);
            diagnostics.push(
                warning
                    .consequence("the action changes nothing")
                    .help("correct the query, or remove it"),
            );
        }
    }
}

/// Says where an overlay is made for another document.
fn extends(overlay: &Overlay, document: &Source, diagnostics: &mut Diagnostics) {
    let Some((wanted, span)) = &overlay.extends else { return };
    // Of a URL, query and fragment name no file (RFC 3986, section 3).
    let path = wanted.split(['?', '#']).next().unwrap_or_default();
    let own = document.file();
    if path.rsplit('/').next() != Some(own) {
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
            let help = "make an action for each kind; a filter selects one, such as operations \
                        beside the `parameters` of a path: `$.paths.*[?@.responses]`";
            return self.refuse(&at, &action.target, message, help);
        }
        if action.is_first && first == Some(PLAIN) {
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
            let is_replaced = node.is_plain();
            if let Err(unfit) = updated {
                return self.unfit(action, target, &unfit);
            }
            if is_replaced && let Some(entry) = self.root.entry_at_mut(target) {
                entry.key = value.span;
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

/// What is neither an object nor a list.
const PLAIN: &str = "a plain value";

/// What nodes have to have in common that one action changes.
fn kind(node: &Node) -> &'static str {
    match node.value {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        _ => PLAIN,
    }
}
