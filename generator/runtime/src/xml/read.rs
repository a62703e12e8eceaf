//! XML to JSON.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::description::{XmlContent, XmlElement, XmlField, XmlNode, XmlObject};
use crate::json::{JsonError, JsonWriter};
use crate::values::Scalar;

/// How deep elements may be nested: as deep as `serde_json` reads.
const DEPTH: usize = 128;

/// The JSON of a document whose root is `root`.
pub(super) fn document(bytes: &[u8], root: &XmlElement) -> Result<JsonWriter, JsonError> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| JsonError::new("expected XML in UTF-8, found another encoding"))?;
    if text.trim().is_empty() {
        return Err(JsonError::new("expected XML, found an empty body"));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut elements = Elements { reader };
    let start = elements.first()?;
    // Many servers have their own mind about capitals.
    if !start.local_name().as_ref().eq_ignore_ascii_case(root.name.local()) {
        let local = root.name.local();
        return Err(JsonError::new(format!("expected the element <{local}>, found another one")));
    }
    let mut json = JsonWriter::default();
    elements.content(&start, root.content, 1, &mut json)?;
    elements.last()?;
    Ok(json)
}

struct Elements<'a> {
    reader: Reader<&'a [u8]>,
}

impl<'a> Elements<'a> {
    /// The next event, without comments and the like.
    fn next(&mut self) -> Result<Event<'a>, JsonError> {
        loop {
            match self.reader.read_event() {
                Ok(Event::Comment(_) | Event::PI(_)) => {}
                // An entity could stand for much more than its name, or for a file.
                Ok(Event::DocType(_)) => {
                    return Err(JsonError::new("expected XML without a document type"));
                }
                Ok(event) => return Ok(event),
                Err(_) => return Err(self.fault()),
            }
        }
    }

    fn fault(&self) -> JsonError {
        JsonError::new(format!("no valid XML at byte {}", self.reader.error_position()))
    }

    /// The root, behind the XML declaration.
    fn first(&mut self) -> Result<BytesStart<'a>, JsonError> {
        loop {
            match self.next()? {
                Event::Start(start) => return Ok(start),
                Event::Decl(declaration) => check_encoding(&declaration)?,
                Event::Text(text) if text.trim().is_empty() => {}
                _ => return Err(JsonError::new("expected XML, found other text")),
            }
        }
    }

    /// What stands behind the root: nothing.
    fn last(&mut self) -> Result<(), JsonError> {
        loop {
            match self.next()? {
                Event::Eof => return Ok(()),
                Event::Text(text) if text.trim().is_empty() => {}
                _ => return Err(JsonError::new("expected nothing behind the root element")),
            }
        }
    }

    /// Writes the value of the element that `start` begins, up to its end.
    fn content(
        &mut self,
        start: &BytesStart<'a>,
        content: XmlContent,
        depth: usize,
        json: &mut JsonWriter,
    ) -> Result<(), JsonError> {
        if depth > DEPTH {
            return Err(JsonError::new("the elements are nested too deeply"));
        }
        if is_nil(start)? {
            self.skip(start)?;
            json.null();
            return Ok(());
        }
        match content {
            XmlContent::Text(scalar) => {
                let text = self.text()?;
                write(&text, scalar, json)
            }
            XmlContent::Object(object) => self.object(start, object, depth, json),
            XmlContent::List(item) => {
                let (first, mut count) = (json.open('['), 0);
                while let Some(start) = self.child()? {
                    if start.local_name().as_ref() == item.name.local() {
                        json.item(first);
                        let value = self.content(&start, item.content, depth + 1, json);
                        value.map_err(|error| error.in_item(count))?;
                        count += 1;
                    } else {
                        self.skip(&start)?;
                    }
                }
                json.close(']');
                Ok(())
            }
        }
    }

    fn object(
        &mut self,
        start: &BytesStart<'a>,
        object: &'static XmlObject,
        depth: usize,
        json: &mut JsonWriter,
    ) -> Result<(), JsonError> {
        let first = json.open('{');
        attributes(start, object, first, json)?;
        let mut lists: Vec<List> = Vec::new();
        for field in object.fields {
            if let XmlNode::Repeated(_, true) = field.node {
                lists.push(List::new(field.property));
            }
        }
        while let Some(start) = self.child()? {
            let Some((field, element)) = find(object, start.local_name().as_ref()) else {
                self.skip(&start)?;
                continue;
            };
            let property = field.property;
            if !matches!(field.node, XmlNode::Repeated(..)) {
                json.property(first, property);
                let value = self.content(&start, element.content, depth + 1, json);
                value.map_err(|error| error.in_property(property))?;
                continue;
            }
            if !lists.iter().any(|list| list.property == property) {
                lists.push(List::new(property));
            }
            if let Some(list) = lists.iter_mut().find(|list| list.property == property) {
                list.json.item(1);
                let value = self.content(&start, element.content, depth + 1, &mut list.json);
                value.map_err(|error| error.in_item(list.count).in_property(property))?;
                list.count += 1;
            }
        }
        for mut list in lists {
            list.json.close(']');
            json.property(first, list.property);
            json.append(&list.json);
        }
        json.close('}');
        Ok(())
    }

    /// The next element in the present one; `None` at its end. Text between elements has no
    /// meaning.
    fn child(&mut self) -> Result<Option<BytesStart<'a>>, JsonError> {
        loop {
            match self.next()? {
                Event::Start(start) => return Ok(Some(start)),
                Event::End(_) => return Ok(None),
                Event::Eof => return Err(self.fault()),
                _ => {}
            }
        }
    }

    /// The text of the present element, up to its end.
    fn text(&mut self) -> Result<String, JsonError> {
        let mut all = String::new();
        loop {
            match self.next()? {
                Event::Text(text) => all.push_str(&text.xml10_content()),
                Event::CData(text) => all.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => all.push(letter(&reference)?),
                Event::End(_) => return Ok(all),
                Event::Start(_) => return Err(JsonError::new("expected text, found an element")),
                _ => return Err(self.fault()),
            }
        }
    }

    /// Passes over an element that is not known.
    fn skip(&mut self, start: &BytesStart<'a>) -> Result<(), JsonError> {
        self.reader.read_to_end(start.name()).map(drop).map_err(|_| self.fault())
    }
}

/// XML 1.0, section 4.3.3.
fn check_encoding(declaration: &BytesDecl<'_>) -> Result<(), JsonError> {
    let encoding = match declaration.encoding() {
        None => return Ok(()),
        Some(encoding) => encoding.unwrap_or_default(),
    };
    if ["utf-8", "utf8", "us-ascii"].iter().any(|known| encoding.eq_ignore_ascii_case(known)) {
        return Ok(());
    }
    Err(JsonError::new("expected XML in UTF-8, found that another encoding is declared"))
}

/// A character by its number or by one of the five names that XML has (XML 1.0, section 4.6).
fn letter(reference: &BytesRef<'_>) -> Result<char, JsonError> {
    let fault = || JsonError::new("refers to an entity, which is not expanded");
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten().ok_or_else(fault);
    }
    match &**reference {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "apos" => Ok('\''),
        "quot" => Ok('"'),
        _ => Err(fault()),
    }
}

/// XML Schema Part 1, section 2.6.2: `xsi:nil`.
fn is_nil(start: &BytesStart<'_>) -> Result<bool, JsonError> {
    for attribute in start.attributes() {
        let attribute =
            attribute.map_err(|_| JsonError::new("has an attribute that cannot be read"))?;
        let is_nil =
            attribute.key.local_name().as_ref() == "nil" && attribute.key.prefix().is_some();
        if is_nil && matches!(attribute.value.trim(), "true" | "1") {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The items of a property, between which others can stand.
struct List {
    property: &'static str,
    json: JsonWriter,
    count: usize,
}

impl List {
    fn new(property: &'static str) -> Self {
        let mut json = JsonWriter::default();
        json.open('[');
        Self { property, json, count: 0 }
    }
}

/// Writes the attributes of an element, as the first properties of an object.
fn attributes(
    start: &BytesStart<'_>,
    object: &XmlObject,
    first: usize,
    json: &mut JsonWriter,
) -> Result<(), JsonError> {
    for attribute in start.attributes() {
        let fault = || JsonError::new("has an attribute that cannot be read");
        let attribute = attribute.map_err(|_| fault())?;
        let local = attribute.key.local_name();
        if attribute.key.as_namespace_binding().is_some() {
            continue;
        }
        for field in object.fields {
            let XmlNode::Attribute(name, scalar) = field.node else { continue };
            if name.local() != local.as_ref() {
                continue;
            }
            let text = attribute.normalized_value(XmlVersion::Explicit1_0);
            let text = text.map_err(|_| fault().in_property(field.property))?;
            json.property(first, field.property);
            write(&text, scalar, json).map_err(|error| error.in_property(field.property))?;
        }
    }
    Ok(())
}

/// Writes the value of a text; null where an empty one stands for none.
fn write(text: &str, scalar: Scalar, json: &mut JsonWriter) -> Result<(), JsonError> {
    if text.trim().is_empty() && scalar.is_never_empty() {
        json.null();
        return Ok(());
    }
    scalar.write(text, json)
}

/// The property that an element of this name holds.
fn find(object: &'static XmlObject, local: &str) -> Option<(&'static XmlField, XmlElement)> {
    object.fields.iter().find_map(|field| match field.node {
        XmlNode::Element(element) | XmlNode::Repeated(element, _)
            if element.name.local() == local =>
        {
            Some((field, element))
        }
        _ => None,
    })
}
