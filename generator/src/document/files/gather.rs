//! Which files belong to a document.

use std::collections::{BTreeMap, VecDeque};

use super::locate::{Location, is_place, locate, tidied};
use super::mount::is_prose;
use super::visit::references;
use crate::limit::{self, Limits};
use crate::node::{self, Node, Value};
use crate::source::{Source, SourceId, UrlMap};

/// A document and the files that it refers to, directly or through others; the document first.
/// What lies on the network is read where one of `maps` has a local copy of it. `read` gives the
/// text of the file of a name, or says why there is none, as the end of a sentence.
pub fn gather(
    document: Source,
    limits: &Limits,
    maps: &[UrlMap],
    read: &mut dyn FnMut(&str) -> Result<String, String>,
) -> Vec<Source> {
    let name = document.name().to_owned();
    let mut known = BTreeMap::from([(name.clone(), 0)]);
    let mut waiting = VecDeque::from(named(&document, limits, maps));
    let mut sources = vec![document];
    while let Some(Named { name: wanted, url }) = waiting.pop_front() {
        let place = *known.entry(wanted.clone()).or_insert(sources.len());
        if let Some(source) = sources.get_mut(place) {
            url.into_iter().for_each(|url| source.stand_for(url));
            continue;
        }
        if sources.len() >= limits.files {
            let raise = limit::raise("files", limits.files);
            let reason = format!("is one more than the limit of {} files; {raise}", limits.files);
            sources.push(Source::missing(&name, wanted, reason));
            break;
        }
        let mut part = match read(&wanted) {
            Ok(text) => part(&name, wanted, text, limits),
            Err(reason) => Source::missing(&name, wanted, reason),
        };
        url.into_iter().for_each(|url| part.stand_for(url));
        waiting.extend(named(&part, limits, maps));
        sources.push(part);
    }
    sources
}

/// A file of a document. One that is not called like a document has to be one: messages show what is in
/// it, and a document could name any file, as one with a password.
fn part(document: &str, name: String, text: String, limits: &Limits) -> Source {
    let source = Source::part(document, name.clone(), text);
    let is_called_so = [".json", ".yaml", ".yml"].into_iter().any(|end| name.ends_with(end));
    if is_called_so || is_prose(&name) {
        return source;
    }
    match node::parse(SourceId(0), &source, limits) {
        (Some(Node { value: Value::Object(_) | Value::Array(_), .. }), _) => source,
        _ => Source::missing(
            document,
            name,
            "is no document: neither an object nor a list of YAML or JSON".to_owned(),
        ),
    }
}

/// A file that a text refers to.
struct Named {
    name: String,
    /// The address that it was referred to by.
    url: Option<String>,
}

/// The files that a text refers to.
fn named(source: &Source, limits: &Limits, maps: &[UrlMap]) -> Vec<Named> {
    // Most documents are one file: they need not be read twice.
    if is_prose(source.name()) || !may_name_files(source.text()) {
        return Vec::new();
    }
    let mut names = Vec::new();
    // What is wrong with the text is reported when it is read for good.
    if let (Some(root), _) = node::parse(SourceId(0), source, limits) {
        references(&root, &mut |reference, _, _| {
            let Some(text) = reference.as_str() else { return };
            match locate(text, source.name()) {
                Location::Here => {}
                Location::File { name, .. } => names.push(Named { name, url: None }),
                Location::Network { url, .. } => {
                    let local = maps.iter().find_map(|map| map.local(url));
                    names.extend(
                        local
                            .map(|local| Named { name: tidied(&local), url: Some(url.to_owned()) }),
                    );
                }
            }
        });
    }
    names
}

/// Whether a `$ref`, or the mapping of a discriminator, could lead out of the text.
fn may_name_files(text: &str) -> bool {
    let mut references = text.split("$ref").skip(1);
    let mut mappings = text.split("mapping").skip(1);
    let is_json = text.trim_start().starts_with('{');
    references.any(|rest| !is_pointer(rest)) || mappings.any(|rest| !is_json || !stays(rest))
}

/// Whether what follows on the word `$ref` is a text in quotes that begins with `#`; without them
/// that would be a comment.
fn is_pointer(rest: &str) -> bool {
    let value = rest.trim_start_matches(['"', '\'']).trim_start();
    let value = value.strip_prefix(':').map(str::trim_start);
    value.is_some_and(|value| value.starts_with("\"#") || value.starts_with("'#"))
}

/// Whether what follows on the word `mapping` in JSON is no object, or one none of whose values
/// can name a file.
fn stays(rest: &str) -> bool {
    let value = rest.strip_prefix('"').map(str::trim_start).and_then(|rest| rest.strip_prefix(':'));
    let Some(value) = value else { return true };
    let entries = value.trim_start().strip_prefix('{').and_then(|rest| rest.split_once('}'));
    // Without escapes, each second part between quotes is a key or a value; their number is even
    // where the brace stands in a text.
    entries.is_some_and(|(entries, _)| {
        let parts: Vec<&str> = entries.split('"').collect();
        let is_local = |word: &&str| word.starts_with('#') || !is_place(word);
        !entries.contains('\\')
            && parts.len() % 2 == 1
            && parts.iter().skip(1).step_by(2).all(is_local)
    })
}

#[cfg(test)]
mod tests {
    use super::may_name_files;

    #[test]
    fn only_what_could_lead_out_of_the_text_is_read_for_names() {
        for text in [
            r##"{"$ref": "#/components/schemas/Pet"}"##,
            "a:\n  $ref : '#/components/schemas/Pet'",
            r##"{"mapping" : {"cat": "#/components/schemas/Cat", "dog": "Dog"}}"##,
            r#"{"description": "the mapping of names", "x": "mapping"}"#,
        ] {
            assert!(!may_name_files(text), "{text}");
        }
        for text in [
            "$ref: pets.yaml",
            "$ref: # the pets\n  pets.yaml",
            "$ref: >-\n  pets.yaml",
            r#"{"mapping": {"cat": "Cat.json"}}"#,
            r#"{"mapping": {"cat": "cats\u002fCat"}}"#,
            r#"{"mapping": {"{a}": "A", "cat": "Cat.json"}}"#,
            r#"{"mapping": {"cat": "{kind}.yaml"}}"#,
            r#"{"mapping": ["Cat.json"]}"#,
            "mapping: {cat: Cat.yaml}",
            "? mapping # names\n: {cat: Cat.yaml}",
        ] {
            assert!(may_name_files(text), "{text}");
        }
    }
}
