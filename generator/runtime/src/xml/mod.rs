//! Bodies that are XML, by the way of JSON: what a schema says of its XML maps one to the other,
//! so that types need nothing of their own (OpenAPI 3.0.3, "XML Object").
//!
//! Elements and attributes are read by their local names, whatever their namespaces. Nothing
//! that a document type declares is read, and no error repeats what a body holds.

mod description;
mod read;
mod write;
mod bodies;

#[cfg(feature = "test-util")]
pub(crate) use self::bodies::text;
pub use self::description::{XmlContent, XmlElement, XmlField, XmlName, XmlNode, XmlObject};
