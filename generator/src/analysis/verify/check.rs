//! Compares an exchange with what the document says of its operation.

mod seen;
mod layers;
mod rules;
mod leaf;
mod fault;
mod known;
mod value;
mod finding;
mod text;
mod parameter;
mod header;
mod body;
mod exchange;

pub(super) use self::exchange::{Checker, check};
pub(super) use self::finding::{Finding, Part};
pub(super) use self::seen::{ObjectSeen, Seen};
