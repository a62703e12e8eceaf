//! The actions of an overlay.

use serde_json_path::JsonPath;

use crate::node::Node;
use crate::source::{Pointer, Span};

/// An overlay that can be applied.
pub(super) struct Overlay {
    /// The document that it is made for, and where it says so.
    pub(super) extends: Option<(String, Span)>,
    /// What is done, in this order.
    pub(super) actions: Vec<Action>,
}

/// One change.
#[derive(Clone)]
pub(super) struct Action {
    /// The nodes that are changed.
    pub(super) target: Query,
    pub(super) change: Change,
    /// Whether it is of version 1.0, which changes objects and lists alone.
    pub(super) is_first: bool,
    /// Its place in the overlay.
    pub(super) at: Pointer,
}

/// What becomes of the nodes.
#[derive(Clone)]
pub(super) enum Change {
    /// They stay as they are.
    Nothing,
    /// They are taken out of their object or list.
    Remove,
    /// A value is merged into them.
    Update(Node),
    /// What another query selects is merged into them.
    Copy(Query),
}

/// A query of RFC 9535, as it is written.
#[derive(Clone)]
pub(super) struct Query {
    pub(super) path: JsonPath,
    pub(super) text: String,
    pub(super) span: Span,
}
