//! Further methods of an operation, beside the one that goes by its own name.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize as _;

use crate::document::{OPERATIONS, kept_at};
use crate::lower::Lower;
use crate::lower::operations::answer::Other;
use crate::lower::operations::answer::streamed;
use crate::lower::operations::operation::{Group, UNTAGGED, family, method_name};
use crate::model::{Main, Operation, Success};
use crate::name::{self, Name};
use crate::node::Node;
use crate::source::Pointer;

impl Lower<'_> {
    /// The methods by which the answer is asked for as something else, one for each body.
    pub(in crate::lower) fn read_otherwise(
        &mut self,
        methods: &[Operation],
        other: &Other,
        main: &Main,
        group: &mut Group,
        at: &Pointer,
    ) -> Vec<Operation> {
        let mut all: Vec<Operation> = Vec::new();
        let first: Vec<_> = methods.iter().filter(|method| method.decoder == main.method).collect();
        // What is sent as bytes and what is answered as bytes would be called the same.
        let word = match other.word.strip_prefix("as ").filter(|_| first.len() > 1) {
            Some(kind) => format!("answered as {kind}"),
            None => other.word.clone(),
        };
        for whole in first {
            let wanted = name::value_name(&format!("{} {word}", whole.name.rust));
            let rust = self.method_beside(&wanted, &whole.name.wire, group, at);
            let type_name = family(&mut group.types, &name::type_name(&rust));
            let decoder = all.first().map_or(&rust, |first| &first.decoder).clone();
            let mut success = all.first().map_or(&other.success, |first| &first.success).clone();
            if let (Success::Many { name, .. }, true) = (&mut success, all.is_empty()) {
                *name = format!("{type_name}Success");
            }
            let mut read = Operation {
                name: Name { rust, wire: whole.name.wire.clone() },
                variant_of: Some(main.clone()),
                decoder,
                type_name,
                accept: other.accept.clone(),
                success,
                answers: other.answers.clone(),
                ..whole.clone()
            };
            if streamed::is_watch(&other.word) {
                streamed::watch(&mut read);
            }
            all.push(read);
        }
        all
    }

    /// The name of a further method for an operation. The names of the document's own
    /// operations come first, wherever they stand.
    pub(in crate::lower) fn method_beside(
        &mut self,
        wanted: &str,
        wire: &str,
        group: &mut Group,
        at: &Pointer,
    ) -> String {
        let is_free = group.methods.is_free(wanted) && !group.own.contains(wanted);
        if is_free {
            return group.methods.claim(wanted);
        }
        let mut names = group.methods.clone();
        for name in &group.own {
            if names.is_free(name) {
                names.claim(name);
            }
        }
        let name = self.claim(&mut names, wanted, wire, at);
        group.methods.claim(&name)
    }

    /// The names of the document's own operations, by their tags.
    pub(in crate::lower) fn own_names(&self) -> BTreeMap<String, BTreeSet<String>> {
        let document = self.document;
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
}
