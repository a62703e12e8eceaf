//! What is not for clients: operations, properties and parameters that are left out before anything
//! of them is read.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::mounted::FILES;
use crate::document::place::Place;
use crate::document::shape::Object;
use crate::document::walk::{Visited, walk};
use crate::node::Node;
use crate::source::{Pointer, Span};

const OURS: &str = "x-ignore";

/// Ours, and those that say the same.
pub(super) const KEYS: [&str; 3] = [OURS, "x-speakeasy-ignore", "x-fern-ignore"];

/// The lists of parameters that others refer to.
const SHARED: [&[&str]; 2] = [&["components", "parameters"], &["parameters"]];

/// What is left out: how many of each, and the first place.
#[derive(Default)]
struct Found {
    first: Option<(Pointer, &'static str, Span)>,
    operations: usize,
    properties: usize,
    parameters: usize,
    /// What a call or an object cannot do without.
    needed: Option<(Pointer, &'static str, Span)>,
}

/// The key that says that an object is left out, and its place.
fn mark(node: &Node) -> Option<(&'static str, Span)> {
    let mut entries = KEYS.iter().filter_map(|key| Some((*key, node.entry(key)?)));
    let (key, entry) = entries.find(|(_, entry)| entry.node.as_bool() == Some(true))?;
    Some((key, entry.key))
}

/// Takes them out of the tree.
pub(super) fn leave_out(root: &mut Node, table: &'static Object, diagnostics: &mut Diagnostics) {
    let shared = shared(root);
    let mut found = Found::default();
    walk(root, table, &mut |visited, node, place| match visited {
        Visited::Object("Path Item") => {
            let count = found.take(node, place, |_| true);
            found.operations += count;
            found.take_parameters(node, &shared, place);
        }
        Visited::Object("Operation") => found.take_parameters(node, &shared, place),
        Visited::Object("Schema") => {
            let required = node.get("required").and_then(Node::as_array).unwrap_or_default();
            let required: Vec<String> =
                required.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
            if let Some(properties) = node.get_mut("properties") {
                let place = Place::Key(place, "properties");
                let is_free = |name: &str| !required.iter().any(|it| it == name);
                let count = found.take(properties, &place, is_free);
                found.properties += count;
            }
        }
        _ => {}
    });
    found.report(diagnostics);
}

/// The shared parameters that are left out, by their places in the document and its other files.
fn shared(root: &Node) -> BTreeSet<Pointer> {
    let files = Pointer::root().child(FILES);
    let names = root.get(FILES).and_then(Node::as_object).into_iter().flat_map(|all| all.keys());
    let documents = std::iter::once(Pointer::root()).chain(names.map(|name| files.child(name)));
    let mut all = BTreeSet::new();
    for at in documents.flat_map(|document| {
        SHARED.map(|list| list.iter().fold(document.clone(), |at, key| at.child(key)))
    }) {
        let parameters = root.at(&at).and_then(Node::as_object).into_iter().flatten();
        let left = parameters.filter(|(_, entry)| mark(&entry.node).is_some());
        all.extend(left.filter(|(_, it)| !is_required(&it.node)).map(|(name, _)| at.child(name)));
    }
    all
}

/// Whether a call has to have a parameter.
fn is_required(node: &Node) -> bool {
    node.get("required").and_then(Node::as_bool) == Some(true)
        || node.get("in").and_then(Node::as_str) == Some("path")
}

impl Found {
    /// Takes entries out of an object, where they can be done without; how many.
    fn take(
        &mut self,
        node: &mut Node,
        place: &Place<'_>,
        is_free: impl Fn(&str) -> bool,
    ) -> usize {
        let Some(entries) = node.as_object_mut() else { return 0 };
        let before = entries.len();
        entries.retain(|name, entry| {
            let Some(mark) = mark(&entry.node) else { return true };
            let is_free = is_free(name);
            self.tell(is_free, place, mark);
            !is_free
        });
        before - entries.len()
    }

    /// The same of a list of parameters.
    fn take_parameters(&mut self, node: &mut Node, shared: &BTreeSet<Pointer>, place: &Place<'_>) {
        let parameters = node.get_mut("parameters").and_then(Node::as_array_mut);
        let Some(parameters) = parameters else { return };
        let before = parameters.len();
        parameters.retain(|parameter| {
            let target = parameter.get("$ref").and_then(Node::as_str).and_then(Pointer::parse);
            let (mark, is_free) = match target {
                Some(target) if shared.contains(&target) => ((OURS, parameter.span), true),
                Some(_) => return true,
                None => match mark(parameter) {
                    Some(mark) => (mark, !is_required(parameter)),
                    None => return true,
                },
            };
            self.tell(is_free, place, mark);
            !is_free
        });
        self.parameters += before - parameters.len();
    }

    /// What was marked has no place any more, but for that of its owner.
    fn tell(&mut self, is_free: bool, owner: &Place<'_>, (key, mark): (&'static str, Span)) {
        let first = if is_free { &mut self.first } else { &mut self.needed };
        first.get_or_insert_with(|| (owner.pointer(), key, mark));
    }

    fn report(self, diagnostics: &mut Diagnostics) {
        let counts = [
            (self.operations, "operation", "operations"),
            (self.properties, "property", "properties"),
            (self.parameters, "parameter", "parameters"),
        ];
        let counts = counts.iter().filter(|(count, ..)| *count > 0);
        let counts: Vec<String> = counts
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        if let Some((at, key, span)) = self.first {
            let counts = counts.join(", ");
            let message = format!("by `{key}`, the document has {counts} for no client");
            diagnostics.push(
                Diagnostic::note(Code::UnsupportedPart, at, span, message)
                    .consequence("nothing is generated of them")
                    .help("remove the mark where something should be called"),
            );
        }
        if let Some((at, key, span)) = self.needed {
            let message = format!("by `{key}`, this is not for clients, and it has to be sent");
            diagnostics.push(
                Diagnostic::note(Code::UnsupportedPart, at, span, message)
                    .consequence("it is not left out")
                    .help("remove the mark, or what asks for it"),
            );
        }
    }
}
