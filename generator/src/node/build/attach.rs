//! Where a finished node goes: as a key, a value, an item, into a merge, or as the root.

use super::open::{Builder, Content, Finished, Key, Open, OpenObject, Role};
use crate::node::{Entry, Node, Value};
use crate::source::Span;
use std::ops::ControlFlow;

impl Builder<'_> {
    /// Puts a node where the next one belongs: as a key, as a value, as an item, or as the root.
    pub(super) fn attach(&mut self, finished: Finished, end: usize) -> ControlFlow<()> {
        if self.awaits_key() {
            let span = finished.node.span;
            return match finished.written {
                Some(text) => self.key(text, span, Role::Entry),
                None => self.complex_key(&finished.node),
            };
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(finished.node);
            return ControlFlow::Continue(());
        };
        open.end = open.end.max(end);
        let below = match &open.content {
            Content::Object(object) if object.awaits_merged() => height_of_entries(&finished),
            _ => finished.height,
        };
        open.height = open.height.max(below.saturating_add(1));
        open.size = open.size.saturating_add(finished.size);
        let object = match &mut open.content {
            Content::List(items) => {
                items.push(finished.node);
                return ControlFlow::Continue(());
            }
            Content::Object(object) => object,
        };
        match object.key.take() {
            Some(Key { text, span, role: Role::Entry }) => {
                open.size = open.size.saturating_add(text.len() / 256);
                object.entries.insert(text, Entry { key: span, node: finished.node });
            }
            Some(Key { role: Role::Merge, .. }) => object.merged.push(finished.node),
            Some(Key { role: Role::Skip, .. }) | None => {}
        }
        ControlFlow::Continue(())
    }

    /// Stands in for a value that could not be read, so that the reading can go on.
    pub(super) fn attach_nothing(&mut self, span: Span) -> ControlFlow<()> {
        let node = Node { value: Value::Null, span };
        let written = Some(String::new());
        self.attach(Finished { node, written, height: 0, size: 1 }, span.end as usize)
    }

    /// Takes a key, whose value comes next.
    pub(super) fn key(&mut self, text: String, span: Span, role: Role) -> ControlFlow<()> {
        let Some(Open { content: Content::Object(object), end, .. }) = self.open.last_mut() else {
            return ControlFlow::Continue(());
        };
        *end = (*end).max(span.end as usize);
        let first = match role {
            Role::Merge => object.merge_key.replace(span),
            _ => object.entries.get(&text).map(|entry| entry.key),
        };
        let role = if first.is_some() { Role::Skip } else { role };
        object.key = Some(Key { text, span, role });
        match first {
            Some(first) => self.duplicate_key(first, span),
            None => ControlFlow::Continue(()),
        }
    }

    /// Adds what merge keys bring to the innermost object. What is written there wins, and of two
    /// merged objects the earlier one (<https://yaml.org/type/merge.html>).
    pub(super) fn merge(&mut self, merged: Vec<Node>) -> ControlFlow<()> {
        for node in merged {
            let parts = match node.value {
                Value::Array(items) => items,
                _ => vec![node],
            };
            for part in parts {
                let Value::Object(entries) = part.value else {
                    self.invalid_merge(&part)?;
                    continue;
                };
                if let Some(Open { content: Content::Object(object), .. }) = self.open.last_mut() {
                    for (key, entry) in entries {
                        object.entries.entry(key).or_insert(entry);
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }
}

impl OpenObject {
    fn awaits_merged(&self) -> bool {
        self.key.as_ref().is_some_and(|key| key.role == Role::Merge)
    }
}

/// A merge takes the entries out of their object, and the objects out of their list, so that these
/// do not make the tree deeper.
fn height_of_entries(merged: &Finished) -> usize {
    let levels = match merged.node.value {
        Value::Array(_) => 2,
        _ => 1,
    };
    merged.height.saturating_sub(levels)
}
