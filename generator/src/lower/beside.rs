//! Further methods of an operation, beside the one that goes by its own name.

use super::Lower;
use super::answer::Other;
use super::operation::{Group, UNTAGGED, family, method_name};
use super::streamed;
use crate::model::{Main, Operation, Success};
use crate::name::{self, Name};
use crate::source::Pointer;

impl Lower<'_> {
    /// The methods by which the answer is asked for as something else, one for each body.
    pub(super) fn read_otherwise(
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
    pub(super) fn method_beside(
        &mut self,
        wanted: &str,
        wire: &str,
        group: &mut Group,
        at: &Pointer,
    ) -> String {
        let mut names = group.methods.clone();
        let document = self.document;
        let items = document.openapi.paths.iter();
        let items = items.filter_map(|(_, item)| document.follow(item, &Pointer::root()).ok());
        for (item, at) in items {
            for (_, operation, _) in &self.methods(&item, &at) {
                let tag = operation.tags.first().map_or(UNTAGGED, String::as_str);
                if let Some(id) =
                    operation.operation_id.as_ref().filter(|_| tag == group.tag.name.wire)
                {
                    let name = method_name(operation, &group.tag, id);
                    if names.is_free(&name) {
                        names.claim(&name);
                    }
                }
            }
        }
        let name = self.claim(&mut names, wanted, wire, at);
        group.methods.claim(&name)
    }
}
