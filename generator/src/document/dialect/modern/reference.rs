//! References: what they lead to before the conversion, and where that is after it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::original::places;
use crate::document::place::Place;
use crate::document::tables::modern::OPENAPI;
use crate::document::walk::{Visited, walk};
use crate::node::{Node, Value};
use crate::source::{Pointer, Span};

/// What the references of a document lead to, by the places of their texts.
pub(super) struct Links {
    targets: BTreeMap<Span, (Pointer, Span)>,
}

/// A reference as it is written.
struct Written {
    at: Pointer,
    span: Span,
    text: String,
}

/// The schemas that have names of their own: `$id` and anchors (JSON Schema 2020-12 Core,
/// section 8.2).
#[derive(Default)]
struct Names {
    /// The base of the document: `$self` of OpenAPI 3.2.
    base: String,
    ids: BTreeMap<Pointer, String>,
    resources: BTreeMap<String, Pointer>,
    anchors: BTreeMap<(Pointer, String), Pointer>,
    /// The same, whatever resource they are of.
    anywhere: BTreeMap<String, Pointer>,
}

/// Finds what each reference leads to, and writes each as a place in the document.
pub(super) fn resolve(root: &mut Node, diagnostics: &mut Diagnostics) -> Links {
    let mut references = Vec::new();
    let mut names = Names {
        base: root.get("$self").and_then(Node::as_str).unwrap_or_default().to_owned(),
        ..Names::default()
    };
    let mut anchors = Vec::new();
    walk(root, &OPENAPI, &mut |visited, node, place| {
        gather(visited, node, place, &mut references, &mut names.ids, &mut anchors);
    });
    let resources = names.ids.keys().map(|at| (names.base_of(at).0, at.clone())).collect();
    names.resources = resources;
    for (at, name) in anchors {
        let resource = names.base_of(&at).1;
        names.anywhere.entry(name.clone()).or_insert_with(|| at.clone());
        names.anchors.entry((resource, name)).or_insert(at);
    }
    let mut links = Links { targets: BTreeMap::new() };
    let mut rewritten = BTreeMap::new();
    for reference in references {
        let Some(target) = names.target(&reference, root, diagnostics) else { continue };
        let Some(node) = root.at(&target) else { continue };
        let text = target.to_string();
        if text != reference.text {
            rewritten.insert(reference.span, text);
        }
        links.targets.insert(reference.span, (target, node.span));
    }
    rewrite(root, &rewritten);
    links
}

fn gather(
    visited: &Visited,
    node: &Node,
    place: &Place<'_>,
    references: &mut Vec<Written>,
    ids: &mut BTreeMap<Pointer, String>,
    anchors: &mut Vec<(Pointer, String)>,
) {
    let mut add = |node: &Node| {
        if let Some(text) = node.as_str() {
            references.push(Written {
                at: place.pointer(),
                span: node.span,
                text: text.to_owned(),
            });
        }
    };
    let is_schema = matches!(visited, Visited::Object("Schema"));
    if is_schema || matches!(visited, Visited::Reference(_) | Visited::Object("Path Item")) {
        ["$ref", "$dynamicRef"].iter().filter_map(|key| node.get(key)).for_each(&mut add);
    }
    if matches!(visited, Visited::Object("Discriminator")) {
        let mapping = node.get("mapping").and_then(Node::as_object).into_iter().flatten();
        let values = mapping.map(|(_, entry)| &entry.node).chain(node.get("defaultMapping"));
        // OpenAPI 3.1.0, "Discriminator Object": a value is a name or a reference.
        values
            .filter(|value| value.as_str().is_some_and(|text| text.contains(['#', '/'])))
            .for_each(add);
    }
    if is_schema {
        if let Some(id) = node.get("$id").and_then(Node::as_str) {
            ids.insert(place.pointer(), id.trim_end_matches('#').to_owned());
        }
        let own = ["$anchor", "$dynamicAnchor"].iter().filter_map(|key| node.get(key)?.as_str());
        anchors.extend(own.map(|name| (place.pointer(), name.to_owned())));
    }
}

impl Names {
    /// The base of a place, and the place of the schema that has it as its `$id`.
    fn base_of(&self, at: &Pointer) -> (String, Pointer) {
        let (mut base, mut resource) = (self.base.clone(), Pointer::root());
        if !self.ids.is_empty() {
            for above in ways(at) {
                if let Some(id) = self.ids.get(&above) {
                    (base, resource) = (joined(&base, id), above);
                }
            }
        }
        (base, resource)
    }

    fn target(&self, written: &Written, root: &Node, found: &mut Diagnostics) -> Option<Pointer> {
        let (uri, fragment) = written.text.split_once('#').unwrap_or((&written.text, ""));
        let (base, own) = self.base_of(&written.at);
        let resource = if uri.is_empty() {
            own
        } else {
            let uri = joined(&base, uri);
            match self.resources.get(&uri) {
                Some(resource) => resource.clone(),
                None if uri == self.base => Pointer::root(),
                None => return None,
            }
        };
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let own = self.anchors.get(&(resource, fragment.to_owned()));
            return own.or_else(|| self.anywhere.get(fragment)).cloned();
        }
        let below = Pointer::parse(&format!("#{fragment}"))?;
        let exists = |from: &Pointer| Some(from.with(&below)).filter(|at| root.at(at).is_some());
        exists(&resource).or_else(|| exists(&Pointer::root())).or_else(|| {
            let first = below.tokens().next()?;
            if first != "$defs" && first != "definitions" {
                return None;
            }
            let mut above: Vec<Pointer> = ways(&written.at).collect();
            above.reverse();
            let target = above.iter().find_map(exists)?;
            let message =
                format!("`{}` leads to nothing from the root of the document", written.text);
            let at = written.at.child("$ref");
            found.push(
                Diagnostic::warning(Code::UnresolvedReference, at, written.span, message)
                    .consequence(format!("it is read as `{target}`"))
                    .help(format!("write `{target}`, or give the schema an `$id`")),
            );
            Some(target)
        })
    }
}

impl Links {
    /// Lets each reference lead to where its target is now.
    pub(super) fn relocate(&self, root: &mut Node) {
        let mut wanted: BTreeMap<Span, Span> = BTreeMap::new();
        for (reference, (target, span)) in &self.targets {
            if root.at(target).is_none_or(|node| node.span != *span) {
                wanted.insert(*reference, *span);
            }
        }
        let places = places(root, wanted.values().copied());
        let moved = wanted.into_iter().filter_map(|(reference, target)| {
            Some((reference, places.get(&target)?.as_ref()?.to_string()))
        });
        rewrite(root, &moved.collect());
    }
}

/// Replaces the texts at some places.
fn rewrite(node: &mut Node, texts: &BTreeMap<Span, String>) {
    if texts.is_empty() {
        return;
    }
    match &mut node.value {
        Value::String(text) => {
            if let Some(new) = texts.get(&node.span) {
                text.clone_from(new);
            }
        }
        Value::Object(entries) => {
            entries.values_mut().for_each(|entry| rewrite(&mut entry.node, texts));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, texts)),
        _ => {}
    }
}

/// The places from the root to this one.
fn ways(at: &Pointer) -> impl Iterator<Item = Pointer> {
    let tokens: Vec<_> = at.tokens().map(std::borrow::Cow::into_owned).collect();
    let mut way = Pointer::root();
    std::iter::once(Pointer::root()).chain(tokens.into_iter().map(move |token| {
        way = way.child(&token);
        way.clone()
    }))
}

/// RFC 3986, section 5.2, for references without a query.
fn joined(base: &str, reference: &str) -> String {
    let scheme_end = |text: &str| {
        let end = text.find(':')?;
        let is_scheme =
            text.get(..end)?.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        is_scheme.then_some(end)
    };
    if scheme_end(reference).is_some() {
        return reference.to_owned();
    }
    let root_end = scheme_end(base).map_or(0, |end| {
        let rest = base.get(end + 1..).unwrap_or_default();
        let authority =
            rest.strip_prefix("//").map_or(0, |rest| 2 + rest.find('/').unwrap_or(rest.len()));
        end + 1 + authority
    });
    let (origin, path) = base.split_at_checked(root_end).unwrap_or((base, ""));
    let whole = if reference.starts_with('/') {
        reference.to_owned()
    } else {
        format!(
            "{}{reference}",
            path.rsplit_once('/').map_or(
                if origin.is_empty() { String::new() } else { "/".to_owned() },
                |(folder, _)| format!("{folder}/")
            )
        )
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in whole.split('/') {
        match segment {
            "." => {}
            ".." if segments.last().is_some_and(|last| !last.is_empty()) => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    format!("{origin}{}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn names_of_schemas_are_relative_to_those_around_them() {
        for (base, reference, whole) in [
            ("", "pet", "pet"),
            ("", "./a/../pet", "pet"),
            ("https://example.com", "pet", "https://example.com/pet"),
            ("https://example.com/a/b", "pet", "https://example.com/a/pet"),
            ("https://example.com/a/b", "/pet", "https://example.com/pet"),
            ("https://example.com/a/b/c", "../pet", "https://example.com/a/pet"),
            ("https://example.com/a", "urn:pet", "urn:pet"),
            ("schemas/a.json", "b.json", "schemas/b.json"),
        ] {
            assert_eq!(joined(base, reference), whole, "{base} {reference}");
        }
    }
}
