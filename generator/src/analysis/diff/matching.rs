//! Which operation of NEW is which operation of OLD.

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
    let same_name =
        |one: &Method<'_>, other: &Method<'_>| one.operation.name.rust == other.operation.name.rust;
    let same_body = |one: &Method<'_>, other: &Method<'_>| {
        one.operation.content_type == other.operation.content_type
            && one.operation.accept == other.operation.accept
    };
    let same_call = |one: &Method<'_>, other: &Method<'_>| one.call() == other.call();
    let is_main = |one: &Method<'_>| !one.operation.is_variant();
    out.join(&|one, other| same_call(one, other) && same_name(one, other));
    out.join(&|one, other| same_call(one, other) && same_body(one, other));
    out.join(&|one, other| same_call(one, other) && is_main(one) && is_main(other));
    let same_id = |one: &Method<'_>, other: &Method<'_>| {
        let has_id = !one.operation.name.wire.contains(' ');
        has_id && one.operation.name.wire == other.operation.name.wire && same_name(one, other)
    };
    out.join(&same_id);
    out
}

impl<'a> Matched<'a> {
    fn join(&mut self, is_same: &dyn Fn(&Method<'a>, &Method<'a>) -> bool) {
        for one in std::mem::take(&mut self.gone) {
            match self.added.iter().position(|other| is_same(&one, other)) {
                Some(index) => self.both.push((one, self.added.remove(index))),
                None => self.gone.push(one),
            }
        }
    }
}

fn methods(api: &Api) -> Vec<Method<'_>> {
    let of_tag = |tag| move |operation| Method { tag, operation };
    api.tags.iter().flat_map(|tag| tag.operations.iter().map(of_tag(tag))).collect()
}
