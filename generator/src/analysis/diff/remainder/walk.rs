//! Two trees side by side.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::node::{Node, Object, Value};
use crate::source::Pointer;

/// A place where two documents are not the same.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    /// Where it is in OLD.
    pub(super) old: Option<Pointer>,
    /// Where it is in NEW.
    pub(super) new: Option<Pointer>,
    /// The nearest key.
    pub(super) keyword: String,
    /// Whether that is a word of the specification, and not a name of the document.
    pub(super) is_key: bool,
}

/// Keywords whose members have names of the document.
const MAPS: [&str; 23] = [
    "properties",
    "patternProperties",
    "schemas",
    "responses",
    "parameters",
    "headers",
    "requestBodies",
    "securitySchemes",
    "links",
    "callbacks",
    "paths",
    "content",
    "encoding",
    "mapping",
    "variables",
    "scopes",
    "pathItems",
    "definitions",
    "$defs",
    "securityDefinitions",
    "dependentSchemas",
    "webhooks",
    "mediaTypes",
];

/// Keywords whose values are data.
const DATA: [&str; 10] = [
    "example",
    "examples",
    "default",
    "enum",
    "const",
    "required",
    "externalDocs",
    "contact",
    "license",
    "tags",
];

/// All places where they differ, in the order of OLD. A difference within data is one.
pub(super) fn differences(old: &Node, new: &Node) -> Vec<Difference> {
    let mut walk = Walk { old: Vec::new(), new: Vec::new(), found: Vec::new() };
    walk.node(old, new, "", Keys::Words);
    walk.found
}

/// What the keys of an object are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keys {
    Words,
    Names,
}

#[derive(Debug, Clone)]
enum Step<'n> {
    Key(&'n str),
    Index(usize),
}

struct Walk<'n> {
    old: Vec<Step<'n>>,
    new: Vec<Step<'n>>,
    found: Vec<Difference>,
}

fn pointer(steps: &[Step<'_>]) -> Pointer {
    steps.iter().fold(Pointer::root(), |at, step| match step {
        Step::Key(key) => at.child(key),
        Step::Index(index) => at.index(*index),
    })
}

/// Whether two trees are the same, wherever they stand. The order of names in `required` says nothing.
fn same(old: &Node, new: &Node) -> bool {
    match (&old.value, &new.value) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, entry)| {
                    other.get(key).is_some_and(|two| same(&entry.node, &two.node))
                })
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, two)| same(one, two))
        }
        (one, other) => one == other,
    }
}

impl<'n> Walk<'n> {
    fn tell(&mut self, keyword: &str, is_key: bool, sides: (bool, bool)) {
        let (old, new) = (pointer(&self.old), pointer(&self.new));
        self.found.push(Difference {
            old: sides.0.then_some(old),
            new: sides.1.then_some(new),
            keyword: keyword.to_owned(),
            is_key,
        });
    }

    /// `keys` is what the keys of these are, if they are objects; `word` the keyword that has them.
    fn node(&mut self, old: &'n Node, new: &'n Node, word: &str, keys: Keys) {
        match (&old.value, &new.value) {
            (Value::Object(one), Value::Object(other)) => self.object(one, other, word, keys),
            (Value::Array(one), Value::Array(other)) => self.array(one, other, word),
            _ if same(old, new) => {}
            _ => self.tell(word, true, (true, true)),
        }
    }

    fn object(&mut self, one: &'n Object, other: &'n Object, word: &str, keys: Keys) {
        let is_key = keys == Keys::Words;
        let is_paths = word == "paths";
        // The names of parameters are not on the wire.
        let mut paths = BTreeMap::new();
        for (two, entry) in other.iter().filter(|(two, _)| is_paths && !one.contains_key(*two)) {
            paths.entry(without_names(two)).or_insert((two, entry));
        }
        let found = |key: &str| {
            let plain = other.get_key_value(key);
            plain.or_else(|| paths.get(&without_names(key)).filter(|_| is_paths).copied())
        };
        let mut known = BTreeSet::new();
        for (key, entry) in one {
            self.old.push(Step::Key(key));
            match found(key) {
                Some((two, second)) => {
                    known.insert(two.as_str());
                    self.new.push(Step::Key(two));
                    self.member(&entry.node, &second.node, key, is_key);
                    self.new.pop();
                }
                None => self.tell(key, is_key, (true, false)),
            }
            self.old.pop();
        }
        for key in other.keys().filter(|key| !known.contains(key.as_str())) {
            self.new.push(Step::Key(key));
            self.tell(key, is_key, (false, true));
            self.new.pop();
        }
    }

    fn member(&mut self, old: &'n Node, new: &'n Node, key: &str, is_key: bool) {
        let is_data = is_key && (DATA.contains(&key) || key.starts_with("x-"));
        if is_data {
            let is_same = match (key, old.as_array(), new.as_array()) {
                ("required", Some(one), Some(other)) => sorted(one) == sorted(other),
                _ => same(old, new),
            };
            if !is_same {
                self.tell(key, true, (true, true));
            }
            return;
        }
        match (&old.value, &new.value) {
            (Value::Object(_), Value::Object(_)) | (Value::Array(_), Value::Array(_)) => {
                let is_map = is_key && MAPS.contains(&key);
                let keys = if is_map { Keys::Names } else { Keys::Words };
                self.node(old, new, if is_key { key } else { "" }, keys);
            }
            _ if same(old, new) => {}
            _ => self.tell(key, is_key, (true, true)),
        }
    }

    /// Items that are the same wherever they stand are nothing to tell; the others are compared with what is
    /// called as they are, or in their order.
    fn array(&mut self, one: &'n [Node], other: &'n [Node], word: &str) {
        let is_plain = |node: &Node| !matches!(node.value, Value::Object(_));
        if one.iter().chain(other).all(is_plain) {
            let is_same =
                one.len() == other.len() && one.iter().zip(other).all(|(one, two)| same(one, two));
            if !is_same {
                self.tell(word, true, (true, true));
            }
            return;
        }
        let mut alike: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for (at, two) in other.iter().enumerate() {
            alike.entry(text(two)).or_default().push_back(at);
        }
        let mut taken = BTreeSet::new();
        let mut left = Vec::new();
        for (index, item) in one.iter().enumerate() {
            match alike.get_mut(&text(item)).and_then(VecDeque::pop_front) {
                Some(at) => {
                    taken.insert(at);
                }
                None => left.push((index, item)),
            }
        }
        let mut called: BTreeMap<Option<(&str, &str)>, VecDeque<usize>> = BTreeMap::new();
        for (at, two) in other.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
            called.entry(name(two)).or_default().push_back(at);
        }
        for (index, item) in left {
            self.old.push(Step::Index(index));
            let at = called.get_mut(&name(item)).and_then(VecDeque::pop_front);
            match at.and_then(|at| Some((at, other.get(at)?))) {
                Some((at, two)) => {
                    taken.insert(at);
                    self.new.push(Step::Index(at));
                    self.node(item, two, word, Keys::Words);
                    self.new.pop();
                }
                None => self.tell(word, true, (true, false)),
            }
            self.old.pop();
        }
        for at in (0..other.len()).filter(|at| !taken.contains(at)) {
            self.new.push(Step::Index(at));
            self.tell(word, true, (false, true));
            self.new.pop();
        }
    }
}

/// A text that two trees have in common if they are the same.
fn text(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: &Node, text: &mut String) {
    match &node.value {
        Value::Object(entries) => {
            let entries: BTreeMap<&String, &Node> =
                entries.iter().map(|(key, entry)| (key, &entry.node)).collect();
            text.push('{');
            for (key, node) in entries {
                text.push_str(&format!("{key:?}:"));
                write(node, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            text.push('[');
            items.iter().for_each(|item| write(item, text));
            text.push(']');
        }
        other => text.push_str(&format!("{other:?}")),
    }
}

/// What an item of a list is called.
fn name(node: &Node) -> Option<(&str, &str)> {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    let reference = text("$ref").or_else(|| text("url"));
    match (text("name"), reference) {
        (Some(name), _) => Some((name, text("in").unwrap_or_default())),
        (None, Some(reference)) => Some((reference, "$ref")),
        (None, None) => None,
    }
}

fn sorted(items: &[Node]) -> Vec<&str> {
    let mut names: Vec<&str> = items.iter().filter_map(Node::as_str).collect();
    names.sort_unstable();
    names
}

/// A path without the names in its braces.
fn without_names(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| {
        format!("{out}{{{}", part.split_once('}').map_or(part, |(_, rest)| rest))
    })
}
