//! XML to JSON.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::description::{XmlContent, XmlElement, XmlField, XmlNode, XmlObject};
use crate::json::{Json, JsonError};

/// How deep elements may be nested: as deep as `serde_json` reads.
const DEPTH: usize = 128;

/// The value of a document whose root is `root`.
pub(super) fn document(bytes: &[u8], root: &XmlElement) -> Result<Json<'static>, JsonError> {
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
    let value = elements.content(&start, root.content, 1)?;
    elements.last()?;
    Ok(value)
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

    /// The value of the element that `start` begins, up to its end.
    fn content(
        &mut self,
        start: &BytesStart<'a>,
        content: XmlContent,
        depth: usize,
    ) -> Result<Json<'static>, JsonError> {
        if depth > DEPTH {
            return Err(JsonError::new("the elements are nested too deeply"));
        }
        if is_nil(start)? {
            self.skip(start)?;
            return Ok(Json::Null);
        }
        match content {
            XmlContent::Text(scalar) => {
                let text = self.text()?;
                if text.trim().is_empty() && scalar.is_never_empty() {
                    return Ok(Json::Null);
                }
                scalar.read(&text).map(owned)
            }
            XmlContent::Object(object) => self.object(start, object, depth),
            XmlContent::List(item) => {
                let mut items = Vec::new();
                while let Some(start) = self.child()? {
                    if start.local_name().as_ref() == item.name.local() {
                        let value = self.content(&start, item.content, depth + 1);
                        items.push(value.map_err(|error| error.in_item(items.len()))?);
                    } else {
                        self.skip(&start)?;
                    }
                }
                Ok(Json::Array(items))
            }
        }
    }

    fn object(
        &mut self,
        start: &BytesStart<'a>,
        object: &'static XmlObject,
        depth: usize,
    ) -> Result<Json<'static>, JsonError> {
        let mut entries = attributes(start, object)?;
        let mut lists: Vec<(&'static str, Vec<Json<'static>>)> = Vec::new();
        for field in object.fields {
            if let XmlNode::Repeated(_, true) = field.node {
                lists.push((field.property, Vec::new()));
            }
        }
        while let Some(start) = self.child()? {
            let Some((field, element)) = find(object, start.local_name().as_ref()) else {
                self.skip(&start)?;
                continue;
            };
            let is_list = matches!(field.node, XmlNode::Repeated(..));
            let value = self.content(&start, element.content, depth + 1);
            if !is_list {
                let value = value.map_err(|error| error.in_property(field.property))?;
                entries.push((Cow::Borrowed(field.property), value));
                continue;
            }
            if !lists.iter().any(|(property, _)| *property == field.property) {
                lists.push((field.property, Vec::new()));
            }
            if let Some((property, items)) =
                lists.iter_mut().find(|(property, _)| *property == field.property)
            {
                let at = items.len();
                items.push(value.map_err(|error| error.in_item(at).in_property(property))?);
            }
        }
        entries.extend(
            lists
                .into_iter()
                .map(|(property, items)| (Cow::Borrowed(property), Json::Array(items))),
        );
        Ok(Json::Object(entries))
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

type Entries = Vec<(Cow<'static, str>, Json<'static>)>;

fn attributes(start: &BytesStart<'_>, object: &XmlObject) -> Result<Entries, JsonError> {
    let mut entries = Vec::new();
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
            let value = if text.trim().is_empty() && scalar.is_never_empty() {
                Json::Null
            } else {
                let value = scalar.read(&text).map(owned);
                value.map_err(|error| error.in_property(field.property))?
            };
            entries.push((Cow::Borrowed(field.property), value));
        }
    }
    Ok(entries)
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

fn owned(json: Json<'_>) -> Json<'static> {
    match json {
        Json::Bool(value) => Json::Bool(value),
        Json::Number(value) => Json::Number(value),
        Json::Digits(text) => Json::Digits(Cow::Owned(text.into_owned())),
        Json::String(text) => Json::String(Cow::Owned(text.into_owned())),
        // A text stands for nothing else.
        _ => Json::Null,
    }
}
