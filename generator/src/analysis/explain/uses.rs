//! What keeps what alive.

use std::fmt::Write as _;

use super::error::{ExplainError, first};
use crate::Options;
use crate::lower::{Extent, LoweredApi};
use crate::model::{Api, Reach, TypeId};
use crate::source::Source;

/// The operations and the types of a document, as far as they are selected, and for each type the
/// shortest way to it from an operation.
///
/// # Errors
///
/// When the document has errors, or the selection selects nothing.
pub fn uses(sources: &[Source], options: &Options) -> Result<String, ExplainError> {
    let LoweredApi { api, whole, .. } = first(sources, options)?;
    let kept = Extent::of(&api);
    let counts = [
        (kept.operations, whole.operations, "operation"),
        (kept.types, whole.types, "type"),
        (kept.schemes, whole.schemes, "security scheme"),
    ];
    let counts = counts.map(|(kept, whole, word)| {
        let plural = if whole == 1 { "" } else { "s" };
        format!("{kept} of {whole} {word}{plural}")
    });
    let mut out = format!("{}\n", counts.join(", "));
    write_operations(&mut out, &api);
    write_types(&mut out, &api);
    Ok(out)
}

fn write_operations(out: &mut String, api: &Api) {
    for tag in &api.tags {
        // Writing to text cannot fail.
        let _ = writeln!(out, "\ntag:{}", tag.name.wire);
        for operation in tag.operations.iter().filter(|operation| !operation.is_variant()) {
            let request = operation.request();
            let _ = write!(out, "  {request}");
            if operation.name.wire != request {
                let _ = write!(out, "  id:{}", operation.name.wire);
            }
            let others = operation.tags.iter().filter(|other| **other != tag.name.wire);
            others.for_each(|other| {
                let _ = write!(out, "  tag:{other}");
            });
            out.push('\n');
        }
    }
}

fn write_types(out: &mut String, api: &Api) {
    let reach = Reach::of(api, &|_| true, &api.unused());
    let mut chains: Vec<String> =
        (0..api.types.len()).map(|index| reach.chain(TypeId(index))).collect();
    if !chains.is_empty() {
        out.push_str("\ntypes\n");
    }
    chains.sort();
    for chain in chains {
        let _ = writeln!(out, "  {chain}");
    }
}
