//! What a schema says of its XML: constants of the generated code.

use crate::values::Scalar;

/// The name of an element or an attribute, with its prefix, and its namespace; that is empty
/// where the document names none.
#[derive(Debug, Clone, Copy)]
pub struct XmlName(pub &'static str, pub &'static str);

impl XmlName {
    pub(super) fn prefix(self) -> &'static str {
        self.0.split_once(':').map_or("", |(prefix, _)| prefix)
    }

    pub(super) fn local(self) -> &'static str {
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
