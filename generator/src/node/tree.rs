//! The tree, and ways through it.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use indexmap::IndexMap;

use crate::source::{Pointer, Span};

/// A value with its place in the text.
///
/// How deep a tree from [`parse()`](super::parse()) can be is bounded by [`Limits::depth`](crate::limit::Limits::depth), so dropping, cloning
/// and walking one by recursion is safe.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// The text it was read from; what an alias copied keeps the place of the original.
    pub span: Span,
}

/// The kinds of values that JSON has.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, `~`, or nothing at all after a key.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A finite number; integers that fit neither `i64` nor `u64` are floating point numbers.
    Number(serde_json::Number),
    /// Text.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// An object, in the order of the text.
    Object(Object),
}

/// The entries of an object in the order of the text; those of a merge key come last.
///
/// A copy shares them until one of the two is changed: a tree is kept as it was written beside what
/// becomes of it, and most of both is the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Object(Arc<Entries>);

type Entries = IndexMap<String, Entry, foldhash::fast::RandomState>;

/// One entry of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The place of the key.
    pub key: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// The value of an entry, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// An entry with the place of its key, if this is an object that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.as_object()?.get(key)
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The entries, if it is an object.
    pub fn as_object(&self) -> Option<&Object> {
        match &self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(truth) => Some(truth),
            _ => None,
        }
    }

    /// The number, if it is an integer from 0 to `u64::MAX`.
    pub fn as_u64(&self) -> Option<u64> {
        match &self.value {
            Value::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    /// Whether it is neither an object nor a list.
    pub fn is_plain(&self) -> bool {
        !matches!(self.value, Value::Object(_) | Value::Array(_))
    }

    /// What it is, as messages say it: "found a list".
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// The node to which a pointer leads.
    pub fn at(&self, pointer: &Pointer) -> Option<&Self> {
        pointer.tokens().try_fold(self, |node, token| node.step(&token))
    }

    /// The value to which one token of a pointer leads.
    pub fn step(&self, token: &str) -> Option<&Self> {
        self.step_to(token).map(|(next, _)| next)
    }

    /// The place of the value to which a pointer leads, or else of its nearest ancestor that
    /// exists.
    pub fn span_of(&self, pointer: &Pointer) -> Span {
        self.nearest(pointer).0.span
    }

    /// As [`Node::span_of`], but the place of the key where there is one.
    pub fn key_span_of(&self, pointer: &Pointer) -> Span {
        let (node, key) = self.nearest(pointer);
        key.unwrap_or(node.span)
    }

    /// How many steps of a pointer lead to something, and the place of the value where they end.
    pub fn nearest_place(&self, pointer: &Pointer) -> (usize, Span) {
        let mut nearest = (0, self);
        for token in pointer.tokens() {
            let Some((next, _)) = nearest.1.step_to(&token) else {
                break;
            };
            nearest = (nearest.0 + 1, next);
        }
        (nearest.0, nearest.1.span)
    }

    /// How many values it holds, itself included; a text counts as one more for each 256 bytes.
    pub fn size(&self) -> usize {
        1 + match &self.value {
            Value::Object(entries) => entries.values().map(|entry| entry.node.size()).sum(),
            Value::Array(items) => items.iter().map(Self::size).sum(),
            Value::String(text) => text.len() / 256,
            _ => 0,
        }
    }

    /// Visits the keys of all objects in it.
    pub fn each_key(&self, visit: &mut dyn FnMut(&str)) {
        match &self.value {
            Value::Object(entries) => entries.iter().for_each(|(key, entry)| {
                visit(key);
                entry.node.each_key(visit);
            }),
            Value::Array(items) => items.iter().for_each(|item| item.each_key(visit)),
            _ => {}
        }
    }

    /// The tree without places.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(truth) => (*truth).into(),
            Value::Number(number) => number.clone().into(),
            Value::String(text) => text.as_str().into(),
            Value::Array(items) => items.iter().map(Self::to_json).collect(),
            Value::Object(object) => {
                object.iter().map(|(key, entry)| (key.clone(), entry.node.to_json())).collect()
            }
        }
    }

    fn nearest(&self, pointer: &Pointer) -> (&Self, Option<Span>) {
        let mut nearest = (self, None);
        for token in pointer.tokens() {
            let Some(next) = nearest.0.step_to(&token) else {
                break;
            };
            nearest = next;
        }
        nearest
    }

    /// One step of a pointer, with the place of the key if it is an entry of an object.
    fn step_to(&self, token: &str) -> Option<(&Self, Option<Span>)> {
        match &self.value {
            Value::Object(object) => object.get(token).map(|entry| (&entry.node, Some(entry.key))),
            Value::Array(items) => {
                // RFC 6901 section 4: an index has neither a sign nor a leading zero.
                let plain = token == "0" || token.starts_with(|c: char| matches!(c, '1'..='9'));
                let index: usize = token.parse().ok().filter(|_| plain)?;
                items.get(index).map(|item| (item, None))
            }
            _ => None,
        }
    }
}

impl Deref for Object {
    type Target = Entries;

    fn deref(&self) -> &Entries {
        &self.0
    }
}

impl DerefMut for Object {
    fn deref_mut(&mut self) -> &mut Entries {
        Arc::make_mut(&mut self.0)
    }
}

impl IntoIterator for Object {
    type Item = (String, Entry);
    type IntoIter = indexmap::map::IntoIter<String, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl<'o> IntoIterator for &'o Object {
    type Item = (&'o String, &'o Entry);
    type IntoIter = indexmap::map::Iter<'o, String, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'o> IntoIterator for &'o mut Object {
    type Item = (&'o String, &'o mut Entry);
    type IntoIter = indexmap::map::IterMut<'o, String, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::make_mut(&mut self.0).iter_mut()
    }
}

impl FromIterator<(String, Entry)> for Object {
    fn from_iter<I: IntoIterator<Item = (String, Entry)>>(entries: I) -> Self {
        Self(Arc::new(entries.into_iter().collect()))
    }
}
