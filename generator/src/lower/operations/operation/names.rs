//! What the methods of operations are called, and the types that belong to them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize as _;

use crate::document::{Document, OPERATIONS, kept_at};
use crate::lower::report::Report;
use crate::model::Tag;
use crate::name::{self, Scope};
use crate::node::Node;
use crate::source::Pointer;

/// Where operations without a tag are found.
pub(in crate::lower::operations) const UNTAGGED: &str = "operations";

/// Methods that a call has itself, and the variable that fills it.
pub(in crate::lower) const SETTERS: [&str; 9] = [
    "self",
    "request",
    "request_mut",
    "body",
    "decode",
    "send",
    "into_future",
    "deref",
    "without_body",
];

/// The operations of a tag while they are gathered.
pub(in crate::lower::operations) struct Group {
    pub(in crate::lower::operations) tag: Tag,
    pub(in crate::lower::operations) methods: Scope,
    pub(in crate::lower::operations) types: Scope,
    /// The names of the document's own operations, wherever they stand.
    pub(in crate::lower::operations) own: BTreeSet<String>,
}

impl Group {
    /// The name of a further method for an operation. The names of the document's own
    /// operations come first, wherever they stand.
    pub(in crate::lower::operations) fn method_beside(
        &mut self,
        report: &Report<'_>,
        wanted: &str,
        wire: &str,
        at: &Pointer,
    ) -> String {
        let is_free = self.methods.is_free(wanted) && !self.own.contains(wanted);
        if is_free {
            return self.methods.claim(wanted);
        }
        let mut names = self.methods.clone();
        for name in &self.own {
            if names.is_free(name) {
                names.claim(name);
            }
        }
        let name = report.claim(&mut names, wanted, wire, at);
        self.methods.claim(&name)
    }
}

/// The names of the document's own operations, by their tags.
pub(in crate::lower::operations) fn own_names(
    document: &Document,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut own: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |operation: &openapiv3::Operation| {
        let tag = operation.tags.first().map_or(UNTAGGED, String::as_str);
        if let Some(id) = &operation.operation_id {
            let name = method_name(operation, tag, id);
            own.entry(tag.to_owned()).or_default().insert(name);
        }
    };
    let paths = Pointer::root().child("paths");
    for (path, item) in &document.openapi.paths.paths {
        let Ok((item, at)) = document.follow(item, &paths.child(path)) else { continue };
        item.iter().for_each(|(_, operation)| add(operation));
        let others = document.root().at(&kept_at(&at, OPERATIONS)).and_then(Node::as_object);
        for (_, entry) in others.into_iter().flatten() {
            if let Ok(operation) = openapiv3::Operation::deserialize(&entry.node) {
                add(&operation);
            }
        }
    }
    own
}

/// The name that the types of an operation begin with, so that none of them is taken.
pub(in crate::lower::operations) fn family(types: &mut Scope, wanted: &str) -> String {
    let members =
        |name: &str| ["", "Error", "Success", "Headers"].map(|end| format!("{name}{end}"));
    let numbered = (2u32..).map(|number| format!("{wanted}{number}"));
    let free = std::iter::once(wanted.to_owned())
        .chain(numbered)
        .find(|name| members(name).iter().all(|member| types.is_free(member)));
    let name = free.unwrap_or_else(|| wanted.to_owned());
    for member in members(&name) {
        types.claim(&member);
    }
    name
}

/// The method's name: the `operationId` without an exact `<Tag>_` before it, or method and path.
pub(in crate::lower::operations) fn method_name(
    operation: &openapiv3::Operation,
    tag: &str,
    wire: &str,
) -> String {
    let prefix = format!("{tag}_");
    match &operation.operation_id {
        Some(id) => {
            name::value_name(id.strip_prefix(&prefix).filter(|rest| !rest.is_empty()).unwrap_or(id))
        }
        None => name::value_name(wire),
    }
}

/// The function that reads the responses of a method.
pub(in crate::lower::operations) fn decoder_name(method: &str) -> String {
    format!("decode_{}", method.trim_start_matches('_'))
}

/// The constant that says how a method is called.
pub(in crate::lower::operations) fn constant_name(method: &str) -> String {
    format!("{}_OPERATION", name::constant_name(method))
}
