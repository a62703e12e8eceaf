//! Parts of files that are no more than a reference to a part of another file of the same name:
//! one thing, to which two ways lead.

use std::collections::{BTreeMap, BTreeSet};

use super::visit::{everywhere, rewrite_everywhere};
use crate::diagnostic::letters;
use crate::document::mounted::FILES;
use crate::limit::REFERENCES;
use crate::node::Node;
use crate::source::Pointer;

/// Lets each reference to such a part lead to what it is.
pub(in super::super) fn shorten(root: &mut Node) {
    let mut texts = BTreeSet::new();
    everywhere(root, &mut |reference, _, _| texts.extend(reference.as_str().map(str::to_owned)));
    let short: BTreeMap<String, String> = texts
        .into_iter()
        .filter_map(|text| {
            let last = last(root, Pointer::parse(&text)?)?.to_string();
            (last != text).then_some((text, last))
        })
        .collect();
    if short.is_empty() {
        return;
    }
    rewrite_everywhere(root, &mut |reference, _| short.get(reference.as_str()?).cloned());
}

/// The last of the parts of files to which a reference leads one behind the other, as long as all
/// are called the same.
fn last(root: &Node, mut at: Pointer) -> Option<Pointer> {
    for _ in 0..REFERENCES {
        let is_alone = |node: &&Node| node.as_object().is_some_and(|entries| entries.len() == 1);
        let next = root.at(&at).filter(is_alone).and_then(|node| node.get("$ref")?.as_str());
        let next = next.and_then(Pointer::parse).filter(|next| name(next).is_some());
        match next.filter(|next| name(next) == name(&at)) {
            Some(next) => at = next,
            None => return Some(at),
        }
    }
    None
}

/// What a part of a file is called, by its letters and digits. `None` for a place in the document
/// itself, whose parts have their own names.
fn name(at: &Pointer) -> Option<String> {
    let tokens: Vec<_> = at.tokens().collect();
    let last = match tokens.as_slice() {
        [first, file] if first == FILES => {
            let file = file.rsplit('/').next().unwrap_or_default();
            file.rsplit_once('.').map_or(file, |(stem, _)| stem)
        }
        [first, .., last] if first == FILES => last,
        _ => return None,
    };
    Some(letters(last))
}
