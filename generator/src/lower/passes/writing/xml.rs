//! XML: whether a schema says how its values are written (OpenAPI 3.0.3, "XML Object").

use std::collections::BTreeSet;

use super::scalar::scalar;
use crate::diagnostic::Code;
use crate::document::{self, Document};
use crate::lower::operations::{Root, Roots};
use crate::lower::place::schema_name;
use crate::lower::report::Report;
use crate::lower::schemas::keyword;
use crate::model::{
    Api, Body, BodyFormat, Content, Field, Label, Presence, Shape, Success, Type, TypeId, Xml,
    XmlContent, XmlElement, XmlField, XmlName, XmlNode, XmlObject, XmlRoot,
};
use crate::name::{self, Scope};
use crate::node::Node;
use crate::source::Pointer;

/// Bodies whose schemas do not say how they are written become text, which is reported.
pub(in crate::lower::passes) fn settle(api: &mut Api, roots: &Roots, report: &Report<'_>) {
    let used = used(api);
    for (index, root) in roots.iter().enumerate().filter(|(index, _)| used.contains(index)) {
        let document = report.document;
        let mut walk = Walk { api, document, objects: Vec::new(), seen: Vec::new() };
        let Err(fault) = walk.root(root) else { continue };
        let message = format!("the schema does not say how this is XML: {}", fault.reason);
        report
            .warning(Code::UnsupportedMediaType, &fault.at, message)
            .then("bodies of the schema that holds it are text, as they are")
            .help(fault.help);
        for operation in api.tags.iter_mut().flat_map(|tag| &mut tag.operations) {
            if let Some(body) =
                operation.body.as_mut().filter(|body| body.format == BodyFormat::Xml(index))
            {
                *body = Body {
                    format: BodyFormat::Text,
                    ty: Type::Text,
                    label: Label::Fixed,
                    ..body.clone()
                };
            }
            match &mut operation.success {
                Success::One(content) => to_text(content, index),
                Success::Many { variants, .. } => {
                    variants.iter_mut().for_each(|variant| to_text(&mut variant.content, index));
                }
            }
            operation.failures.iter_mut().for_each(|failure| to_text(&mut failure.content, index));
            operation
                .responses
                .iter_mut()
                .for_each(|response| to_text(&mut response.content, index));
        }
    }
}

fn to_text(content: &mut Content, index: usize) {
    if matches!(content, Content::Value(BodyFormat::Xml(at), _) if *at == index) {
        *content = Content::Value(BodyFormat::Text, Type::Text);
    }
}

/// How the bodies that are XML are written, when their types are finished.
pub(in crate::lower::passes) fn describe(api: &Api, roots: &Roots, document: &Document) -> Xml {
    let mut xml = Xml::default();
    let mut names = Scope::default();
    let used = used(api);
    for (index, root) in roots.iter().enumerate() {
        let mut walk = Walk { api, document, objects: Vec::new(), seen: Vec::new() };
        let element = walk.root(root).ok().filter(|_| used.contains(&index));
        let objects = if element.is_some() { walk.objects } else { Vec::new() };
        for mut object in objects {
            if !xml.objects.iter().any(|known| known.id == object.id) {
                object.constant = names.claim(&object.constant);
                xml.objects.push(object);
            }
        }
        xml.roots.push(element.map(|element| {
            let constant = format!("{}_ROOT", name::constant_name(&element.name.local));
            XmlRoot { constant: names.claim(&constant), element }
        }));
    }
    xml
}

/// The bodies that are still XML: an operation may have been left out.
fn used(api: &Api) -> BTreeSet<usize> {
    let operations = || api.tags.iter().flat_map(|tag| &tag.operations);
    let sent = operations().flat_map(|operation| &operation.body).map(|body| body.format);
    let received = operations().flat_map(|operation| &operation.responses).filter_map(|response| {
        match &response.content {
            Content::Value(format, _) => Some(*format),
            Content::Empty | Content::Items(..) => None,
        }
    });
    let index = |format| match format {
        BodyFormat::Xml(index) => Some(index),
        _ => None,
    };
    sent.chain(received).filter_map(index).collect()
}

/// Why a schema does not say how its values are written.
struct Fault {
    at: Pointer,
    reason: &'static str,
    help: &'static str,
}

/// What a schema says of its XML.
#[derive(Default)]
struct Marks {
    name: Option<String>,
    prefix: String,
    namespace: String,
    attribute: bool,
    wrapped: bool,
}

impl Marks {
    fn name(&self, default: &str, at: &Pointer) -> Result<XmlName, Fault> {
        let local = self.name.as_deref().unwrap_or(default);
        // XML 1.0, section 2.3, but for its rarer characters. A colon would make a prefix.
        let is_start = |c: char| c.is_alphabetic() || c == '_';
        let is_name = |text: &str| {
            text.starts_with(is_start)
                && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
        };
        if !is_name(local) || !(self.prefix.is_empty() || is_name(&self.prefix)) {
            let reason = "its name is none that an element can have";
            let help = "give it one by `xml: {name: ..}`";
            return Err(Fault { at: at.clone(), reason, help });
        }
        let (prefix, namespace) = (self.prefix.clone(), self.namespace.clone());
        Ok(XmlName { prefix, local: local.to_owned(), namespace })
    }
}

/// One walk through the types of a body.
struct Walk<'a> {
    api: &'a Api,
    document: &'a Document,
    objects: Vec<XmlObject>,
    seen: Vec<TypeId>,
}

impl Walk<'_> {
    fn root(&mut self, root: &Root) -> Result<XmlElement, Fault> {
        let marks = self.marks(&root.at);
        if matches!(self.api.plain(&root.ty), Type::List(_)) && !marks.wrapped {
            return Err(Fault {
                at: root.at.clone(),
                reason: "a list as a whole would have several root elements",
                help: "give it a root by `xml: {name: .., wrapped: true}`",
            });
        }
        let is_component =
            root.at.parent() == Some(Pointer::root().child("components").child("schemas"));
        let is_named = is_component || document::file_of(&root.at).is_some();
        let component = schema_name(&root.at).filter(|_| is_named);
        let Some(default) = marks.name.clone().or(component) else {
            return Err(Fault {
                at: root.at.clone(),
                reason: "its root element has no name",
                help: "give it one by `xml: {name: ..}`, or make the schema a component",
            });
        };
        let name = marks.name(&default, &root.at)?;
        let content = self.content(&root.ty, &root.at, &name)?;
        Ok(XmlElement { name, content })
    }

    /// What is in the element `name`.
    fn content(&mut self, ty: &Type, at: &Pointer, name: &XmlName) -> Result<XmlContent, Fault> {
        let fault = |reason, help| Err(Fault { at: at.clone(), reason, help });
        match self.api.plain(ty) {
            Type::List(items) => {
                let item = self.item(items, at, &name.local)?;
                Ok(XmlContent::List(Box::new(item)))
            }
            Type::Json | Type::Map(_) | Type::Bytes | Type::File | Type::Event => fault(
                "values of any kind have no form of their own",
                "describe its `properties`, or its `type`",
            ),
            resolved => {
                if let Some(scalar) = scalar(self.api, resolved) {
                    return Ok(XmlContent::Text(scalar));
                }
                let Type::Named(id) = *resolved else {
                    return fault("it has no form of its own", "describe its `type`");
                };
                let Some(Shape::Struct { fields, rest: None }) =
                    self.api.decl(id).map(|decl| &decl.shape)
                else {
                    return fault(
                        "alternatives, and properties without names, have no form of their own",
                        "describe it by `properties` alone",
                    );
                };
                if !self.seen.contains(&id) {
                    self.seen.push(id);
                    self.object(id, fields)?;
                }
                Ok(XmlContent::Object(id))
            }
        }
    }

    fn object(&mut self, id: TypeId, fields: &[Field]) -> Result<(), Fault> {
        let mut all = Vec::new();
        for field in fields {
            let node = self.node(field)?;
            all.push(XmlField { property: field.name.wire.clone(), node });
        }
        let wanted = self.api.decl(id).map(|decl| name::constant_name(&decl.name.rust));
        self.objects.push(XmlObject { id, constant: wanted.unwrap_or_default(), fields: all });
        Ok(())
    }

    fn node(&mut self, field: &Field) -> Result<XmlNode, Fault> {
        let at = &field.origin;
        // OpenAPI 3.2.0, "XML Object": `text`, `cdata` and `none`.
        if self.document.root().at(&document::kept_at(at, "nodeType")).is_some() {
            return Err(Fault {
                at: at.clone(),
                reason: "a property that is no element and no attribute is not written yet",
                help: "make it an element or an attribute",
            });
        }
        let marks = self.marks(at);
        let name = marks.name(&field.name.wire, at)?;
        let resolved = self.api.plain(&field.ty);
        if marks.attribute {
            let scalar = scalar(self.api, resolved);
            return match scalar.filter(|_| *resolved != Type::Json) {
                Some(scalar) => Ok(XmlNode::Attribute(name, scalar)),
                None => Err(Fault {
                    at: at.clone(),
                    reason: "an attribute is text",
                    help: "make it an element, or give it a type that is text",
                }),
            };
        }
        match resolved {
            Type::List(items) if !marks.wrapped => {
                let is_required = matches!(field.presence, Presence::Required | Presence::Nullable);
                Ok(XmlNode::Repeated(self.item(items, at, &name.local)?, is_required))
            }
            _ => {
                let content = self.content(&field.ty, at, &name)?;
                Ok(XmlNode::Element(XmlElement { name, content }))
            }
        }
    }

    /// The element of each item of the list at `at`. Without a name of its own it has that of
    /// the list.
    fn item(&mut self, ty: &Type, at: &Pointer, list: &str) -> Result<XmlElement, Fault> {
        let at = self.items_of(at);
        let marks = self.marks(&at);
        let name = marks.name(list, &at)?;
        if matches!(self.api.plain(ty), Type::List(_)) && !marks.wrapped {
            return Err(Fault {
                at,
                reason: "a list in a list would be one with it",
                help: "give the inner one an element by `xml: {wrapped: true}`",
            });
        }
        let content = self.content(ty, &at, &name)?;
        Ok(XmlElement { name, content })
    }

    /// The `xml` of a schema, or of the one that it stands for.
    fn marks(&self, at: &Pointer) -> Marks {
        let Some((_, xml)) = keyword(self.document, at, "xml") else { return Marks::default() };
        let text = |key: &str| xml.get(key).and_then(Node::as_str).map(str::to_owned);
        let is = |key: &str| xml.get(key).and_then(Node::as_bool).unwrap_or(false);
        Marks {
            name: text("name").filter(|name| !name.is_empty()),
            prefix: text("prefix").unwrap_or_default(),
            namespace: text("namespace").unwrap_or_default(),
            attribute: is("attribute"),
            wrapped: is("wrapped"),
        }
    }

    fn items_of(&self, at: &Pointer) -> Pointer {
        keyword(self.document, at, "items").map_or_else(|| at.child("items"), |(at, _)| at)
    }
}
