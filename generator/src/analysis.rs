//! What can be told of a document besides the crate that is made of it.

mod overlay;
pub mod explain;
pub mod diff;
#[cfg(not(target_family = "wasm"))]
pub mod verify;
