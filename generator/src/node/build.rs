//! The tree while it is read: an explicit stack of the lists and objects that are still open.

mod open;
mod attach;
mod problem;

pub(super) use self::open::{Builder, Collection, Scalar};
use self::open::{Content, Finished, Key, Open, OpenObject, Role, is_non_specific};
use super::scalar::{self, Unfit};
use super::{Node, Value};
use crate::diagnostic::Diagnostics;
use crate::limit::Limits;
use crate::source::{Pointer, SourceId, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};

impl<'a> Builder<'a> {
    pub(super) fn new(id: SourceId, text: &'a str, limits: &'a Limits) -> Self {
        Self {
            id,
            text,
            limits,
            open: Vec::new(),
            root: None,
            document: None,
            anchors: BTreeMap::new(),
            size: 0,
            diagnostics: Diagnostics::new(),
            unknown_tags: BTreeSet::new(),
        }
    }

    /// The tree, unless there are errors.
    pub(super) fn finish(mut self) -> (Option<Node>, Diagnostics) {
        if !self.diagnostics.has_errors()
            && self.root.as_ref().is_none_or(|root| self.is_nothing(root))
        {
            self.empty();
        }
        let root = self.root.filter(|_| !self.diagnostics.has_errors());
        (root, self.diagnostics)
    }

    /// Only the first document of a text counts.
    pub(super) fn start_document(&mut self, range: Range<usize>) -> ControlFlow<()> {
        let span = self.span(range);
        match self.document {
            None => {
                self.document = Some(span);
                ControlFlow::Continue(())
            }
            Some(first) => self.second_document(first, span),
        }
    }

    pub(super) fn scalar(&mut self, scalar: Scalar<'_>) -> ControlFlow<()> {
        self.note_tag(&scalar.tag)?;
        let span = self.span(scalar.range.clone());
        let written = self.written(&scalar);
        let end = scalar.range.end;
        if self.awaits_key() && scalar.anchor == 0 {
            self.spend(1 + written.len() / 256, span)?;
            let merge = scalar.plain && scalar.tag.is_none() && written == "<<";
            return self.key(written, span, if merge { Role::Merge } else { Role::Entry });
        }
        let size = 1 + written.len() / 256;
        let value = match resolve(&scalar) {
            Ok(value) => value,
            Err(unfit) => {
                self.unfit(unfit, &written, span)?;
                Value::Null
            }
        };
        let written = (scalar.anchor != 0).then_some(written);
        let finished = Finished { node: Node { value, span }, written, height: 0, size };
        self.spend(size, span)?;
        self.define(scalar.anchor, &finished)?;
        self.attach(finished, end)
    }

    pub(super) fn open(&mut self, collection: Collection<'_>) -> ControlFlow<()> {
        self.note_tag(&collection.tag)?;
        if self.open.len() >= self.limits.depth {
            return self.too_deep(collection.range);
        }
        let span = self.span(collection.range.clone());
        self.spend(1, span)?;
        self.check_collection_tag(&collection, span)?;
        self.open.push(Open {
            start: collection.range.start,
            end: collection.range.end,
            anchor: collection.anchor,
            height: 1,
            size: 1,
            content: if collection.is_object {
                Content::Object(OpenObject::default())
            } else {
                Content::List(Vec::new())
            },
        });
        ControlFlow::Continue(())
    }

    /// The end of a list or an object; the range is empty unless a bracket ends it.
    pub(super) fn close(&mut self, range: Range<usize>) -> ControlFlow<()> {
        if let Some(Open { content: Content::Object(object), .. }) = self.open.last_mut() {
            let merged = std::mem::take(&mut object.merged);
            self.merge(merged)?;
        }
        let Some(open) = self.open.pop() else {
            return ControlFlow::Break(());
        };
        let end = if range.is_empty() { open.end } else { range.end };
        let value = match open.content {
            Content::List(items) => Value::Array(items),
            Content::Object(object) => Value::Object(object.entries),
        };
        let finished = Finished {
            node: Node { value, span: self.span(open.start..end) },
            written: None,
            height: open.height,
            size: open.size,
        };
        self.define(open.anchor, &finished)?;
        self.attach(finished, end)
    }

    pub(super) fn alias(&mut self, anchor: usize, range: Range<usize>) -> ControlFlow<()> {
        let span = self.span(range.clone());
        let Some((height, size)) =
            self.anchors.get(&anchor).map(|found| (found.height, found.size))
        else {
            self.recursive_alias(anchor, span)?;
            return self.attach_nothing(span);
        };
        if self.open.len().saturating_add(height) > self.limits.depth {
            return self.too_deep(range);
        }
        // Before the copy is made: a limit that is checked too late guards nothing.
        self.spend(size, span)?;
        match self.anchors.get(&anchor).cloned() {
            Some(finished) => self.attach(finished, range.end),
            None => ControlFlow::Continue(()),
        }
    }

    pub(super) fn unknown_alias(&mut self, name: &str, range: Range<usize>) -> ControlFlow<()> {
        let span = self.span(range);
        self.unknown_anchor(name, span)?;
        self.attach_nothing(span)
    }

    /// The range without the white space at its end, which is part of a block scalar.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        range.start..range.start + text.trim_end().len()
    }

    /// Where in the tree the reading is.
    fn pointer(&self) -> Pointer {
        self.open.iter().fold(Pointer::root(), |pointer, open| match &open.content {
            Content::List(items) => pointer.index(items.len()),
            Content::Object(OpenObject { key: Some(key), .. }) => pointer.child(&key.text),
            Content::Object(_) => pointer,
        })
    }

    fn span(&self, range: Range<usize>) -> Span {
        let narrow = |offset: usize| u32::try_from(offset.min(self.text.len())).unwrap_or(u32::MAX);
        Span { source: self.id, start: narrow(range.start), end: narrow(range.end) }
    }

    fn awaits_key(&self) -> bool {
        matches!(
            self.open.last(),
            Some(Open { content: Content::Object(OpenObject { key: None, .. }), .. })
        )
    }

    /// The reader says `~` where nothing is written.
    fn written(&self, scalar: &Scalar<'_>) -> String {
        if scalar.plain && scalar.range.is_empty() {
            String::new()
        } else {
            scalar.text.clone().into_owned()
        }
    }

    fn is_nothing(&self, root: &Node) -> bool {
        root.value == Value::Null && root.span.start == root.span.end
    }

    /// Keeps a copy for the aliases to come.
    fn define(&mut self, anchor: usize, finished: &Finished) -> ControlFlow<()> {
        if anchor != 0 {
            self.spend(finished.size, finished.node.span)?;
            self.anchors.insert(anchor, finished.clone());
        }
        ControlFlow::Continue(())
    }

    /// Counts against the limit on nodes.
    fn spend(&mut self, size: usize, span: Span) -> ControlFlow<()> {
        self.size = self.size.saturating_add(size);
        if self.size > self.limits.values {
            return self.too_many_nodes(span);
        }
        ControlFlow::Continue(())
    }
}

fn resolve(scalar: &Scalar<'_>) -> Result<Value, Unfit> {
    match &scalar.tag {
        // YAML 1.2.2 section 6.9.1: the tag `!` alone makes a scalar text.
        Some((tag, _)) if is_non_specific(tag) => {
            Ok(Value::String(scalar.text.clone().into_owned()))
        }
        Some((tag, _)) if tag.core_suffix().is_some() => {
            scalar::tagged(tag.core_suffix().unwrap_or_default(), &scalar.text)
        }
        _ if scalar.plain => scalar::plain(&scalar.text),
        _ => Ok(Value::String(scalar.text.clone().into_owned())),
    }
}
