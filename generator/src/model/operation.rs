//! Operations: what a call takes and what it gives back.

use super::{
    Body, BodyFormat, Content, DocumentedResponse, Failure, Framing, Headers, Paging, Parameter,
    Place, Requirement, Server, Shared, Status, Success, Type,
};
use crate::name::Name;
use crate::source::Pointer;

/// An operation: a method of its tag's handle.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The method, and the `operationId` or `METHOD /path`.
    pub name: Name,
    /// The method where no handle says what it is about: in errors, spans and the like.
    pub full_name: String,
    /// The method of the same operation with another body or another response, which came first; the
    /// types of its responses are shared.
    pub variant_of: Option<String>,
    /// The function that reads its responses: methods that differ in no more than their bodies share
    /// it.
    pub decoder: String,
    /// Whether that function stands with this method, and not with one before it.
    pub has_decoder: bool,
    /// The constant that says how it is called.
    pub constant: String,
    /// The constant of its handle that says what it documents.
    pub documented: String,
    /// The name that its types begin with.
    pub type_name: String,
    /// The tags in the document, of which the first is where it is found; those of an operation
    /// without one are the name of the tag where it is found.
    pub tags: Vec<String>,
    /// The HTTP method in capitals.
    pub method: String,
    /// The path below the server, with its parameters in braces.
    pub path: String,
    /// A server of its own, where calls go unless the client was given a base URL.
    pub server: Option<Server>,
    /// The parameters and form fields, in the order in which they are sent.
    pub parameters: Vec<Parameter>,
    /// How they are given by their names, where several texts are required.
    pub named: Option<NamedArguments>,
    /// The body, unless it is a form.
    pub body: Option<Body>,
    /// Whether a call needs a body, where the document says that.
    pub needs_body: Option<bool>,
    /// The media type of the body, form or not.
    pub content_type: Option<String>,
    /// The media types of responses that the document names.
    pub produces: Vec<String>,
    /// The value of `Accept`.
    pub accept: String,
    /// What the method gives back.
    pub success: Success,
    /// The error enum, which there is where failures are documented. Variants share it.
    pub error_name: String,
    /// The enum for which that name is another one.
    pub shared_error: Option<Shared>,
    /// The failures that are documented: the variants of the error enum.
    pub failures: Vec<Failure>,
    /// Every documented response, as documented.
    pub responses: Vec<DocumentedResponse>,
    /// The headers of all responses, with their types.
    pub headers: Option<Headers>,
    /// How its list comes page by page.
    pub paging: Option<Paging>,
    /// Ways to authorize a call; each is a set of schemes that are needed together.
    pub security: Vec<Vec<Requirement>>,
    /// The names of schemes that it asks for and that the document does not declare, where no way
    /// is known: the caller sets what a call carries.
    pub undeclared: Vec<String>,
    /// Whether the document says that a second call has the effect of one.
    pub is_idempotent: bool,
    /// One line.
    pub summary: String,
    /// The description.
    pub docs: String,
    /// Whether the document warns against its use.
    pub deprecated: bool,
    /// Where the operation is in the document.
    pub origin: Pointer,
}

/// The form of a call in which each required parameter has its name.
#[derive(Debug, Clone)]
pub struct NamedArguments {
    /// The method that takes them so.
    pub method: String,
    /// The struct that they are fields of.
    pub ty: String,
}

impl Operation {
    /// The media type of a body in parts, where it is not `multipart/form-data`.
    pub fn parts_type(&self) -> Option<&str> {
        let has_parts = self.parameters.iter().any(|parameter| parameter.place == Place::Part);
        let essence = self.content_type.as_deref()?.split(';').next()?.trim();
        let is_form = essence.eq_ignore_ascii_case("multipart/form-data") || essence.contains('*');
        (has_parts && !is_form).then_some(essence)
    }

    /// The place of the fields of a form that is sent even if none of them is set.
    pub fn empty_form(&self) -> Option<Place> {
        let fields = || {
            let is_field = |place: &Place| matches!(place, Place::Form | Place::Part);
            self.parameters.iter().filter(move |parameter| is_field(&parameter.place))
        };
        let has_required = fields().any(|field| field.required || field.preset.is_some());
        let place = fields().next().map(|field| field.place);
        place.filter(|_| self.needs_body == Some(true) && !has_required)
    }

    /// Whether a call has a body that the document lets it go without.
    pub fn can_lack_body(&self) -> bool {
        let is_asked = |parameter: &Parameter| {
            (parameter.required || parameter.preset.is_some())
                && matches!(parameter.place, Place::Form | Place::Part)
        };
        let has_body = self.body.as_ref().is_some_and(|body| body.required);
        self.needs_body != Some(true) && (has_body || self.parameters.iter().any(is_asked))
    }

    /// Whether a response is read while it comes.
    pub fn is_streamed(&self) -> bool {
        let is_sequence = |content: &Content| matches!(content, Content::Items(..));
        match &self.success {
            Success::One(content) => is_sequence(content),
            Success::Many { variants, .. } => {
                variants.iter().any(|variant| is_sequence(&variant.content))
            }
        }
    }

    /// Whether a redirect is one of its documented responses.
    pub fn has_redirects(&self) -> bool {
        let is_redirect = |status| match status {
            Status::Exact(code) => (300..400).contains(&code),
            Status::Range(hundred) => hundred == 3,
            Status::Default => false,
        };
        self.responses.iter().any(|response| is_redirect(response.status))
    }

    /// How the items of its response are told apart, and their type, where it is a sequence.
    pub fn items(&self) -> Option<(Framing, &Type)> {
        match &self.success {
            Success::One(Content::Items(framing, ty)) => Some((*framing, ty)),
            _ => None,
        }
    }

    /// Whether it is an operation of the document with another body or another response than its
    /// first.
    pub fn is_variant(&self) -> bool {
        self.variant_of.is_some()
    }

    /// Whether its failures or its headers are this declaration.
    pub fn shares(&self, shared: &Shared) -> bool {
        let headers = self.headers.as_ref().and_then(|headers| headers.shared.as_ref());
        self.shared_error.iter().chain(headers).any(|own| own == shared)
    }

    /// Whether a call sends XML or reads it.
    pub fn has_xml(&self) -> bool {
        self.reads_xml()
            || self.body.as_ref().is_some_and(|body| matches!(body.format, BodyFormat::Xml(_)))
    }

    /// Whether a call reads XML.
    pub fn reads_xml(&self) -> bool {
        self.responses
            .iter()
            .any(|response| matches!(response.content, Content::Value(BodyFormat::Xml(_), _)))
    }

    /// The method that its variants are named after: its own, unless it is one of them.
    pub fn main_method(&self) -> &str {
        self.variant_of.as_ref().unwrap_or(&self.name.rust)
    }

    /// Method and path.
    pub fn request(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The types that the operation names, to be changed.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        let sent = self.parameters.iter_mut().map(|parameter| &mut parameter.ty);
        let sent = sent.chain(self.body.iter_mut().map(|body| &mut body.ty));
        let successes: Vec<&mut Content> = match &mut self.success {
            Success::One(content) => vec![content],
            Success::Many { variants, .. } => {
                variants.iter_mut().map(|variant| &mut variant.content).collect()
            }
        };
        let failures = self.failures.iter_mut().map(|failure| &mut failure.content);
        let responses = self.responses.iter_mut().map(|response| &mut response.content);
        let contents = successes.into_iter().chain(failures).chain(responses);
        let headers = self.headers.iter_mut().flat_map(|headers| &mut headers.fields);
        sent.chain(contents.filter_map(Content::ty_mut))
            .chain(headers.map(|header| &mut header.ty))
            .chain(self.paging.iter_mut().map(|paging| &mut paging.item))
            .collect()
    }

    /// The types that the operation names.
    pub fn types(&self) -> Vec<&Type> {
        let sent = self
            .parameters
            .iter()
            .map(|parameter| &parameter.ty)
            .chain(self.body.iter().map(|body| &body.ty));
        let received = self.responses.iter().filter_map(|response| response.content.ty());
        let headers = self.headers.iter().flat_map(|headers| &headers.fields);
        sent.chain(received).chain(headers.map(|header| &header.ty)).collect()
    }
}
