//! The kinds of change: what each means for who uses the crate, and why.

mod answers;
mod rule;
mod table;

pub use self::answers::{Answers, Level, Way, Ways, Wire};
pub use self::rule::Rule;
pub use self::table::Kind;
