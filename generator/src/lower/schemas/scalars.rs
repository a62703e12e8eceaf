//! Text, numbers and truth values.

pub(super) mod kind;
mod format;
mod scalar;
mod listed;
mod narrow;
