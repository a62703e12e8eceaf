//! Headers of responses: one struct for each operation that documents any.

use indexmap::IndexMap;
use openapiv3::{Header as HeaderItem, MediaType, ParameterSchemaOrContent, ReferenceOr};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::lower::Lower;
use crate::lower::operations::guess;
use crate::lower::operations::media;
use crate::lower::operations::operation::Context;
use crate::lower::place::component_name;
use crate::model::{
    Api, BodyFormat, Header, HeaderForm, Headers, Place, Repr, Scalar, Shape, Type,
};
use crate::name::{self, Name, Scope};
use crate::node::Node;
use crate::source::Pointer;

/// The header of which each line is a value of its own: they cannot be joined, since their
/// values hold commas (RFC 6265, section 3).
const SET_COOKIE: &str = "set-cookie";

/// The headers of an operation while its answers are read.
#[derive(Default)]
pub(in crate::lower) struct Gathered {
    fields: Vec<Header>,
    /// What each of them was read from.
    formats: Vec<ParameterSchemaOrContent>,
    names: Scope,
}

impl Gathered {
    pub(in crate::lower) fn finish(self, type_name: &str) -> Option<Headers> {
        let name = format!("{type_name}Headers");
        (!self.fields.is_empty()).then_some(Headers { name, fields: self.fields })
    }
}

impl Lower<'_> {
    /// The headers of one answer: names and descriptions.
    pub(in crate::lower) fn headers(
        &mut self,
        headers: &IndexMap<String, ReferenceOr<HeaderItem>>,
        context: &Context,
        gathered: &mut Gathered,
        at: &Pointer,
    ) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for (name, header) in headers {
            let at = at.child("headers").child(name);
            if name.eq_ignore_ascii_case("content-type") {
                // OpenAPI 3.0.3, "Response Object": such a header SHALL be ignored.
                self.note(Code::IgnoredHeader, &at, "`Content-Type` is not one of the headers")
                    .then("the media types of `content` say what it is")
                    .help("remove it");
                continue;
            }
            if let Some((what, help)) = guess::unfit_name(Place::Header, name) {
                self.warning(Code::UnsupportedHeader, &at, format!("{name:?} {what}"))
                    .then("no answer can have it, and it is left out")
                    .help(help);
                continue;
            }
            let document = self.document;
            match document.follow(header, &at) {
                Ok((header, at)) => {
                    all.push((name.clone(), header.description.clone().unwrap_or_default()));
                    self.header(name, &header, context, gathered, &at);
                }
                Err(reason) => self.unresolved(crate::lower::item_reference(header), &at, &reason),
            }
        }
        all
    }

    fn header(
        &mut self,
        wire: &str,
        header: &HeaderItem,
        context: &Context,
        gathered: &mut Gathered,
        at: &Pointer,
    ) {
        // RFC 9110, section 5.1: names of headers are the same in any case.
        let known =
            gathered.fields.iter().position(|known| known.name.wire.eq_ignore_ascii_case(wire));
        if let Some(format) = known.and_then(|index| gathered.formats.get(index))
            && is_alike(format, &header.format)
        {
            return;
        }
        let (ty, form) = self.header_type(wire, header, context, at);
        if let Some(known) = known.and_then(|index| gathered.fields.get_mut(index)) {
            if known.ty != ty || known.form != form {
                self.conflict(known, at);
            }
            return;
        }
        let rust = self.claim(&mut gathered.names, &name::value_name(wire), wire, at);
        gathered.fields.push(Header {
            name: Name { rust, wire: wire.to_owned() },
            ty,
            form,
            docs: header.description.clone().unwrap_or_default(),
            deprecated: header.deprecated.unwrap_or(false),
            origin: at.clone(),
        });
        gathered.formats.push(header.format.clone());
    }

    fn conflict(&mut self, known: &mut Header, at: &Pointer) {
        let message =
            format!("the header `{}` has another type in another answer", known.name.wire);
        let (later, earlier) = (self.document.span(at), self.document.span(&known.origin));
        self.diagnostics.push(
            Diagnostic::note(Code::UnsupportedHeader, at.clone(), later, message)
                .also(earlier, "the other type")
                .consequence("it is read as text")
                .help("give it one type"),
        );
        (known.ty, known.form) = (Type::Text, HeaderForm::One(Scalar::Text));
    }

    /// The type, and the form as far as it is known before all types are.
    fn header_type(
        &mut self,
        wire: &str,
        header: &HeaderItem,
        context: &Context,
        at: &Pointer,
    ) -> (Type, HeaderForm) {
        if wire.eq_ignore_ascii_case(SET_COOKIE) {
            // Most cookies are as good as a password.
            return (Type::List(Box::new(Type::Secret)), HeaderForm::Lines);
        }
        let own = || {
            let owner = component_name(at).unwrap_or_else(|| context.type_name.clone());
            format!("{owner}{}", name::variant_name(wire))
        };
        // `components/headers/Limit` and `components/schemas/Limit` may be two things.
        let is_shared = at.parent().and_then(|parent| parent.parent())
            == Some(Pointer::root().child("components"));
        let name = component_name(at)
            .filter(|_| is_shared)
            .map(|name| format!("{name}Header"))
            .unwrap_or_else(own);
        let text = (Type::Text, HeaderForm::One(Scalar::Text));
        self.described_twice(at);
        match &header.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let ty = self.ty(schema.into(), &name, &at.child("schema"));
                // `openapiv3` has no word for it.
                let explode = self.document.root().at(&at.child("explode")).and_then(Node::as_bool);
                let explode = explode.unwrap_or(false);
                // What it holds is known when all types are.
                (ty, HeaderForm::Object { explode, known: Vec::new(), others: Scalar::Text })
            }
            ParameterSchemaOrContent::Content(content) => match self.only_content(content, at) {
                Some((media_type, MediaType { schema: Some(schema), .. }))
                    if media::format(media_type) == Some(BodyFormat::Json) =>
                {
                    let at = at.child("content").child(media_type).child("schema");
                    (self.ty(schema.into(), &name, &at), HeaderForm::Json)
                }
                None => {
                    self.warning(Code::UnsupportedHeader, &at.child("content"), "nothing is in it")
                        .then("the header is read as text")
                        .help("name the media type of its value, or describe it by a `schema`");
                    text
                }
                _ => text,
            },
        }
    }
}

/// Whether two headers have the same type, whatever their descriptions say.
fn is_alike(one: &ParameterSchemaOrContent, other: &ParameterSchemaOrContent) -> bool {
    use ParameterSchemaOrContent::Schema;
    match (one, other) {
        (Schema(ReferenceOr::Item(one)), Schema(ReferenceOr::Item(other))) => {
            one.schema_kind == other.schema_kind
        }
        _ => one == other,
    }
}

/// Gives each header the form that its type has, now that all types are known.
pub(in crate::lower) fn settle(api: &mut Api, document: &Document, diagnostics: &mut Diagnostics) {
    let mut tags = std::mem::take(&mut api.tags);
    let operations = tags.iter_mut().flat_map(|tag| &mut tag.operations);
    let headers = operations.filter_map(|operation| operation.headers.as_mut());
    for header in headers.flat_map(|headers| &mut headers.fields) {
        let HeaderForm::Object { explode, .. } = header.form else { continue };
        let form = form(api, &header.ty, explode, ALIASES);
        if header.ty == Type::Json || form.is_none() {
            if header.ty != Type::Json {
                let at = &header.origin;
                let message = format!(
                    "the type of the header `{}` is not one that a header can carry",
                    header.name.wire
                );
                diagnostics.push(
                    Diagnostic::warning(
                        Code::UnsupportedHeader,
                        at.clone(),
                        document.span(at),
                        message,
                    )
                    .consequence("it is read as text")
                    .help("describe it as text, a number, a list of them, or by `content`"),
                );
            }
            header.ty = Type::Text;
        }
        header.form = form.unwrap_or(HeaderForm::One(Scalar::Text));
    }
    api.tags = tags;
}

/// How many names a type may go by.
const ALIASES: usize = 16;

/// The form of a type's values (OpenAPI 3.0.3, "Style Values": the row of `simple`).
fn form(api: &Api, ty: &Type, explode: bool, depth: usize) -> Option<HeaderForm> {
    if let Some(scalar) = scalar(api, ty, ALIASES) {
        let scalar = if is_time(api, ty, ALIASES) { Scalar::Time } else { scalar };
        return Some(HeaderForm::One(scalar));
    }
    match ty {
        Type::List(items) => scalar(api, items, ALIASES).map(HeaderForm::List),
        Type::Map(values) => {
            let others = scalar(api, values, ALIASES)?;
            Some(HeaderForm::Object { explode, known: Vec::new(), others })
        }
        Type::Named(id) if depth > 0 => match &api.decl(*id)?.shape {
            Shape::Alias(ty) => form(api, ty, explode, depth - 1),
            Shape::Struct { fields, rest } => {
                let property = |field: &crate::model::Field| {
                    Some((field.name.wire.clone(), scalar(api, &field.ty, ALIASES)?))
                };
                let others = match rest {
                    Some((_, ty)) => scalar(api, ty, ALIASES)?,
                    None => Scalar::Text,
                };
                let known = fields.iter().map(property).collect::<Option<_>>()?;
                Some(HeaderForm::Object { explode, known, others })
            }
            _ => None,
        },
        _ => None,
    }
}

fn is_time(api: &Api, ty: &Type, depth: usize) -> bool {
    match ty {
        Type::Timestamp => true,
        Type::Named(id) if depth > 0 => match api.decl(*id).map(|decl| &decl.shape) {
            Some(Shape::Alias(ty)) => is_time(api, ty, depth - 1),
            _ => false,
        },
        _ => false,
    }
}

/// What the text of a value stands for; `None` for what is no single text.
pub(in crate::lower) fn scalar(api: &Api, ty: &Type, depth: usize) -> Option<Scalar> {
    match ty {
        Type::Bool => Some(Scalar::Bool),
        Type::Integer(_) | Type::Float(_) => Some(Scalar::Number),
        Type::Text | Type::Secret | Type::Base64 | Type::Json => Some(Scalar::Text),
        Type::List(_) | Type::Map(_) | Type::Bytes | Type::File | Type::Event => None,
        Type::Nullable(inner) | Type::Boxed(inner) => scalar(api, inner, depth),
        Type::Named(id) if depth > 0 => match &api.decl(*id)?.shape {
            Shape::Alias(ty) => scalar(api, ty, depth - 1),
            Shape::Enum { repr: Repr::Text, .. } => Some(Scalar::Text),
            Shape::Enum { repr: Repr::Integer, .. } => Some(Scalar::Number),
            _ => None,
        },
        Type::Named(_) => None,
        // Times and the like: formats of text.
        _ => Some(Scalar::Word),
    }
}
