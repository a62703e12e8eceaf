//! Bodies that are XML, by the way of JSON: what a schema says of its XML maps one to the other,
//! so that types need nothing of their own (OpenAPI 3.0.3, "XML Object").
//!
//! Elements and attributes are read by their local names, whatever their namespaces. Nothing
//! that a document type declares is read, and no error repeats what a body holds.

mod read;
mod write;

use crate::exchange::{Failure, Reply};
use crate::json::{FromJson, JsonError, ToJson};
use crate::request::Request;
use crate::response::DecodeError;
use crate::values::Scalar;

/// The name of an element or an attribute, with its prefix, and its namespace; that is empty
/// where the document names none.
#[derive(Debug, Clone, Copy)]
pub struct XmlName(pub &'static str, pub &'static str);

impl XmlName {
    fn prefix(self) -> &'static str {
        self.0.split_once(':').map_or("", |(prefix, _)| prefix)
    }

    fn local(self) -> &'static str {
        self.0.split_once(':').map_or(self.0, |(_, local)| local)
    }
}

/// An element.
#[derive(Debug, Clone, Copy)]
pub struct XmlElement {
    /// Its name.
    pub name: XmlName,
    /// What is in it.
    pub content: XmlContent,
}

/// What is in an element.
#[derive(Debug, Clone, Copy)]
pub enum XmlContent {
    /// Text that stands for a value.
    Text(Scalar),
    /// The properties of an object.
    Object(&'static XmlObject),
    /// The items of a list, each an element: a list that is `wrapped`.
    List(&'static XmlElement),
}

/// An object as XML: the fields of a type.
#[derive(Debug)]
pub struct XmlObject {
    /// Each property, in the order in which they are written.
    pub fields: &'static [XmlField],
}

/// A property of an object.
#[derive(Debug)]
pub struct XmlField {
    /// Its name in JSON.
    pub property: &'static str,
    /// How it is written.
    pub node: XmlNode,
}

/// How a property is written.
#[derive(Debug, Clone, Copy)]
pub enum XmlNode {
    /// As an attribute of the object's element.
    Attribute(XmlName, Scalar),
    /// As an element.
    Element(XmlElement),
    /// As an element for each item of a list. Without any, there is an empty list where one is
    /// required.
    Repeated(XmlElement, bool),
}

impl Request {
    /// Sets an XML body.
    pub fn xml<T: ToJson + ?Sized>(
        &mut self,
        media_type: &'static str,
        value: &T,
        root: &XmlElement,
    ) {
        let json = value.to_json();
        match write::document(&json, root) {
            Ok(text) => self.bytes(media_type, text),
            Err(reason) => self.refuse("body", reason),
        }
        self.secrets = json.secrets();
    }
}

impl Reply {
    /// The body, read as XML.
    ///
    /// # Errors
    ///
    /// When the body is no XML, or not what `T` needs.
    pub fn xml<T: FromJson>(&self, root: &XmlElement) -> Result<T, DecodeError> {
        self.read_xml(root).map_err(|cause| self.undecoded(cause))
    }

    /// A failure whose body is XML.
    pub fn failure_xml<T: FromJson>(&self, root: &XmlElement) -> Failure<T> {
        self.failure_of(self.read_xml(root))
    }

    fn read_xml<T: FromJson>(&self, root: &XmlElement) -> Result<T, JsonError> {
        self.readable()?;
        T::from_json(read::document(self.0.text(), root)?)
    }
}
