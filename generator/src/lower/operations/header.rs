//! Headers of responses: one struct for each operation that documents any.

use indexmap::IndexMap;
use openapiv3::{Header as HeaderItem, MediaType, ParameterSchemaOrContent, ReferenceOr};

use super::context::{Context, Operations};
use super::guess;
use super::media;
use crate::diagnostic::Code;
use crate::lower::place::component_name;
use crate::lower::report::{Member, Report, item_reference};
use crate::model::{BodyFormat, Header, HeaderForm, Headers, Place, Scalar, Type};
use crate::name::lock::Kind;
use crate::name::{self, Name, Scope};
use crate::node::Node;
use crate::source::Pointer;

/// The header of which each line is a value of its own: they cannot be joined, since their
/// values hold commas (RFC 6265, section 3).
const SET_COOKIE: &str = "set-cookie";

/// The headers of an operation while its responses are read.
#[derive(Default)]
pub(super) struct Gathered {
    fields: Vec<Header>,
    /// What each of them was read from.
    formats: Vec<ParameterSchemaOrContent>,
}

impl Gathered {
    /// Names them, by what the crate has already.
    pub(super) fn finish(self, report: &Report<'_>, context: &Context) -> Option<Headers> {
        let owner = &report.held.owner_at(&context.at);
        let mut fields = self.fields;
        let plain: Vec<String> =
            fields.iter().map(|field| name::value_name(&field.name.wire)).collect();
        // RFC 9110, section 5.1: names of headers are the same in any case. Capitals count where words
        // begin by nothing else, as in `ETag`.
        let wire = |(field, plain): (&Header, &String)| {
            let small = field.name.wire.to_ascii_lowercase();
            if name::value_name(&small) == *plain { small } else { field.name.wire.clone() }
        };
        let wires: Vec<String> = fields.iter().zip(&plain).map(wire).collect();
        let members = wires.iter().zip(&plain).map(|(wire, plain)| Member {
            wire,
            plain: plain.clone(),
            fresh: plain.clone(),
        });
        let told = report.held.told(Kind::Header, owner, members.collect());
        let mut scope = Scope::default();
        for (field, told) in fields.iter_mut().zip(told) {
            let rust = report.claim(&mut scope, &told, &field.name.wire, &field.origin);
            field.setter = format!("with_{}", rust.trim_start_matches('_'));
            field.name.rust = rust;
        }
        let kept = fields.iter().map(|field| field.name.rust.as_str());
        let kept = wires.iter().zip(&plain).zip(kept);
        let kept = kept.map(|((wire, plain), rust)| (wire.as_str(), plain.as_str(), rust));
        report.held.keep(Kind::Header, owner, kept);
        let name = format!("{}Headers", context.type_name);
        (!fields.is_empty()).then_some(Headers { name, shared: None, fields })
    }
}

impl Operations<'_> {
    /// The headers of one response: names and descriptions.
    pub(super) fn headers(
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
                self.report
                    .note(Code::IgnoredHeader, &at, "`Content-Type` is not one of the headers")
                    .then("the media types of `content` say what it is")
                    .help("remove it");
                continue;
            }
            if let Some((what, help)) = guess::unfit_name(Place::Header, name) {
                self.report
                    .warning(Code::UnsupportedHeader, &at, format!("{name:?} {what}"))
                    .then("no response can have it, and it is left out")
                    .help(help);
                continue;
            }
            let document = self.document;
            match document.follow(header, &at) {
                Ok((header, at)) => {
                    all.push((name.clone(), header.description.clone().unwrap_or_default()));
                    self.header(name, &header, context, gathered, &at);
                }
                Err(reason) => self.report.unresolved(item_reference(header), &at, &reason),
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
        gathered.fields.push(Header {
            // All of them are named together.
            setter: String::new(),
            name: Name { rust: String::new(), wire: wire.to_owned() },
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
            format!("the header `{}` has another type in another response", known.name.wire);
        let earlier = self.document.span(&known.origin);
        self.report
            .note(Code::UnsupportedHeader, at, message)
            .also(earlier, "the other type")
            .then("it is read as text")
            .help("give it one type");
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
        guess::described_twice(self.report, at);
        match &header.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let ty = self.types.ty(schema.into(), &name, &at.child("schema"));
                // `openapiv3` has no word for it.
                let explode = self.document.root().at(&at.child("explode")).and_then(Node::as_bool);
                let explode = explode.unwrap_or(false);
                // What it holds is known when all types are.
                (ty, HeaderForm::Object { explode, known: Vec::new(), others: Scalar::Text })
            }
            ParameterSchemaOrContent::Content(content) => {
                match guess::only_content(self.report, content, at) {
                    Some((media_type, MediaType { schema: Some(schema), .. }))
                        if media::format(media_type) == Some(BodyFormat::Json) =>
                    {
                        let at = at.child("content").child(media_type).child("schema");
                        (self.types.ty(schema.into(), &name, &at), HeaderForm::Json)
                    }
                    None => {
                        self.report
                            .warning(
                                Code::UnsupportedHeader,
                                &at.child("content"),
                                "nothing is in it",
                            )
                            .then("the header is read as text")
                            .help("name the media type of its value, or describe it by a `schema`");
                        text
                    }
                    _ => text,
                }
            }
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
