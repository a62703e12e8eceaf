//! Where in a tree a walk is.

use crate::source::Pointer;

/// A place in the tree, as steps on the stack: most of them are never printed.
pub(super) enum Place<'a> {
    Root,
    Key(&'a Place<'a>, &'a str),
    Index(&'a Place<'a>, usize),
    Pointer(&'a Pointer),
}

impl Place<'_> {
    pub(super) fn pointer(&self) -> Pointer {
        match self {
            Place::Root => Pointer::root(),
            Place::Key(parent, key) => parent.pointer().child(key),
            Place::Index(parent, index) => parent.pointer().index(*index),
            Place::Pointer(pointer) => (*pointer).clone(),
        }
    }

    /// The key of what stands there.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Place::Key(_, key) => Some(key),
            _ => None,
        }
    }

    /// The key of the object that what stands there is in.
    pub(super) fn around(&self) -> Option<&str> {
        match self {
            Place::Key(parent, _) | Place::Index(parent, _) => parent.key(),
            _ => None,
        }
    }

    /// What holds the object that what stands there is in.
    pub(super) fn above(&self) -> Option<&Self> {
        match self {
            Place::Key(Place::Key(above, _), _) => Some(above),
            _ => None,
        }
    }

    /// What stands there, as the subject of a sentence.
    pub(super) fn subject(&self) -> String {
        match self {
            Place::Root => "the document".to_owned(),
            Place::Key(_, key) => format!("`{key}`"),
            Place::Index(_, index) => format!("item {index}"),
            Place::Pointer(_) => "this part".to_owned(),
        }
    }
}
