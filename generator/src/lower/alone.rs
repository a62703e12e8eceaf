//! Leaves types alone, for programs that serve an API: nothing of how it is called.

use std::collections::BTreeSet;

use super::report::Report;
use super::select::{Extent, LoweredApi, silence};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Api, Common, Xml};
use crate::source::Pointer;

/// Leaves out all that is about calls of the APIs that are types only, and what was found there.
pub fn leave_types(all: &mut [LoweredApi], are_wished: bool) {
    for lowered in all.iter_mut().filter(|one| one.api.is_types_only) {
        let operations = Extent::of(&lowered.api).operations;
        let left = strip(&mut lowered.api);
        let found = std::mem::take(&mut lowered.found);
        let found = silence(found, &lowered.document, &lowered.api, &left);
        lowered.found = found.into_iter().filter(is_of_types).collect();
        let found = tell(lowered, operations, are_wished);
        lowered.found.extend(found);
    }
}

/// Leaves out all but types. The places of what is gone.
fn strip(api: &mut Api) -> BTreeSet<Pointer> {
    let operations = api.tags.iter().flat_map(|tag| &tag.operations).map(|one| &one.origin);
    let left = operations.chain(api.left_out.iter().map(|one| &one.origin)).cloned().collect();
    api.tags.clear();
    api.left_out.clear();
    api.common = Common::default();
    api.auth.clear();
    api.servers.clear();
    api.variables.clear();
    api.bound.clear();
    api.xml = Xml::default();
    left
}

/// What is only said of how values are sent, wherever it stands.
const OF_CALLS: [Code; 3] =
    [Code::UnsupportedMediaType, Code::UnsupportedHeader, Code::UndefinedStyle];

fn is_of_types(one: &Diagnostic) -> bool {
    let mut steps = one.pointer().tokens();
    let first = steps.next();
    let is_of_calls = match first.as_deref() {
        Some("servers" | "security" | "tags") => true,
        Some("components") => steps.next().is_some_and(|kind| kind == "securitySchemes"),
        _ => false,
    };
    !is_of_calls && !OF_CALLS.contains(&one.code())
}

/// Says that there are types alone, or that there are none.
fn tell(lowered: &LoweredApi, operations: usize, are_wished: bool) -> Diagnostics {
    let LoweredApi { document, api, whole, .. } = lowered;
    let (report, at) = (Report::new(document), Pointer::root().child("paths"));
    match (api.types.is_empty(), whole.types) {
        (true, 0) => {
            let (message, help) = match whole.operations {
                0 => (
                    "the document has neither operations nor schemas",
                    "add what is to be generated: `paths`, or `schemas` of `components`",
                ),
                _ => (
                    "no schema of the document becomes a type: all values are plain",
                    "leave `--types-only` out, to generate what calls the operations",
                ),
            };
            report.error(Code::EmptyApi, &at, message).then("nothing is generated").help(help);
        }
        // A selection that leaves nothing at all was reported as such.
        (true, _) if operations > 0 => report
            .error(Code::EmptySelection, &at, "no operation that is selected has a type")
            .then("nothing is generated")
            .help("`clientwright explain DOCUMENT --uses` says what uses which type"),
        (false, _) if !are_wished => report
            .note(Code::TypesOnly, &at, "the document has no operations")
            .then("what is generated are its types, without a client, as by `--types-only`")
            .help("add `paths`, if there is something to call"),
        _ => {}
    }
    report.finish()
}
