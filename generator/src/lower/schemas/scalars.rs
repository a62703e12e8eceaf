//! Text, numbers and truth values.

pub(in crate::lower) mod format;
pub(in crate::lower) mod scalar;
pub(in crate::lower) mod listed;
pub(in crate::lower) mod narrow;
