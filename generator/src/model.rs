//! What will be generated, as plain data with nothing left to decide.
//!
//! A name is always a pair of the Rust identifier and the wire name. Every item carries the
//! place that it came from. The only references are [`TypeId`]s and indices of schemes.

mod outline;

use crate::name::Name;
use crate::source::Pointer;

/// One API: a module of the generated crate.
#[derive(Debug, Clone)]
pub struct Api {
    /// The module, and the stem of the document's file.
    pub name: Name,
    /// The document's title.
    pub title: String,
    /// The API's version.
    pub version: String,
    /// The document's description.
    pub docs: String,
    /// The operations, by tag.
    pub tags: Vec<Tag>,
    /// The types, in the order of their names.
    pub types: Vec<TypeDecl>,
    /// The security schemes.
    pub auth: Vec<SecurityScheme>,
    /// The servers; the first is where calls go by default.
    pub servers: Vec<Server>,
    /// Where the API is in the document.
    pub origin: Pointer,
}

/// Operations that the document puts together.
#[derive(Debug, Clone)]
pub struct Tag {
    /// The module, and the tag's name.
    pub name: Name,
    /// The type of the handle.
    pub handle: String,
    /// The tag's description.
    pub docs: String,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// Where the tag is declared, or first used.
    pub origin: Pointer,
}

/// An operation: a method of its tag's handle.
#[derive(Debug, Clone)]
pub struct Operation {
    /// The method, and the `operationId` or `METHOD /path`.
    pub name: Name,
    /// The name that its types begin with.
    pub type_name: String,
    /// The HTTP method in capitals.
    pub method: String,
    /// The path below the server, with its parameters in braces.
    pub path: String,
    /// The parameters and form fields, in the order in which they are sent.
    pub parameters: Vec<Parameter>,
    /// The body, unless it is a form.
    pub body: Option<Body>,
    /// The media type of the body, form or not.
    pub content_type: Option<String>,
    /// The media types of answers that the document names.
    pub produces: Vec<String>,
    /// The value of `Accept`.
    pub accept: String,
    /// What the method gives back.
    pub success: Success,
    /// The failures that are documented: the variants of the error enum.
    pub failures: Vec<Failure>,
    /// Every documented answer, as documented.
    pub answers: Vec<Answer>,
    /// Ways to authorize a call; each is a set of indices into [`Api::auth`].
    pub security: Vec<Vec<usize>>,
    /// One line.
    pub summary: String,
    /// The description.
    pub docs: String,
    /// Whether the document warns against its use.
    pub deprecated: bool,
    /// Where the operation is in the document.
    pub origin: Pointer,
}

/// A parameter of an operation, or a field of its form body.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The argument or setter, and the name on the wire.
    pub name: Name,
    /// Where it goes.
    pub place: Place,
    /// How lists and objects become text.
    pub style: Style,
    /// Whether each item of a list is a parameter of its own.
    pub explode: bool,
    /// Whether reserved characters are sent as they are.
    pub allow_reserved: bool,
    /// Whether a call needs it.
    pub required: bool,
    /// Whether its values are kept out of all that is printed.
    pub secret: bool,
    /// The lowest number.
    pub minimum: Option<f64>,
    /// The highest number.
    pub maximum: Option<f64>,
    /// The type of its values.
    pub ty: Type,
    /// The description.
    pub docs: String,
    /// A value to show in examples.
    pub example: Option<String>,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A form body.
    Form,
}

/// How a list or an object becomes text (OpenAPI 3.0.3, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the specification's")]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

/// A body that is no form.
#[derive(Debug, Clone)]
pub struct Body {
    /// How it is written.
    pub format: BodyFormat,
    /// Its media type.
    pub media_type: String,
    /// Whether a call needs it.
    pub required: bool,
    /// The type of its value.
    pub ty: Type,
    /// The description.
    pub docs: String,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// How a body is written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
}

/// What a successful call gives back.
#[derive(Debug, Clone)]
pub enum Success {
    /// The same for every documented success.
    One(Content),
    /// One variant for each documented success.
    Many {
        /// The enum's name.
        name: String,
        /// Its variants.
        variants: Vec<Variant>,
    },
}

/// A status and what comes with it, as a variant of an enum.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The variant.
    pub name: String,
    /// The status.
    pub status: Status,
    /// What comes with it.
    pub content: Content,
    /// The description.
    pub docs: String,
}

/// A documented failure.
pub type Failure = Variant;

/// The status of a documented answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// A hundred: `4XX`.
    Range(u16),
    /// Every status that is not documented otherwise.
    Default,
}

/// What comes with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A value.
    Value(BodyFormat, Type),
}

/// An answer as it is documented.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: Status,
    /// The description.
    pub docs: String,
    /// The media types.
    pub media_types: Vec<String>,
    /// What comes with it.
    pub content: Content,
    /// The headers: name and description.
    pub headers: Vec<(String, String)>,
}

/// A security scheme.
#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// The builder's method, and the scheme's name.
    pub name: Name,
    /// How a credential is sent.
    pub kind: SecurityKind,
    /// The description.
    pub docs: String,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// How a credential is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecurityKind {
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// Where it goes.
        place: Place,
        /// The name of the header, parameter or cookie.
        key: String,
        /// What stands before the key.
        prefix: String,
    },
    /// A token in `Authorization: Bearer`.
    Bearer,
    /// A user and a password in `Authorization: Basic`.
    Basic,
}

/// A server.
#[derive(Debug, Clone)]
pub struct Server {
    /// The base URL.
    pub url: String,
    /// The description.
    pub docs: String,
}

/// The place of a declaration in [`Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A type of the generated crate.
#[derive(Debug, Clone)]
pub struct TypeDecl {
    /// The type, and the schema's name or place.
    pub name: Name,
    /// The module, which is also the file.
    pub module: String,
    /// What it is.
    pub shape: Shape,
    /// Whether it is sent, and needs a way to be made.
    pub sent: bool,
    /// The description.
    pub docs: String,
    /// Whether the document warns against its use.
    pub deprecated: bool,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// What a type is.
#[derive(Debug, Clone)]
pub enum Shape {
    /// An object.
    Struct {
        /// Its properties.
        fields: Vec<Field>,
        /// The type of all other properties, where they are kept: field name and value type.
        rest: Option<(String, Type)>,
    },
    /// Text that is one of some values, or one that is not known yet.
    Enum {
        /// The values that are known.
        values: Vec<EnumValue>,
        /// The variant for all others.
        unknown: String,
    },
    /// Another name.
    Alias(Type),
}

/// A property.
#[derive(Debug, Clone)]
pub struct Field {
    /// The field, and the property.
    pub name: Name,
    /// The type of its value.
    pub ty: Type,
    /// Whether it can be missing or null.
    pub presence: Presence,
    /// The description.
    pub docs: String,
    /// Whether the document warns against its use.
    pub deprecated: bool,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// Whether a property can be missing or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always there, with a value.
    Required,
    /// Always there; null where there is no value.
    Nullable,
    /// Missing where there is no value.
    Optional,
    /// Missing, null, or a value.
    Maybe,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The variant, and the value on the wire.
    pub name: Name,
}

/// A type of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `bool`
    Bool,
    /// An integer: the Rust type's own name.
    Integer(&'static str),
    /// A float: the Rust type's own name.
    Float(&'static str),
    /// `String`
    Text,
    /// Text that is never printed.
    Secret,
    /// A point in time.
    Timestamp,
    /// A day.
    Date,
    /// Bytes, as a whole body.
    Bytes,
    /// Anything.
    Json,
    /// A list.
    List(Box<Type>),
    /// An object whose property names are data.
    Map(Box<Type>),
    /// A value or null, inside of a list or map.
    Nullable(Box<Type>),
    /// A value on the heap, where a type holds itself.
    Boxed(Box<Type>),
    /// A declared type.
    Named(TypeId),
}

impl Type {
    /// Whether `matches` holds for the type or a part of it, not looking into declarations.
    pub fn any(&self, matches: &mut dyn FnMut(&Type) -> bool) -> bool {
        matches(self)
            || match self {
                Self::List(inner)
                | Self::Map(inner)
                | Self::Nullable(inner)
                | Self::Boxed(inner) => inner.any(matches),
                _ => false,
            }
    }
}

impl TypeDecl {
    /// The types that the declaration names.
    pub fn types(&self) -> Vec<&Type> {
        match &self.shape {
            Shape::Struct { fields, rest } => fields
                .iter()
                .map(|field| &field.ty)
                .chain(rest.iter().map(|(_, ty)| ty))
                .collect(),
            Shape::Enum { .. } => Vec::new(),
            Shape::Alias(ty) => vec![ty],
        }
    }
}

impl Api {
    /// The declaration of a type.
    pub fn decl(&self, id: TypeId) -> Option<&TypeDecl> {
        self.types.get(id.0)
    }

    /// Whether `matches` holds for any type that the API names.
    pub fn uses(&self, matches: &mut dyn FnMut(&Type) -> bool) -> bool {
        let operations = || self.tags.iter().flat_map(|tag| &tag.operations);
        self.types
            .iter()
            .any(|decl| decl.types().into_iter().any(|ty| ty.any(matches)))
            || operations().any(|operation| operation.types().into_iter().any(|ty| ty.any(matches)))
    }
}

impl Operation {
    /// The types that the operation names.
    pub fn types(&self) -> Vec<&Type> {
        let sent = self
            .parameters
            .iter()
            .map(|parameter| &parameter.ty)
            .chain(self.body.iter().map(|body| &body.ty));
        let received = self
            .answers
            .iter()
            .filter_map(|answer| match &answer.content {
                Content::Value(_, ty) => Some(ty),
                Content::Empty => None,
            });
        sent.chain(received).collect()
    }
}
