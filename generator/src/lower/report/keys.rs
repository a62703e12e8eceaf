//! The keys of ours that say something of a type or a name: each is read somewhere, or is told of.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::node::{Node, Value};
use crate::source::{Pointer, Span};

/// Those that are read where types and names are made.
const KEYS: [&str; 9] = [
    "x-rust-name",
    "x-rust-type-name",
    "x-rust-type",
    "x-rust-derive",
    "x-rust-attributes",
    "x-rust-check",
    "x-open-enum",
    "x-enum-varnames",
    "x-enum-descriptions",
];

/// Those that other tools have, too: a document that is not written for us has them anywhere.
const OF_OTHERS: [&str; 2] = ["x-enum-varnames", "x-enum-descriptions"];

/// What holds values, and none of ours.
const OF_VALUES: [&str; 5] = ["example", "examples", "default", "enum", "const"];

/// What holds parts by names of their own.
const LISTS: [&str; 3] = ["properties", "patternProperties", "schemas"];

/// Which of them were read.
#[derive(Debug, Default)]
pub(in crate::lower) struct Keys(RefCell<BTreeSet<Span>>);

impl Keys {
    /// Notes that what a key says is read. A conversion can have made several of one.
    pub(in crate::lower) fn add(&self, said: &Node) {
        self.0.borrow_mut().insert(said.span);
    }

    /// Notes that what a key said came to nothing.
    pub(in crate::lower) fn take(&self, said: &Node) {
        self.0.borrow_mut().remove(&said.span);
    }

    /// Those that nothing has read, and whether each is one of ours alone.
    pub(in crate::lower) fn idle(&self, root: &Node) -> Vec<(Pointer, bool)> {
        let read = self.0.borrow();
        let mut walk = Walk { known: read.clone(), idle: Vec::new() };
        walk.node(root, &Pointer::root(), false);
        walk.idle
    }
}

struct Walk {
    /// What was read, or is found already.
    known: BTreeSet<Span>,
    idle: Vec<(Pointer, bool)>,
}

impl Walk {
    fn node(&mut self, node: &Node, at: &Pointer, is_list: bool) {
        match &node.value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.node(item, &at.index(index), false);
                }
            }
            Value::Object(entries) => {
                for (key, entry) in entries {
                    let key = key.as_str();
                    let has_values = OF_VALUES.contains(&key) || key.starts_with("x-");
                    if !is_list && KEYS.contains(&key) && self.known.insert(entry.node.span) {
                        self.idle.push((at.child(key), !OF_OTHERS.contains(&key)));
                    }
                    if is_list || !has_values {
                        let is_list = !is_list && LISTS.contains(&key);
                        self.node(&entry.node, &at.child(key), is_list);
                    }
                }
            }
            _ => {}
        }
    }
}
