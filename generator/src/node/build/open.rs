//! What is still open while a tree is read, and what the reader reports.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use granit_parser::Tag;

use crate::diagnostic::Diagnostics;
use crate::limit::Limits;
use crate::node::{Node, Object};
use crate::source::{SourceId, Span};

/// A tag and its place.
pub(in crate::node) type Tagged<'t> = Option<(&'t Tag, Range<usize>)>;

/// A scalar as the reader reports it.
pub(in crate::node) struct Scalar<'t> {
    pub(in crate::node) range: Range<usize>,
    /// Without quotes, so that it may be something else than text.
    pub(in crate::node) plain: bool,
    pub(in crate::node) text: Cow<'t, str>,
    /// 0 if it has none.
    pub(in crate::node) anchor: usize,
    pub(in crate::node) tag: Tagged<'t>,
}

/// The start of a list or an object as the reader reports it.
pub(in crate::node) struct Collection<'t> {
    pub(in crate::node) is_object: bool,
    pub(in crate::node) range: Range<usize>,
    /// 0 if it has none.
    pub(in crate::node) anchor: usize,
    pub(in crate::node) tag: Tagged<'t>,
}

/// Takes the events of one text and makes a tree and diagnostics of them.
pub(in crate::node) struct Builder<'a> {
    pub(super) id: SourceId,
    pub(super) text: &'a str,
    pub(super) limits: &'a Limits,
    pub(super) open: Vec<Open>,
    pub(super) root: Option<Node>,
    /// Where the document begins, once it has.
    pub(super) document: Option<Span>,
    pub(super) anchors: BTreeMap<usize, Finished>,
    /// What counts against [`Limits::values`].
    pub(super) size: usize,
    pub(super) diagnostics: Diagnostics,
    /// Tags that have been reported, each of which is reported once.
    pub(super) unknown_tags: BTreeSet<String>,
}

/// A list or an object that is still open.
pub(super) struct Open {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) anchor: usize,
    pub(super) height: usize,
    pub(super) size: usize,
    pub(super) content: Content,
}

pub(super) enum Content {
    List(Vec<Node>),
    Object(OpenObject),
}

#[derive(Default)]
pub(super) struct OpenObject {
    pub(super) entries: Object,
    /// The key whose value comes next.
    pub(super) key: Option<Key>,
    /// The values of merge keys.
    pub(super) merged: Vec<Node>,
    pub(super) merge_key: Option<Span>,
}

pub(super) struct Key {
    pub(super) text: String,
    pub(super) span: Span,
    pub(super) role: Role,
}

/// What happens to the value of a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Entry,
    Merge,
    /// Left out, since the key is wrong.
    Skip,
}

/// A node that is complete.
#[derive(Clone)]
pub(super) struct Finished {
    pub(super) node: Node,
    /// The text of a scalar as written, in case it is a key.
    pub(super) written: Option<String>,
    /// Levels below and including it; 0 for a scalar.
    pub(super) height: usize,
    /// What it counts against [`Limits::values`].
    pub(super) size: usize,
}

/// YAML 1.2.2, section 6.9.1: the tag `!` alone.
pub(super) fn is_non_specific(tag: &Tag) -> bool {
    tag.original() == "!"
}
