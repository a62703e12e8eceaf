//! What can be told of a document besides the crate that is made of it.

pub mod explain;
pub mod diff;
