//! References whose path leads through other references, as some bundlers write them:
//! `#/paths/~1a/get/responses/200/content/…/schema/properties/b`, where `schema` is a `$ref`.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::files::{everywhere, rewrite_everywhere};
use crate::limit::REFERENCES;
use crate::node::Node;
use crate::source::Pointer;

/// Makes each such reference lead straight to its target. One that leads nowhere stays.
pub(in super::super) fn straighten(root: &mut Node) {
    let mut texts = BTreeSet::new();
    everywhere(root, &mut |reference, _, _| {
        texts.extend(reference.as_str().filter(|text| text.starts_with("#/")).map(str::to_owned));
    });
    let straight: BTreeMap<String, String> = texts
        .into_iter()
        .filter_map(|text| {
            let at = Pointer::parse(&text)?;
            if root.at(&at).is_some() {
                return None;
            }
            Some((text, resolved(root, &at)?.to_string()))
        })
        .collect();
    if straight.is_empty() {
        return;
    }
    rewrite_everywhere(root, &mut |reference, _| straight.get(reference.as_str()?).cloned());
}

/// The place to which the path leads, through the references on its way.
fn resolved(root: &Node, path: &Pointer) -> Option<Pointer> {
    let mut at = Pointer::root();
    let mut passed = 0;
    for token in path.tokens() {
        let mut next = at.child(&token);
        while root.at(&next).is_none() {
            passed += 1;
            let reference = root.at(&at)?.get("$ref")?.as_str()?;
            at = Pointer::parse(reference).filter(|_| passed <= REFERENCES)?;
            next = at.child(&token);
        }
        at = next;
    }
    Some(at)
}
