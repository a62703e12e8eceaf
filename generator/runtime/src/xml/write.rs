//! JSON to XML.

use std::borrow::Cow;

use quick_xml::escape::{escape, partial_escape};

use super::description::{XmlContent, XmlElement, XmlName, XmlNode};
use crate::json::{JsonRef, View};
use crate::operation::encode::scalar;

/// The namespace of `xsi:nil` (XML Schema Part 1, section 2.6).
const INSTANCE: XmlName = XmlName("xsi:nil", "http://www.w3.org/2001/XMLSchema-instance");

/// A document whose root is `root`.
///
/// # Errors
///
/// What keeps the value from being written, as the end of a sentence.
pub(super) fn document(json: JsonRef<'_>, root: &XmlElement) -> Result<String, &'static str> {
    let mut writer = Writer {
        out: r#"<?xml version="1.0" encoding="UTF-8"?>"#.to_owned(),
        bindings: Vec::new(),
    };
    writer.element(json, root);
    // XML 1.0, section 2.2: other control characters cannot be written, not even by number.
    let is_char = |c: char| {
        matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    if writer.out.chars().all(is_char) {
        Ok(writer.out)
    } else {
        Err("holds a control character, which XML cannot carry")
    }
}

struct Writer {
    out: String,
    /// The prefixes that are bound to namespaces, inner ones last.
    bindings: Vec<(&'static str, &'static str)>,
}

impl Writer {
    fn element(&mut self, json: JsonRef<'_>, element: &XmlElement) {
        let known = self.bindings.len();
        self.out.push('<');
        self.name(element.name);
        self.bind(element.name);
        if json.is_null() {
            self.attribute(INSTANCE, "true");
        } else if let XmlContent::Object(object) = element.content {
            for field in object.fields {
                let XmlNode::Attribute(name, _) = field.node else { continue };
                if let Some(value) = json.get(field.property).filter(|value| !value.is_null()) {
                    self.attribute(name, &scalar(value));
                }
            }
        }
        let start = self.out.len();
        self.out.push('>');
        let empty = self.out.len();
        self.content(json, element.content);
        if self.out.len() == empty {
            self.out.truncate(start);
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.name(element.name);
            self.out.push('>');
        }
        self.bindings.truncate(known);
    }

    fn content(&mut self, json: JsonRef<'_>, content: XmlContent) {
        match (content, json.view()) {
            (_, View::Null) => {}
            (XmlContent::Text(_), _) => self.out.push_str(&partial_escape(scalar(json))),
            (XmlContent::List(item), View::Array(items)) => {
                items.for_each(|value| self.element(value, item));
            }
            (XmlContent::Object(object), View::Object(_)) => {
                for field in object.fields {
                    let Some(value) = json.get(field.property) else { continue };
                    match (field.node, value.view()) {
                        (XmlNode::Element(element), _) => self.element(value, &element),
                        (XmlNode::Repeated(element, _), View::Array(items)) => {
                            items.for_each(|value| self.element(value, &element));
                        }
                        _ => {}
                    }
                }
            }
            // Types are written as their schemas say.
            _ => {}
        }
    }

    fn name(&mut self, name: XmlName) {
        self.out.push_str(name.0);
    }

    /// Declares the namespace of a name, unless an outer element did.
    fn bind(&mut self, name: XmlName) {
        let bound = self.bindings.iter().rev().find(|(prefix, _)| *prefix == name.prefix());
        if name.1.is_empty() || bound.is_some_and(|(_, bound)| *bound == name.1) {
            return;
        }
        self.bindings.push((name.prefix(), name.1));
        let separator = if name.prefix().is_empty() { "" } else { ":" };
        let namespace = quoted(Cow::Borrowed(name.1));
        self.out.push_str(&format!(" xmlns{separator}{}=\"{namespace}\"", name.prefix()));
    }

    fn attribute(&mut self, name: XmlName, value: &str) {
        if !name.prefix().is_empty() {
            self.bind(name);
        }
        self.out.push(' ');
        self.name(name);
        self.out.push_str(&format!("=\"{}\"", quoted(Cow::Borrowed(value))));
    }
}

/// XML 1.0, section 3.3.3: line ends and tabs would be read as blanks.
fn quoted(text: Cow<'_, str>) -> String {
    escape(text).replace('\n', "&#10;").replace('\t', "&#9;")
}
