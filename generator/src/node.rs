//! YAML or JSON text as one tree in which every key and every value has its place in the text.
//!
//! It knows the rules of YAML and nothing of OpenAPI. It never changes a value, unless an overlay says
//! so: what a document says twice, in a way that JSON cannot hold, or without end, is reported instead.

mod tree;
mod scalar;
mod syntax;
mod build;
mod json;
mod padded;
mod parse;
mod deserialize;
mod edit;
pub mod overlay;
#[cfg(test)]
mod tests;

pub use deserialize::DeserializeError;
pub use parse::parse;
pub use tree::{Entry, Node, Object, Value};
