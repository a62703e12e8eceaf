//! From what a survey found to the actions of a write, in an order that works.

use std::collections::BTreeSet;

use crate::output::Tree;

use super::journal::Action;
use super::survey::{Survey, ancestors};

/// What a write will do.
#[derive(Debug, Default)]
pub(super) struct Plan<'t> {
    /// In this order. The index of an action is its slot in the staging folder.
    pub(super) actions: Vec<Action>,
    /// The new texts, one for each [`Action::Place`].
    pub(super) texts: Vec<Staged<'t>>,
}

/// A text that will be staged.
#[derive(Debug)]
pub(super) struct Staged<'t> {
    /// The index of its action.
    pub(super) slot: usize,
    /// Its path below the root.
    pub(super) path: &'t str,
    /// What will be written.
    pub(super) text: &'t str,
}

/// Plans to make the disk equal to the tree, and to write the files that are written `once`.
///
/// Old files and folders go before new ones come, so that a change of case alone
/// works on file systems without case.
pub(super) fn plan<'t>(survey: &Survey, tree: &'t Tree, once: &[(&'t str, &'t str)]) -> Plan<'t> {
    let above = |paths: &[String]| -> BTreeSet<String> {
        let folders = paths.iter().flat_map(|path| ancestors(path));
        folders.map(str::to_owned).collect()
    };
    let wanted: BTreeSet<&str> = tree.iter().flat_map(|(path, _)| ancestors(path)).collect();
    let mut plan = Plan::default();
    let old = survey.changed.iter().chain(&survey.removed);
    plan.actions.extend(old.cloned().map(Action::Aside));
    // Backwards, a folder comes before the one that it is in.
    let emptied = above(&survey.removed).into_iter().rev();
    let emptied = emptied.filter(|folder| !wanted.contains(folder.as_str()));
    plan.actions.extend(emptied.map(Action::Clear));
    let missing = above(&survey.added).into_iter();
    let missing = missing.filter(|folder| !survey.folders.contains(folder));
    plan.actions.extend(missing.map(Action::Folder));
    for (path, text) in tree.iter() {
        let is_among =
            |paths: &[String]| paths.binary_search_by(|it| it.as_str().cmp(path)).is_ok();
        if is_among(&survey.added) || is_among(&survey.changed) {
            plan.place(path, text);
        }
    }
    for (path, text) in once {
        plan.place(path, text);
    }
    plan
}

impl<'t> Plan<'t> {
    /// Whether there is nothing to do.
    pub(super) fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    fn place(&mut self, path: &'t str, text: &'t str) {
        let slot = self.actions.len();
        self.actions.push(Action::Place(path.to_owned()));
        self.texts.push(Staged { slot, path, text });
    }
}
