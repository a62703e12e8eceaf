//! Which properties the schemas of a value know.

use std::collections::BTreeSet;

use serde_json::Value;

use super::layers::Layer;
use crate::node::{self, Node};
use crate::source::Pointer;

/// Which properties schemas know.
#[derive(Default)]
pub(super) struct Known {
    pub(super) names: BTreeSet<String>,
    /// Whether there can be others.
    pub(super) is_open: bool,
    /// Whether it is said that there are no others.
    pub(super) is_closed: bool,
    /// Where further ones would stand.
    pub(super) at: Option<Pointer>,
}

impl Known {
    pub(super) fn open() -> Self {
        Self { is_open: true, ..Self::default() }
    }

    pub(super) fn of(layers: &[Layer<'_>]) -> Self {
        let mut known = Self::default();
        for layer in layers {
            let properties = layer.get("properties").and_then(Node::as_object);
            let names = properties.into_iter().flatten().map(|(name, _)| name.clone());
            known.names.extend(names);
            match layer.get("additionalProperties").map(|node| &node.value) {
                Some(node::Value::Bool(false)) => known.is_closed = true,
                Some(_) => known.is_open = true,
                None => {}
            }
            if properties.is_some() && known.at.is_none() {
                known.at = Some(layer.at.clone());
            }
        }
        known
    }

    pub(super) fn join(&mut self, other: Self) {
        self.names.extend(other.names);
        self.is_open |= other.is_open;
        self.is_closed |= other.is_closed;
        self.at = self.at.take().or(other.at);
    }

    /// The members that no schema knows. An object of which nothing is said has none.
    pub(super) fn unknown<'v>(&self, value: &'v Value) -> Vec<(&'v String, &'v Value)> {
        let is_free = self.is_open || (self.names.is_empty() && !self.is_closed);
        let members = value.as_object().filter(|_| !is_free).into_iter().flatten();
        members.filter(|(name, _)| !self.names.contains(*name)).collect()
    }
}
