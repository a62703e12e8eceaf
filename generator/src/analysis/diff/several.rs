//! What is different of a crate of several documents, besides what is different of each.

use super::change::{Change, Place, Subject};
use super::rules::{Kind, Way};
use super::sides::code;
use crate::lower::LoweredApi;
use crate::model::Api;
use crate::source::{Pointer, Source};

/// The changes of one document of several.
pub(super) fn within(api: &Api, changes: Vec<Change>) -> impl Iterator<Item = Change> {
    let module = api.name.rust.clone();
    changes.into_iter().map(move |change| {
        let items = change.items.iter().map(|item| format!("{module}::{item}")).collect();
        Change { api: Some(module.clone()), items, ..change }
    })
}

/// Says that a crate has one document in the place of several, or several in the place of one.
pub(super) fn moved(old: &[LoweredApi], new: &[LoweredApi]) -> Vec<Change> {
    let what = match (old, new) {
        ([_], _) => "the crate has several documents, and had one",
        (_, [_]) => "the crate has one document, and had several",
        _ => return Vec::new(),
    };
    vec![change(Kind::ApiMoved, what.to_owned(), (None, None))]
}

/// Says that a document is gone.
pub(super) fn gone(one: &LoweredApi, sources: &[Source]) -> Change {
    let module = &one.api.name.rust;
    let what = format!("the document {} is gone", code(&one.api.name.wire));
    let change = change(Kind::ApiRemoved, what, (Some(start(one, sources)), None));
    Change { items: vec![module.clone()], ..change }
}

/// Says that a document is new.
pub(super) fn added(one: &LoweredApi, sources: &[Source]) -> Change {
    let module = &one.api.name.rust;
    let what = format!("the document {} is new", code(&one.api.name.wire));
    let change = change(Kind::ApiAdded, what, (None, Some(start(one, sources))));
    Change { items: vec![module.clone()], ..change }
}

fn change(kind: Kind, what: String, (old, new): (Option<Place>, Option<Place>)) -> Change {
    Change {
        kind,
        api: None,
        subject: Subject::Api,
        what,
        items: Vec::new(),
        old,
        new,
        answers: kind.rule().answers(Way::BOTH),
        reached_by: Vec::new(),
        owned: Vec::new(),
    }
}

/// Where a document begins.
fn start(one: &LoweredApi, sources: &[Source]) -> Place {
    let source = one.document.root().span.source.of(sources);
    let file = source.map(|source| source.name().to_owned()).unwrap_or_default();
    Place { file, line: 1, pointer: Pointer::root() }
}
