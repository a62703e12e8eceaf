//! Reads an overlay, and says what is wrong with it.

use std::collections::BTreeSet;

use serde_json_path::JsonPath;

use super::action::{Action, Change, Overlay, Query};
use super::ways::{MOST, ways};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limit::Limits;
use crate::node::{self, Node, Value};
use crate::source::{Pointer, Source, SourceId, Span};

/// Reads an overlay. `None` means that the diagnostics hold an error.
pub(super) fn read(
    id: SourceId,
    source: &Source,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Overlay> {
    let (root, found) = node::parse(id, source, limits);
    diagnostics.extend(found);
    let root = root?;
    let mut reading = Reading { is_first: false, diagnostics, is_sound: true };
    let overlay = reading.overlay(&root);
    overlay.filter(|_| reading.is_sound)
}

struct Reading<'d> {
    is_first: bool,
    diagnostics: &'d mut Diagnostics,
    is_sound: bool,
}

impl Reading<'_> {
    fn overlay(&mut self, root: &Node) -> Option<Overlay> {
        let at = Pointer::root();
        if root.as_object().is_none() {
            let message = format!("an overlay is an object, found {}", root.kind());
            self.refuse(&at, root.span, message, "begin with `overlay: 1.1.0`");
            return None;
        }
        self.version(root)?;
        self.known(root, &at, "an overlay", &["overlay", "info", "extends", "actions"]);
        match root.get("info") {
            Some(info) => self.info(info, &at.child("info")),
            None => self.missing(root, &at, "info", "an overlay"),
        }
        let extends = self.text(root, &at, "extends");
        let extends = extends.zip(root.get("extends")).map(|(text, node)| (text, node.span));
        let actions = self.actions(root)?;
        Some(Overlay { extends, actions })
    }

    /// Overlay Specification 1.1.0, "Versions": a patch changes no meaning.
    fn version(&mut self, root: &Node) -> Option<()> {
        let at = Pointer::root().child("overlay");
        let help = "write `overlay: 1.0.0` or `overlay: 1.1.0`";
        let Some(node) = root.get("overlay") else {
            let help = match ["openapi", "swagger"].iter().any(|key| root.get(key).is_some()) {
                true => {
                    "this is an OpenAPI document, and no overlay: give it in the place of the document"
                }
                false => help,
            };
            self.refuse(&Pointer::root(), root.span, "`overlay` is missing in an overlay", help);
            return None;
        };
        let written = node.as_str().unwrap_or_default();
        let patch = ["1.0.", "1.1.", "1.2."].iter().find_map(|minor| written.strip_prefix(minor));
        let is_number =
            |patch: &str| !patch.is_empty() && patch.bytes().all(|byte| byte.is_ascii_digit());
        if !patch.is_some_and(is_number) {
            let message = "`overlay` names no version of the Overlay Specification that is read";
            self.refuse(&at, node.span, message, help);
            return None;
        }
        self.is_first = written.starts_with("1.0.");
        Some(())
    }

    fn info(&mut self, info: &Node, at: &Pointer) {
        if info.as_object().is_none() {
            self.wrong(at, info, "an object");
            return;
        }
        let known: &[&str] = match self.is_first {
            true => &["title", "version"],
            false => &["title", "version", "description"],
        };
        self.known(info, at, "an Info Object", known);
        for key in ["title", "version"] {
            if info.get(key).is_none() {
                self.missing(info, at, key, "an Info Object");
            }
        }
        known.iter().for_each(|key| drop(self.text(info, at, key)));
    }

    fn actions(&mut self, root: &Node) -> Option<Vec<Action>> {
        let at = Pointer::root().child("actions");
        let Some(node) = root.get("actions") else {
            self.missing(root, &Pointer::root(), "actions", "an overlay");
            return None;
        };
        let Some(items) = node.as_array() else {
            self.wrong(&at, node, "a list");
            return None;
        };
        if items.is_empty() {
            let help = "add an action, or do without the overlay";
            self.refuse(&at, node.span, "`actions` is empty", help);
        }
        let mut known = BTreeSet::new();
        let mut actions = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = at.index(index);
            if !known.insert(item.to_json().to_string()) {
                let help = "remove one of them";
                self.refuse(&at, item.span, "this action stands there already", help);
            }
            actions.extend(self.action(item, at));
        }
        Some(actions)
    }

    fn action(&mut self, item: &Node, at: Pointer) -> Option<Action> {
        if item.as_object().is_none() {
            self.wrong(&at, item, "an object");
            return None;
        }
        let known: &[&str] = match self.is_first {
            true => &["target", "description", "update", "remove"],
            false => &["target", "description", "update", "remove", "copy"],
        };
        self.known(item, &at, "an action", known);
        self.text(item, &at, "description");
        if item.get("target").is_none() {
            self.missing(item, &at, "target", "an action");
        }
        let target = self.query(item, &at, "target");
        let copy = if self.is_first { None } else { self.query(item, &at, "copy") };
        let is_removed = match item.get("remove") {
            None => false,
            Some(node) => node.as_bool().unwrap_or_else(|| {
                self.wrong(&at.child("remove"), node, "true or false");
                false
            }),
        };
        let change = match (is_removed, item.get("update"), copy) {
            (true, ..) => Change::Remove,
            (false, Some(update), Some(_)) => {
                let help = "make two actions of it";
                self.refuse(&at, update.span, "`update` and `copy` exclude each other", help);
                return None;
            }
            (false, Some(update), None) => Change::Update(update.clone()),
            (false, None, Some(copy)) => Change::Copy(copy),
            (false, None, None) => Change::Nothing,
        };
        Some(Action { target: target?, change, is_first: self.is_first, at })
    }

    fn query(&mut self, item: &Node, at: &Pointer, key: &str) -> Option<Query> {
        let text = self.text(item, at, key)?;
        let span = item.get(key)?.span;
        if ways(&text) > MOST {
            let message = format!("`{text}` could select nodes again and again");
            let help = "let it have fewer `..`, and no several selectors beside each other that \
                        select the same: make an action of each";
            self.is_sound = false;
            let error = Diagnostic::error(Code::LimitExceeded, at.child(key), span, message);
            self.diagnostics.push(error.help(help));
            return None;
        }
        match JsonPath::parse(&text) {
            Ok(path) => Some(Query { path, text, span }),
            Err(error) => {
                let quoted = quoted(&text);
                if let Ok(path) = JsonPath::parse(&quoted) {
                    let message = format!("a name with a hyphen stands bare in `{text}`");
                    let at = at.child(key);
                    let note = Diagnostic::note(Code::InvalidOverlay, at, span, message);
                    let consequence = format!("it is read as `{quoted}`");
                    let help = "write it so: RFC 9535 has no hyphens in bare names";
                    self.diagnostics.push(note.consequence(consequence).help(help));
                    return Some(Query { path, text: quoted, span });
                }
                let message = format!("`{text}` is no JSONPath query: {error}");
                let dot = if text.starts_with('[') { "" } else { "." };
                let whole = format!("${dot}{text}");
                let help = match JsonPath::parse(&whole) {
                    Ok(_) => format!("a query begins with `$`: write `{whole}`"),
                    Err(_) => "RFC 9535 has the rules; names in quotes stand in brackets: \
                               `$.paths['/pets'].get`"
                        .to_owned(),
                };
                self.refuse(&at.child(key), span, message, &help);
                None
            }
        }
    }

    /// A text, if it is there.
    fn text(&mut self, node: &Node, at: &Pointer, key: &str) -> Option<String> {
        let found = node.get(key)?;
        match &found.value {
            Value::String(text) => Some(text.clone()),
            _ => {
                self.wrong(&at.child(key), found, "text");
                None
            }
        }
    }

    fn known(&mut self, node: &Node, at: &Pointer, what: &str, known: &[&str]) {
        for (key, entry) in node.as_object().into_iter().flatten() {
            if !key.starts_with("x-") && !known.contains(&key.as_str()) {
                let message = format!("`{key}` is no field of {what}");
                let help = format!("it has {}", known.join(", "));
                self.refuse(&at.child(key), entry.key, message, &help);
            }
        }
    }

    fn missing(&mut self, node: &Node, at: &Pointer, key: &str, what: &str) {
        let message = format!("`{key}` is missing in {what}");
        self.refuse(at, node.span, message, &format!("add `{key}`"));
    }

    fn wrong(&mut self, at: &Pointer, node: &Node, wanted: &str) {
        let key = at.last().map_or_else(|| "this".to_owned(), |key| format!("`{key}`"));
        let message = format!("{key} should be {wanted}, found {}", node.kind());
        self.refuse(at, node.span, message, &format!("write {wanted} here"));
    }

    fn refuse(&mut self, at: &Pointer, span: Span, message: impl Into<String>, help: &str) {
        self.is_sound = false;
        let error = Diagnostic::error(Code::InvalidOverlay, at.clone(), span, message);
        self.diagnostics.push(error.help(help));
    }
}

/// A query with its bare names in quotes, if they have hyphens: the specification itself writes
/// `@.x-oai-traits`.
fn quoted(query: &str) -> String {
    let is_name = |letter: char| letter.is_alphanumeric() || "_-".contains(letter);
    let (mut out, mut quote) = (String::with_capacity(query.len()), None);
    let mut rest = query;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        let end = after.find(|letter| !is_name(letter)).unwrap_or(after.len());
        let name = after.get(..end).unwrap_or_default();
        match (letter, quote) {
            (_, Some(open)) if letter == open => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(letter),
            ('.', None) if name.contains('-') => {
                // `..name` is `..['name']`, and `.name` is `['name']`.
                let is_deep = out.ends_with('.');
                out.push_str(if is_deep { "." } else { "" });
                out.push_str(&format!("['{name}']"));
                rest = after.get(end..).unwrap_or_default();
                continue;
            }
            _ => {}
        }
        out.push(letter);
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn bare_names_with_hyphens_are_put_in_quotes() {
        assert_eq!(quoted("$.a[?@.x-b.c]"), "$.a[?@['x-b'].c]");
        assert_eq!(quoted("$..x-a-b"), "$..['x-a-b']");
        assert_eq!(quoted("$['a.x-b'].c"), "$['a.x-b'].c");
        assert_eq!(quoted("$.paths.*.get"), "$.paths.*.get");
    }
}
