//! Documents of several files: which file a `$ref` names, and all of them as one tree.
//!
//! Every file that is referred to hangs below one key of the root, [`FILES`], under its name, and
//! references lead there. It never reads a file: who calls gives the texts.

mod link;
mod gather;
mod hoist;

use std::collections::BTreeSet;

use super::mounted::{FILES, file_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limit::Limits;
use crate::node::{self, Entry, Node};
use crate::source::{Pointer, Source, SourceId};

pub use gather::gather;
pub(super) use hoist::hoist;
pub(super) use link::{link, references};

/// Hangs the other files of a document below its root; whether there are any. What is wrong with
/// their texts is reported.
pub(super) fn mount(
    root: &mut Node,
    parts: &[(SourceId, &Source)],
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> bool {
    if let Some(Entry { key, .. }) = root.take(FILES) {
        let at = Pointer::root().child(FILES);
        let message = format!("`{FILES}` is the generator's own");
        diagnostics.push(
            Diagnostic::warning(Code::InvalidExtension, at, key, message)
                .consequence("it is ignored")
                .help("give the extension another name"),
        );
    }
    if parts.is_empty() {
        return false;
    }
    let mut files = Node::object(root.span);
    for (id, part) in parts.iter().filter(|(_, part)| part.fault().is_none()) {
        let (tree, found) = node::parse(*id, part, limits);
        diagnostics.extend(found);
        if let Some(tree) = tree {
            files.put_entry(part.name(), Entry { key: tree.span, node: tree });
        }
    }
    root.put(FILES, files);
    true
}

/// The places in other files that references lead to, in the order of the references.
pub(super) fn targets(root: &Node) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    let mut visit = |reference: &mut Node, may_be_data: bool| {
        let target = reference.as_str().filter(|_| !may_be_data).and_then(Pointer::parse);
        if let Some(target) = target.filter(|target| file_of(target).is_some())
            && known.insert(target.clone())
        {
            found.push(target);
        }
    };
    // Most documents are one file: they need no second tree.
    let mut root = match root.get(FILES) {
        Some(_) => root.clone(),
        None => return Vec::new(),
    };
    let Some(mut files) = root.take(FILES) else { return Vec::new() };
    link::references(&mut root, &mut visit);
    for (_, entry) in files.node.as_object_mut().into_iter().flatten() {
        link::references(&mut entry.node, &mut visit);
    }
    found
}
