//! Mends what a tree refers to, before it is checked: a part of a document that cannot be had
//! costs its place, and not the document.

mod look;
mod follow;
mod shortcut;
mod paths;
mod mapping;
mod lost;
mod substitute;
mod settle;

pub(super) use self::follow::follow;
pub(super) use self::paths::spell;
pub(super) use self::settle::survey;
pub(super) use self::shortcut::straighten;
