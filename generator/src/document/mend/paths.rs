//! Paths and methods that are written nearly as the specification wants them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::node::{Node, Object};
use crate::source::{Pointer, Span};

/// The methods that a Path Item Object has in each version.
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Puts a slash before paths that have none, and writes methods in small letters.
pub(in super::super) fn spell(root: &mut Node, diagnostics: &mut Diagnostics) {
    let at = Pointer::root().child("paths");
    let Some(paths) = root.get_mut("paths").and_then(Node::as_object_mut) else { return };
    let slashed = |key: &str, node: &Node| {
        let is_path = !key.starts_with(['/', '$']) && !key.starts_with("x-");
        (is_path && node.as_object().is_some()).then(|| format!("/{key}"))
    };
    let mut spelling = Spelling { diagnostics, what: "a path begins with a slash" };
    spelling.rename(paths, &at, &slashed);
    spelling.what = "a method is written in small letters";
    for (path, entry) in paths {
        let small = |key: &str, _: &Node| {
            let small = key.to_ascii_lowercase();
            (small != key && METHODS.contains(&small.as_str())).then_some(small)
        };
        if let Some(item) = entry.node.as_object_mut() {
            spelling.rename(item, &at.child(path), &small);
        }
    }
}

struct Spelling<'d> {
    diagnostics: &'d mut Diagnostics,
    /// The rule.
    what: &'static str,
}

impl Spelling<'_> {
    /// Gives entries the names that are meant, unless something has them.
    fn rename(
        &mut self,
        entries: &mut Object,
        at: &Pointer,
        meant: &dyn Fn(&str, &Node) -> Option<String>,
    ) {
        let is_meant = |key: &str, node: &Node| {
            meant(key, node).filter(|meant| !entries.contains_key(meant.as_str()))
        };
        let found: Vec<(String, String, Span)> = entries
            .iter()
            .filter_map(|(key, entry)| Some((key.clone(), is_meant(key, &entry.node)?, entry.key)))
            .collect();
        if found.is_empty() {
            return;
        }
        let old = std::mem::take(entries);
        for (key, entry) in old {
            let meant = found.iter().find(|(old, ..)| *old == key).map(|(_, meant, _)| meant);
            entries.insert(meant.cloned().unwrap_or(key), entry);
        }
        for (key, meant, span) in found {
            let message = format!("{}, found `{key}`", self.what);
            let note = Diagnostic::note(Code::UnknownKey, at.child(&key), span, message);
            self.diagnostics.push(
                note.consequence(format!("it is read as `{meant}`"))
                    .help(format!("write `{meant}`")),
            );
        }
    }
}
