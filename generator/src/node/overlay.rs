//! Overlays: changes of a document that stand in files of their own (OpenAPI Overlay
//! Specification 1.0 and 1.1).
//!
//! They change the tree, before anything is known of it. What comes from an overlay has its place
//! there, so that a message about it points into the file that the text is from.

mod action;
mod ways;
mod read;
mod merge;
mod near_miss;
mod apply;

pub use self::apply::{Idle, apply};
