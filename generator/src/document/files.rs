//! Documents of several files: which file a `$ref` names, and all of them as one tree.
//!
//! Every file that is referred to hangs below one key of the root, [`FILES`], under its name, and
//! references lead there. It never reads a file: who calls gives the texts.

mod locate;
mod visit;
mod mount;
mod link;
mod gather;
mod alias;
mod hoist;

use std::collections::BTreeSet;

use super::mounted::{FILES, file_of};
use crate::node::Node;
use crate::source::Pointer;

pub(super) use alias::shorten;
pub use gather::gather;
pub(super) use hoist::{hoist, relocate, relocated};
pub(super) use mount::Files;
pub(super) use visit::{everywhere, rewrite_everywhere};

/// Does something with a tree without its other files.
pub(super) fn without(root: &mut Node, work: impl FnOnce(&mut Node)) {
    let files = root.take(FILES);
    work(root);
    if let Some(files) = files {
        root.put_entry(FILES, files);
    }
}

/// The document without its other files, and each of them.
pub(super) fn each(root: &Node) -> Vec<Node> {
    let others = root.get(FILES).and_then(Node::as_object).into_iter().flatten();
    let others: Vec<Node> = others.map(|(_, entry)| entry.node.clone()).collect();
    let mut alone = root.clone();
    alone.take(FILES);
    [alone].into_iter().chain(others).collect()
}

/// The other files of a document.
pub(super) fn others_mut(root: &mut Node) -> impl Iterator<Item = &mut Node> {
    let others = root.get_mut(FILES).and_then(Node::as_object_mut).into_iter().flatten();
    others.map(|(_, entry)| &mut entry.node)
}

/// The places in other files that references lead to, in the order of the references.
pub(super) fn targets(root: &Node) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    // Most documents are one file.
    if root.get(FILES).is_none() {
        return found;
    }
    everywhere(root, &mut |reference, may_be_data, _| {
        let target = reference.as_str().filter(|_| !may_be_data).and_then(Pointer::parse);
        if let Some(target) = target.filter(|target| file_of(target).is_some())
            && known.insert(target.clone())
        {
            found.push(target);
        }
    });
    found
}
