//! One tree of a document and its other files, in which each reference leads where it should.

use std::collections::BTreeSet;

use super::dialect::{self, VendorKeys};
use super::files::{self, Files};
use super::mend;
use super::original::{Original, restated};
use super::version::Dialect;
use crate::diagnostic::Diagnostics;
use crate::limit::Limits;
use crate::node::Node;
use crate::node::overlay::Idle;
use crate::source::{Source, Span};

/// The tree, and what is known of how it came to be.
pub(super) struct Bundle {
    pub(super) root: Node,
    /// The tree as it was written, where things have moved, or will.
    pub(super) original: Option<Original>,
    /// What was found, by the places of the tree.
    pub(super) found: Diagnostics,
    /// What was found, by the places of the text.
    told: Diagnostics,
    /// The tree before what is wrong was taken out of it, where its places are not those of the
    /// text.
    before: Option<Node>,
    /// The names of the security schemes that it declares.
    pub(super) schemes: BTreeSet<String>,
    /// The extensions of other tools that were read.
    pub(super) keys: VendorKeys,
}

/// A document and its other files, all references linked, and what was found by then.
struct Linked<'s> {
    root: Node,
    files: Files<'s>,
    moves: bool,
    original: Option<Original>,
    unlinked: Vec<Span>,
    found: Diagnostics,
    told: Diagnostics,
    /// The actions of overlays that select nothing.
    idle: Idle,
}

/// Makes one tree of a document. `idle` are the actions of overlays that select nothing in the
/// document itself.
pub(super) fn bundle(
    root: Node,
    dialect: Dialect,
    idle: Idle,
    (source, sources): (&Source, &[Source]),
    limits: &Limits,
) -> Bundle {
    let table = dialect.table();
    let all = (source, sources);
    let again = (!idle.is_empty()).then(|| (root.clone(), idle.clone()));
    let mut linked = link(root, dialect, (idle, Idle::default()), all, limits);
    if let Some((root, idle)) = again.filter(|_| linked.moves && !linked.idle.is_empty()) {
        // What selects nothing in all of it may be a path of one of its files alone.
        let (of_all, of_files) = (idle.without(&linked.idle), linked.idle);
        linked = link(root, dialect, (of_all, of_files), all, limits);
    }
    let Linked { mut root, files, mut moves, mut original, unlinked, mut found, mut told, idle } =
        linked;
    idle.tell(&files::each(&root), &mut told);
    mend::straighten(&mut root);
    let has_vendors = dialect::has_vendors(&root);
    let keys = match has_vendors {
        true => {
            original.get_or_insert_with(|| Original::new(root.clone()));
            dialect::read_vendors(dialect, &mut root, &mut found)
        }
        false => VendorKeys::default(),
    };
    let mut survey = mend::survey(&root, table, &unlinked, &files, sources);
    if survey.has_foreign && !moves {
        // In a document of one file, they lead to its own parts.
        moves = true;
        let original = original.get_or_insert_with(|| Original::new(root.clone()));
        told.extend(mend::follow(&mut root, table, original));
        mend::straighten(&mut root);
        survey = mend::survey(&root, table, &unlinked, &files, sources);
    }
    // What follows takes out what is wrong; by itself it moves nothing.
    let before = (moves || has_vendors).then(|| root.clone());
    let schemes = schemes(&root);
    survey.mend(&mut root, &mut found);
    mend::spell(&mut root, &mut found);
    Bundle { root, original, found, told, before, schemes, keys }
}

/// Links a document to its other files. Of the actions of overlays, the first are those of all of it,
/// the others those of each file alone.
fn link<'s>(
    mut root: Node,
    dialect: Dialect,
    (of_all, of_files): (Idle, Idle),
    (source, sources): (&'s Source, &'s [Source]),
    limits: &Limits,
) -> Linked<'s> {
    let (mut found, mut told) = (Diagnostics::new(), Diagnostics::new());
    let mut files = Files::new(source, sources);
    let moves = files.mount(&mut root, limits, &mut found);
    let mut idle = of_files;
    if !idle.is_empty() {
        idle = idle.apply_to_each(files::others_mut(&mut root), &mut told);
    }
    let original = (moves || dialect != Dialect::V3_0).then(|| Original::new(root.clone()));
    dialect::resolve(dialect, &mut root, &mut found);
    let unlinked = files.link(&mut root);
    if let Some(original) = original.as_ref().filter(|_| moves) {
        told.extend(mend::follow(&mut root, dialect.table(), original));
        files::shorten(&mut root);
        files::hoist(&mut root);
    }
    if !of_all.is_empty() {
        let mut rest = Idle::default();
        files::without(&mut root, |root| rest = of_all.apply(root, &mut told));
        // What only other files have, such as their components, is below the document's root.
        idle.extend(rest.apply(&mut root, &mut told));
    }
    Linked { root, files, moves, original, unlinked, found, told, idle }
}

impl Bundle {
    /// Whether there are errors. What was found is told, by the places of the text.
    pub(super) fn tell(&mut self, diagnostics: &mut Diagnostics) -> bool {
        let (found, told) = (std::mem::take(&mut self.found), std::mem::take(&mut self.told));
        let has_errors = found.has_errors() || told.has_errors();
        diagnostics.extend(told);
        diagnostics.extend(match &self.before {
            Some(before) => restated(self.original.as_ref(), found, before),
            None => found,
        });
        has_errors
    }
}

fn schemes(root: &Node) -> BTreeSet<String> {
    let new = root.get("components").and_then(|components| components.get("securitySchemes"));
    let lists = [new, root.get("securityDefinitions")].into_iter().flatten();
    let entries = lists.filter_map(Node::as_object).flatten();
    entries.map(|(name, _)| name.clone()).collect()
}
