//! Which files belong to a document.

use std::collections::{BTreeSet, VecDeque};

use super::link::{self, Location};
use crate::limit::{self, Limits};
use crate::node::{self, Node};
use crate::source::{Source, SourceId};

/// A document and the files that it refers to, directly or through others; the document first.
/// `read` gives the text of the file of a name, or says why there is none, as the end of a
/// sentence.
pub fn gather(
    document: Source,
    limits: &Limits,
    read: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Vec<Source> {
    let name = document.name().to_owned();
    let mut known = BTreeSet::from([name.clone()]);
    let mut waiting = VecDeque::from(named(&document, limits));
    let mut sources = vec![document];
    while let Some(wanted) = waiting.pop_front() {
        if !known.insert(wanted.clone()) {
            continue;
        }
        if sources.len() >= limits.files {
            let raise = limit::raise("files", limits.files);
            let reason = format!("is one more than the limit of {} files; {raise}", limits.files);
            sources.push(Source::missing(&name, wanted, reason));
            break;
        }
        let part = match read(&wanted) {
            Ok(text) => Source::part(&name, wanted, text),
            Err(reason) => Source::missing(&name, wanted, reason),
        };
        waiting.extend(named(&part, limits));
        sources.push(part);
    }
    sources
}

/// The names of the files that a text refers to.
fn named(source: &Source, limits: &Limits) -> Vec<String> {
    // Most documents are one file: they need not be read twice.
    if !may_name_files(source.text()) {
        return Vec::new();
    }
    let mut names = Vec::new();
    // What is wrong with the text is reported when it is read for good.
    if let (Some(mut root), _) = node::parse(SourceId(0), source, limits) {
        link::references(&mut root, &mut |reference: &mut Node, _| {
            let Some(text) = reference.as_str() else { return };
            if let Location::File { name, .. } = link::locate(text, source.name()) {
                names.push(name);
            }
        });
    }
    names
}

/// Whether a `$ref`, or the mapping of a discriminator, could lead out of the text.
fn may_name_files(text: &str) -> bool {
    text.contains("mapping")
        || text.split("$ref").skip(1).any(|rest| {
            let value = rest.trim_start_matches(['"', '\'', ' ', '\t', ':', '\r', '\n']);
            !value.starts_with('#')
        })
}
