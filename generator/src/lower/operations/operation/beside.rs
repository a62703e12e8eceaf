//! Further methods of an operation, beside the one that goes by its own name.

use super::names::{Group, constant_name, decoder_name, documented_name};
use crate::lower::operations::context::Operations;
use crate::lower::operations::response::{Other, is_watch, watch};
use crate::model::{Operation, Success};
use crate::name::Name;
use crate::source::Pointer;

impl Operations<'_> {
    /// The methods by which the response is asked for as something else, one for each body.
    pub(super) fn read_otherwise(
        &mut self,
        methods: &[Operation],
        other: &Other,
        main: &str,
        group: &mut Group,
        at: &Pointer,
    ) -> Vec<Operation> {
        let mut all: Vec<Operation> = Vec::new();
        let decoder = decoder_name(main);
        let first: Vec<_> = methods.iter().filter(|method| method.decoder == decoder).collect();
        // What is sent as bytes and what is received as bytes would be called the same.
        let word = match other.word.strip_prefix("as ").filter(|_| first.len() > 1) {
            Some(kind) => format!("received as {kind}"),
            None => other.word.clone(),
        };
        for whole in first {
            let named = (whole.name.rust.as_str(), word.as_str());
            let names = group.method_beside(self.report, named, &whole.name.wire, at);
            let decoder = all
                .first()
                .map_or_else(|| decoder_name(&names.method), |first| first.decoder.clone());
            let mut success = all.first().map_or(&other.success, |first| &first.success).clone();
            if let (Success::Many { name, .. }, true) = (&mut success, all.is_empty()) {
                *name = format!("{}Success", names.type_name);
            }
            let mut read = Operation {
                constant: constant_name(&names.method),
                documented: documented_name(&names.method),
                has_decoder: all.is_empty(),
                full_name: names.whole,
                name: Name { rust: names.method, wire: whole.name.wire.clone() },
                variant_of: Some(main.to_owned()),
                decoder,
                type_name: names.type_name,
                accept: other.accept.clone(),
                success,
                responses: other.responses.clone(),
                ..whole.clone()
            };
            if is_watch(&other.word) {
                watch(&mut read);
            }
            all.push(read);
        }
        all
    }
}
