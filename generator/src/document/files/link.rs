//! References from file to file, made references within one tree.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::mounted::FILES;
use crate::document::original::Original;
use crate::node::{Node, Value};
use crate::source::{Pointer, Source};

/// Where a reference leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Location<'r> {
    /// To a place in the same file.
    Here,
    /// To a place in another file.
    File {
        /// The file's name, as sources are named.
        name: String,
        /// The place, with its `#`; nothing for the whole file.
        fragment: &'r str,
    },
    /// To the network.
    Network,
}

/// Where a reference leads that stands in the file `base` (RFC 3986, section 5.2).
pub(super) fn locate<'r>(reference: &'r str, base: &str) -> Location<'r> {
    let (path, fragment) = match reference.find('#') {
        Some(at) => reference.split_at(at),
        None => (reference, ""),
    };
    if path.is_empty() {
        return Location::Here;
    }
    if path.contains("://") || path.starts_with("//") {
        return Location::Network;
    }
    // Written on Windows, or for a browser.
    let path = path.replace('\\', "/");
    let path = Pointer::parse(&format!("#/{}", path.replace('~', "~0").replace('/', "~1")))
        .and_then(|pointer| pointer.last().map(|path| path.into_owned()))
        .unwrap_or(path);
    Location::File { name: joined(base, &path), fragment }
}

/// The path from where the file `base` is, without steps back and forth.
fn joined(base: &str, path: &str) -> String {
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (root, whole) = match path.strip_prefix('/') {
        Some(rest) => ("/", rest.to_owned()),
        None if folder.starts_with('/') => ("/", format!("{folder}/{path}")),
        None => ("", format!("{folder}/{path}")),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    format!("{root}{}", steps.join("/"))
}

/// Makes each reference that leaves its file one within the tree. One that leads nowhere is an
/// error.
pub(in super::super) fn link(
    root: &mut Node,
    document: &Source,
    parts: &[&Source],
    original: &Original,
    diagnostics: &mut Diagnostics,
) {
    let Some(mut files) = root.take(FILES) else { return };
    let mut linker = Linker { document: document.name(), parts, original, diagnostics };
    references(root, &mut |reference, may_be_data| {
        linker.link(reference, document.name(), may_be_data);
    });
    for (name, entry) in files.node.as_object_mut().into_iter().flatten() {
        references(&mut entry.node, &mut |reference, may_be_data| {
            linker.link(reference, name, may_be_data);
        });
    }
    root.put_entry(FILES, files);
}

struct Linker<'a> {
    document: &'a str,
    parts: &'a [&'a Source],
    original: &'a Original,
    diagnostics: &'a mut Diagnostics,
}

impl Linker<'_> {
    fn link(&mut self, reference: &mut Node, base: &str, may_be_data: bool) {
        match self.target(reference, base) {
            Ok(Some(target)) => reference.value = Value::String(target),
            Ok(None) => {}
            // One that is followed nevertheless is reported where it is.
            Err(_) if may_be_data => {}
            Err((reason, help)) => self.refuse(reference, &reason, help),
        }
    }

    /// What a reference becomes; nothing where it can stay.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere, as the end of a sentence, and what to do about it.
    fn target(
        &self,
        reference: &Node,
        base: &str,
    ) -> Result<Option<String>, (String, &'static str)> {
        let Some(text) = reference.as_str() else { return Ok(None) };
        let (name, fragment) = match locate(text, base) {
            Location::Here if base == self.document => return Ok(None),
            Location::Here => (base.to_owned(), text),
            Location::File { name, fragment } => (name, fragment),
            Location::Network => {
                let help = "put all into one document first, for example with `redocly bundle`";
                return Err(("points to the network, which is never read".to_owned(), help));
            }
        };
        if name == self.document {
            let fragment = if fragment.is_empty() { "#" } else { fragment };
            return Ok(Some(fragment.to_owned()));
        }
        let part = self.parts.iter().find(|part| part.name() == name);
        if let Some(reason) = part.map_or(Some("was not read"), |part| part.fault()) {
            let reason = format!("points into the file `{name}`, which {reason}");
            return Err((reason, "correct the path, or add the file"));
        }
        let file = Pointer::root().child(FILES).child(&name);
        match fragment {
            "" | "#" => Ok(Some(file.to_string())),
            fragment => match Pointer::parse(fragment) {
                Some(inner) => {
                    let target = inner.tokens().fold(file, |at, token| at.child(&token));
                    Ok(Some(target.to_string()))
                }
                None => {
                    let help = "name the place by a JSON pointer, such as \
                                `#/components/schemas/Pet`";
                    Err(("names a place in another file by an anchor".to_owned(), help))
                }
            },
        }
    }

    fn refuse(&mut self, reference: &Node, reason: &str, help: &str) {
        let message = format!("`{}` {reason}", reference.as_str().unwrap_or_default());
        let at = self.original.place_of(reference.span);
        let diagnostic =
            Diagnostic::error(Code::UnresolvedReference, at, reference.span, message).help(help);
        self.diagnostics.push(diagnostic);
    }
}

/// Keys whose values are examples or other data, in which a `$ref` is no reference.
const DATA: [&str; 6] = ["example", "examples", "default", "enum", "const", "value"];

/// Keys of objects whose own keys are names.
const NAMED: [&str; 17] = [
    "$defs",
    "callbacks",
    "definitions",
    "dependentSchemas",
    "headers",
    "links",
    "mapping",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

/// Visits the text of each `$ref`, and of each discriminator's value that names a place; and
/// whether it stands in an extension, where it may be no reference.
pub(in super::super) fn references(node: &mut Node, visit: &mut Visit<'_>) {
    visit_references(node, false, visit);
}

/// What is done with a reference.
type Visit<'v> = dyn FnMut(&mut Node, bool) + 'v;

fn visit_references(node: &mut Node, has_names: bool, visit: &mut Visit<'_>) {
    match &mut node.value {
        Value::Object(entries) => {
            for (key, entry) in entries {
                match key.as_str() {
                    "$ref" if !has_names && entry.node.as_str().is_some() => {
                        visit(&mut entry.node, false);
                    }
                    "mapping" if !has_names => {
                        let values = entry.node.as_object_mut().into_iter().flatten();
                        values
                            .map(|(_, value)| &mut value.node)
                            .filter(|value| value.as_str().is_some_and(is_place))
                            .for_each(|value| visit(value, false));
                    }
                    key if !has_names && DATA.contains(&key) => {}
                    // An extension is read only where a reference leads into it.
                    key if !has_names && key.starts_with("x-") => {
                        let mut visit = |reference: &mut Node, _| visit(reference, true);
                        visit_references(&mut entry.node, false, &mut visit);
                    }
                    key => {
                        let has_names = !has_names && NAMED.contains(&key);
                        visit_references(&mut entry.node, has_names, visit);
                    }
                }
            }
        }
        Value::Array(items) => {
            items.iter_mut().for_each(|item| visit_references(item, false, visit));
        }
        _ => {}
    }
}

/// Whether a discriminator's value names a place and not a schema (OpenAPI 3.0.3, "Discriminator
/// Object").
pub(super) fn is_place(value: &str) -> bool {
    value.contains(['/', '#']) || [".yaml", ".yml", ".json"].iter().any(|end| value.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(reference: &str, base: &str) -> String {
        match locate(reference, base) {
            Location::File { name, fragment } => format!("{name} {fragment}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_path_is_relative_to_the_file_that_names_it() {
        assert_eq!(file("pet.yaml", "api.yaml"), "pet.yaml ");
        assert_eq!(file("./pet.yaml#/Pet", "specs/api.yaml"), "specs/pet.yaml #/Pet");
        assert_eq!(file("../pet.yaml", "specs/v1/api.yaml"), "specs/pet.yaml ");
        assert_eq!(file("../../pet.yaml", "specs/api.yaml"), "../pet.yaml ");
        assert_eq!(file("/etc/pet.yaml", "specs/api.yaml"), "/etc/pet.yaml ");
        assert_eq!(file("pet.yaml", "/specs/api.yaml"), "/specs/pet.yaml ");
    }

    #[test]
    fn a_path_is_that_of_a_url() {
        assert_eq!(file("my%20pet.yaml", "api.yaml"), "my pet.yaml ");
        assert_eq!(file(r".\pets\pet.yaml", "api.yaml"), "pets/pet.yaml ");
    }

    #[test]
    fn a_fragment_alone_stays_in_its_file() {
        assert_eq!(locate("#/a", "api.yaml"), Location::Here);
    }

    #[test]
    fn a_url_is_the_network() {
        assert_eq!(locate("https://example.com/a.yaml#/A", "api.yaml"), Location::Network);
        assert_eq!(locate("//example.com/a.yaml", "api.yaml"), Location::Network);
    }
}
