//! Text, numbers and truth values.

mod format;
mod scalar;
mod listed;
mod narrow;
