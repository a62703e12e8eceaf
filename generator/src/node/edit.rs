//! Making nodes and moving them. What is made has the place of the text that it came from.

use super::{Entry, Node, Object, Value};
use crate::source::{Pointer, Span};

impl Node {
    /// A text that came from the text at `span`.
    pub fn text(text: impl Into<String>, span: Span) -> Self {
        Self { value: Value::String(text.into()), span }
    }

    /// A truth value that came from the text at `span`.
    pub fn boolean(truth: bool, span: Span) -> Self {
        Self { value: Value::Bool(truth), span }
    }

    /// A list that came from the text at `span`.
    pub fn list(items: Vec<Self>, span: Span) -> Self {
        Self { value: Value::Array(items), span }
    }

    /// An object without entries that came from the text at `span`.
    pub fn object(span: Span) -> Self {
        Self { value: Value::Object(Object::default()), span }
    }

    /// The same object with one more entry, whose key has the place of its value.
    #[must_use]
    pub fn with(mut self, key: &str, node: Self) -> Self {
        self.put(key, node);
        self
    }

    /// The value of an entry, if this is an object that has it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.as_object_mut()?.get_mut(key).map(|entry| &mut entry.node)
    }

    /// The node to which a pointer leads.
    pub fn at_mut(&mut self, pointer: &Pointer) -> Option<&mut Self> {
        pointer.tokens().try_fold(self, |node, token| match &mut node.value {
            Value::Object(object) => object.get_mut(token.as_ref()).map(|entry| &mut entry.node),
            Value::Array(items) => items.get_mut(token.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The entry to which a pointer leads, if its last step is one of an object.
    pub fn entry_at_mut(&mut self, pointer: &Pointer) -> Option<&mut Entry> {
        let (parent, key) = (pointer.parent()?, pointer.last()?);
        self.at_mut(&parent)?.as_object_mut()?.get_mut(key.as_ref())
    }

    /// The entries, if it is an object.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        match &mut self.value {
            Value::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Takes an entry out; the others keep their order.
    pub fn take(&mut self, key: &str) -> Option<Entry> {
        self.as_object_mut()?.shift_remove(key)
    }

    /// Adds an entry, whose key has the place of its value, or replaces the value of the one that
    /// is there. Nothing happens to what is no object.
    pub fn put(&mut self, key: &str, node: Self) {
        let key_span = node.span;
        self.put_entry(key, Entry { key: key_span, node });
    }

    /// Adds or replaces an entry that was taken from somewhere else.
    pub fn put_entry(&mut self, key: &str, entry: Entry) {
        if let Some(object) = self.as_object_mut() {
            object.insert(key.to_owned(), entry);
        }
    }
}
