//! Parameters that are set once, on the client, and not with each call.

use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::lower::report::Report;
use crate::model::{BoundParameter, Parameter, Place, Preset, Tag};
use crate::name::{self, Name, Scope};
use crate::source::Pointer;

/// Of how many operations at least it is told that they share a parameter.
const MANY: usize = 4;

/// The extension on a parameter that says the same as the option.
const BIND: &str = "x-bind";

/// Takes the parameters of these names from the calls, and those that the document marks: the client
/// has their values. Of two types under one name, the first one is that of the client.
pub(in crate::lower) fn bind(
    report: &Report<'_>,
    tags: &mut [Tag],
    wanted: &[String],
    setters: &mut Scope,
) -> Vec<BoundParameter> {
    let mut clients = Scope::default();
    for tag in tags.iter() {
        clients.claim(&tag.name.rust);
    }
    let is_marked = |parameter: &Parameter| is_marked(report, &parameter.origin);
    let mut names: Vec<String> = Vec::new();
    let marked = parameters(tags).filter(|parameter| is_marked(parameter));
    let marked: Vec<String> = marked.map(|parameter| parameter.name.wire.clone()).collect();
    for name in wanted.iter().cloned().chain(marked) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut bound = Vec::new();
    for wire in &names {
        let mut found: Option<BoundParameter> = None;
        let is_wanted = wanted.contains(wire);
        let is_it = |parameter: &&mut Parameter| {
            parameter.name.wire == *wire && (is_wanted || is_marked(parameter))
        };
        for parameter in parameters(tags).filter(is_it) {
            let known = found.get_or_insert_with(|| {
                let renamed = report.value_renamed(&parameter.origin);
                let at = &parameter.origin;
                let rust = match renamed {
                    Some(renamed) => report.claim(setters, &renamed, wire, at),
                    None => {
                        let wanted = name::value_name(wire);
                        report.claim_setter(setters, (&wanted, "parameter"), wire, at)
                    }
                };
                let other = clients.claim(&format!("with_{}", rust.trim_start_matches('_')));
                let name = Name { rust, wire: wire.clone() };
                let (docs, example) = (parameter.docs.clone(), parameter.example.clone());
                BoundParameter {
                    name,
                    other,
                    ty: parameter.ty.clone(),
                    is_needed: false,
                    docs,
                    example,
                }
            });
            if known.ty != parameter.ty {
                let message = format!("`{wire}` is of another type here");
                report
                    .warning(Code::SharedParameter, &parameter.origin, message)
                    .then("each call of this operation sets it")
                    .help("describe it once, under `components`, and refer to it");
                continue;
            }
            known.is_needed |= parameter.required;
            (parameter.preset, parameter.required) =
                (Some(Preset::Bound { is_needed: parameter.required }), false);
        }
        bound.extend(found);
    }
    note(report, tags);
    bound
}

/// Whether the document says of a parameter that the client has its value.
fn is_marked(report: &Report<'_>, at: &Pointer) -> bool {
    let at = at.child(BIND);
    let Some(mark) = report.document.root().at(&at) else { return false };
    if mark.as_bool().is_none() {
        let message = format!("`{BIND}` is neither true nor false");
        report
            .value_warning(Code::InvalidExtension, &at, message)
            .then("each call sets the parameter")
            .help("write `true` where the client has its value");
    }
    mark.as_bool().unwrap_or_default()
}

/// Tells of parameters that nearly all operations ask for.
fn note(report: &Report<'_>, tags: &mut [Tag]) {
    let operations: usize = tags.iter().map(|tag| tag.operations.len()).sum();
    let mut counts: BTreeMap<String, (usize, Pointer)> = BTreeMap::new();
    for parameter in parameters(tags).filter(|parameter| parameter.required) {
        let first = || (0, parameter.origin.clone());
        counts.entry(parameter.name.wire.clone()).or_insert_with(first).0 += 1;
    }
    for (wire, (count, origin)) in counts {
        // Nine of ten.
        if count >= MANY && count * 10 >= operations * 9 {
            report
                .note(
                    Code::SharedParameter,
                    &origin,
                    format!("{count} of {operations} operations ask for `{wire}`"),
                )
                .then("each call has to say it")
                .help(format!("`--bind {wire}` sets it once, on the client"));
        }
    }
}

/// Those that can be set once: of one operation as of another.
fn parameters(tags: &mut [Tag]) -> impl Iterator<Item = &mut Parameter> {
    let operations = tags.iter_mut().flat_map(|tag| &mut tag.operations);
    let parameters = operations.flat_map(|operation| &mut operation.parameters);
    parameters.filter(|parameter| {
        matches!(parameter.place, Place::Path | Place::Query | Place::Header | Place::Cookie)
    })
}
