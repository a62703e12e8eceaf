//! What does not fit, and where in a value.

use serde_json::Value;

use super::super::kind::Kind;
use super::seen::Seen;
use crate::source::Pointer;

/// Something that does not fit.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) kind: Kind,
    pub(super) origin: Pointer,
    /// Where in the body: `items[].name`.
    pub(super) at: String,
    pub(super) subject: String,
    pub(super) value: Option<Value>,
    pub(super) is_secret: bool,
}

/// What came of comparing.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    pub(super) faults: Vec<Fault>,
    pub(super) seen: Seen,
}

/// A place in a value.
#[derive(Clone, Default)]
pub(super) struct Spot {
    pub(super) at: String,
    pub(super) is_secret: bool,
    pub(super) depth: usize,
}

impl Spot {
    /// The whole of a value.
    pub(super) fn root(is_secret: bool) -> Self {
        Self { is_secret, ..Self::default() }
    }

    /// A property of it.
    pub(super) fn property(&self, name: &str, is_secret: bool) -> Self {
        let dot = if self.at.is_empty() { "" } else { "." };
        self.below(format!("{}{dot}{name}", self.at), is_secret)
    }

    /// An item of it.
    pub(super) fn item(&self) -> Self {
        self.below(format!("{}[]", self.at), false)
    }

    fn below(&self, at: String, is_secret: bool) -> Self {
        Self { at, is_secret: self.is_secret || is_secret, depth: self.depth + 1 }
    }
}

/// A fault at a place.
pub(super) fn fault(kind: Kind, origin: Pointer, spot: &Spot, value: Option<&Value>) -> Fault {
    Fault {
        kind,
        origin,
        at: spot.at.clone(),
        subject: String::new(),
        value: value.cloned(),
        is_secret: spot.is_secret,
    }
}
