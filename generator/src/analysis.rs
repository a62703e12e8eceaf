//! What can be told of a document besides the crate that is made of it.

mod overlay;
pub mod explain;
pub mod diff;
pub mod verify;
