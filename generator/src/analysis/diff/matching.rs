//! Which operation of NEW is which operation of OLD.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::model::{Api, Operation, Tag};

/// A method of the crate, and where it is found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Method<'a> {
    pub(super) tag: &'a Tag,
    pub(super) operation: &'a Operation,
}

/// The methods of both APIs.
#[derive(Debug, Default)]
pub(super) struct Matched<'a> {
    /// Those that are in both.
    pub(super) both: Vec<(Method<'a>, Method<'a>)>,
    /// Those of OLD alone.
    pub(super) gone: Vec<Method<'a>>,
    /// Those of NEW alone.
    pub(super) added: Vec<Method<'a>>,
}

impl Method<'_> {
    /// Method and path, without the names of parameters: they are not on the wire.
    pub(super) fn call(&self) -> String {
        let mut out = format!("{} ", self.operation.method);
        let mut depth = 0usize;
        for letter in self.operation.path.chars() {
            match letter {
                '{' => {
                    depth += 1;
                    out.push('{');
                }
                '}' => {
                    depth = depth.saturating_sub(1);
                    out.push('}');
                }
                _ if depth == 0 => out.push(letter),
                _ => {}
            }
        }
        out
    }
}

/// Matches methods by what is called, then by the name of the method among those of one operation, then by
/// the body; what is called in another way by its `operationId`.
pub(super) fn matched<'a>(old: &'a Api, new: &'a Api) -> Matched<'a> {
    let mut out = Matched { gone: methods(old), added: methods(new), both: Vec::new() };
    let name = |one: &Method<'_>| one.operation.name.rust.clone();
    let body =
        |one: &Method<'_>| format!("{:?} {:?}", one.operation.content_type, one.operation.accept);
    out.join(&|one| Some((one.call(), name(one))));
    out.join(&|one| Some((one.call(), body(one))));
    out.join(&|one| (!one.operation.is_variant()).then(|| (one.call(), String::new())));
    out.join(&|one| {
        let id = &one.operation.name.wire;
        (!id.contains(' ')).then(|| (id.clone(), name(one)))
    });
    out
}

impl<'a> Matched<'a> {
    /// Puts each of those that are gone together with the first of the same key that is added.
    fn join(&mut self, key: &dyn Fn(&Method<'a>) -> Option<(String, String)>) {
        let mut named: BTreeMap<(String, String), VecDeque<usize>> = BTreeMap::new();
        for (index, other) in self.added.iter().enumerate() {
            if let Some(key) = key(other) {
                named.entry(key).or_default().push_back(index);
            }
        }
        let mut taken = BTreeSet::new();
        for one in std::mem::take(&mut self.gone) {
            let found = key(&one).and_then(|key| named.get_mut(&key)?.pop_front());
            match found.and_then(|index| Some((index, *self.added.get(index)?))) {
                Some((index, other)) => {
                    self.both.push((one, other));
                    taken.insert(index);
                }
                None => self.gone.push(one),
            }
        }
        let added = std::mem::take(&mut self.added).into_iter().enumerate();
        self.added = added.filter(|(index, _)| !taken.contains(index)).map(|(_, it)| it).collect();
    }
}

fn methods(api: &Api) -> Vec<Method<'_>> {
    let of_tag = |tag| move |operation| Method { tag, operation };
    api.tags.iter().flat_map(|tag| tag.operations.iter().map(of_tag(tag))).collect()
}
