//! An extension of another tool, and what it becomes.

use crate::document::version::Dialect;
use crate::node::{Entry, Node};

/// An extension of another tool where it stands.
pub(super) struct Foreign<'a> {
    pub(super) entry: &'a Entry,
    /// The object that has it.
    pub(super) owner: &'a Node,
    pub(super) dialect: Dialect,
    /// The last step to the object: of an operation, its method.
    pub(super) method: &'a str,
    /// What the document says for all operations that have the extension.
    pub(super) whole: Option<&'a Node>,
}

/// Ours, with their values; or why it is not read, as the end of a sentence.
pub(super) type Outcome = Result<Vec<(&'static str, Node)>, &'static str>;

impl<'a> Foreign<'a> {
    pub(super) fn value(&self) -> &'a Node {
        &self.entry.node
    }

    /// The value as text.
    pub(super) fn text(&self) -> Result<&'a str, &'static str> {
        self.value().as_str().ok_or("it is no text")
    }

    /// The value as a name.
    pub(super) fn name(&self) -> Result<&'a str, &'static str> {
        is_name(self.text()?)
    }

    /// A text in its place.
    pub(super) fn said(&self, text: &str) -> Node {
        Node::text(text, self.value().span)
    }

    /// A field of the value as text, where it is there.
    pub(super) fn field(&self, key: &str) -> Option<&'a str> {
        self.value().get(key).and_then(Node::as_str)
    }
}

/// A text that has a letter or a digit.
pub(super) fn is_name(text: &str) -> Result<&str, &'static str> {
    let has_letters = text.chars().any(char::is_alphanumeric);
    if has_letters { Ok(text) } else { Err("it is no name") }
}

/// Nothing has to be said of it.
pub(super) fn nothing() -> Outcome {
    Ok(Vec::new())
}

/// Puts one of ours in an object, unless it is there.
pub(super) fn put(owner: &mut Node, key: &str, from: &Entry, value: Node) {
    // The tags are those of an operation that has a group besides.
    if key == "tags" || owner.get(key).is_none() {
        owner.put_entry(key, Entry { key: from.key, node: value });
    }
}
