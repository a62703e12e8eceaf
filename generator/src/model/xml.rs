//! How values are written as XML (OpenAPI 3.0.3, "XML Object").

use super::{Scalar, TypeId};

/// What bodies and responses of an API need to be XML.
#[derive(Debug, Clone, Default)]
pub struct Xml {
    /// The root elements of bodies; `None` for one that its schema does not describe.
    pub roots: Vec<Option<XmlRoot>>,
    /// The types that are met in them.
    pub objects: Vec<XmlObject>,
}

/// The root element of a body.
#[derive(Debug, Clone)]
pub struct XmlRoot {
    /// The name of its constant.
    pub constant: String,
    /// The element.
    pub element: XmlElement,
}

/// A type that is written as the children and attributes of an element.
#[derive(Debug, Clone)]
pub struct XmlObject {
    /// The type.
    pub id: TypeId,
    /// The name of its constant.
    pub constant: String,
    /// Its properties, in their order.
    pub fields: Vec<XmlField>,
}

/// A property of an object.
#[derive(Debug, Clone)]
pub struct XmlField {
    /// Its name in JSON.
    pub property: String,
    /// How it is written.
    pub node: XmlNode,
}

/// How a property is written.
#[derive(Debug, Clone)]
pub enum XmlNode {
    /// As an attribute.
    Attribute(XmlName, Scalar),
    /// As an element.
    Element(XmlElement),
    /// As an element for each item of a list, and whether the list is required.
    Repeated(XmlElement, bool),
}

/// An element.
#[derive(Debug, Clone)]
pub struct XmlElement {
    /// Its name.
    pub name: XmlName,
    /// What is in it.
    pub content: XmlContent,
}

/// What is in an element.
#[derive(Debug, Clone)]
pub enum XmlContent {
    /// Text that stands for a value.
    Text(Scalar),
    /// The properties of a type.
    Object(TypeId),
    /// The items of a list.
    List(Box<XmlElement>),
}

/// The name of an element or an attribute; prefix and namespace can be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct XmlName {
    /// What stands before the colon.
    pub prefix: String,
    /// The name without it.
    pub local: String,
    /// The namespace.
    pub namespace: String,
}
