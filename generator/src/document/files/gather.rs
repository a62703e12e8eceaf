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
    let after = |word| text.split(word).skip(1);
    after("$ref").any(|rest| {
        let value = rest.trim_start_matches(['"', '\'', ' ', '\t', ':', '\r', '\n']);
        !value.starts_with('#')
    }) || after("mapping").any(|rest| {
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
        let value = rest.trim_start().strip_prefix(':').map(str::trim_start);
        value.is_some_and(|value| !stays_in_the_text(value))
    })
}

/// Whether the text begins with an object of JSON, none of whose values can name a file.
fn stays_in_the_text(mapping: &str) -> bool {
    let entries = mapping.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    // In JSON without escapes, each second part between quotes is a key or a value.
    entries.is_some_and(|(entries, _)| {
        !entries.contains('\\')
            && entries.split('"').enumerate().all(|(index, part)| match index % 2 {
                0 => part.chars().all(|c| c.is_whitespace() || matches!(c, ':' | ',')),
                _ => part.starts_with('#') || !link::is_place(part),
            })
    })
}

#[cfg(test)]
mod tests {
    use super::may_name_files;

    #[test]
    fn only_what_could_lead_out_of_the_text_is_read_for_names() {
        for text in [
            r##"{"$ref": "#/components/schemas/Pet"}"##,
            r##""mapping" : {"cat": "#/components/schemas/Cat", "dog": "Dog"}"##,
            "description: the mapping of names",
        ] {
            assert!(!may_name_files(text), "{text}");
        }
        for text in [
            "$ref: pets.yaml",
            r#""mapping": {"cat": "Cat.json"}"#,
            r#""mapping": {"cat": "cats\u002fCat"}"#,
            "mapping: {cat: Cat.yaml}",
            "mapping:\n  cat: Cat.yaml",
        ] {
            assert!(may_name_files(text), "{text}");
        }
    }
}
