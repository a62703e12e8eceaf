//! An API as a whole, and what is asked of it.

use super::{
    BoundParameter, Common, Content, EnumValue, Field, Limits, Operation, Presence, SecurityScheme,
    Server, Shape, Shared, Type, TypeDecl, TypeId, VariableSetter, Xml,
};
use crate::name::Name;
use crate::source::Pointer;

/// What begins a path that leads to no other crate: tools have attributes.
const OF_RUST: [&str; 7] = ["alloc", "clippy", "core", "crate", "diagnostic", "rustfmt", "std"];

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
    /// What else it says of itself.
    pub about: About,
    /// The operations, by tag.
    pub tags: Vec<Tag>,
    /// The operations that cannot be called; the diagnostics say why.
    pub left_out: Vec<LeftOut>,
    /// What operations of several tags share.
    pub common: Common,
    /// The types, in the order in which they were met.
    pub types: Vec<TypeDecl>,
    /// Other names of types, by name.
    pub aliases: Vec<TypeAlias>,
    /// The security schemes.
    pub auth: Vec<SecurityScheme>,
    /// The servers; the first is where calls go by default.
    pub servers: Vec<Server>,
    /// The ways to set variables of servers, those of operations included.
    pub variables: Vec<VariableSetter>,
    /// The parameters whose values the client has.
    pub bound: Vec<BoundParameter>,
    /// How values are written as XML.
    pub xml: Xml,
    /// The compiler's limit of steps, where its own is too low for the types.
    pub recursion_limit: Option<usize>,
    /// The cargo feature that turns on those of all tags and of all types, where tags are features.
    pub all_tags: Option<String>,
    /// The cargo feature of the types that no operation uses, where tags are features.
    pub other_types: Option<String>,
    /// The files of Rust written by hand, which is a part of the module.
    pub by_hand: Vec<HandWritten>,
    /// Whether it is for who serves the API: its types, and nothing of how it is called.
    pub is_types_only: bool,
    /// Where the API is in the document.
    pub origin: Pointer,
}

/// What a document says of itself, and what a package of its crate can say by that. A text that is not
/// there is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Who answers for the API.
    pub contact: Contact,
    /// The license of the API.
    pub license: Option<License>,
    /// The URL of the terms of service.
    pub terms: String,
    /// More documentation.
    pub external_docs: Option<Elsewhere>,
    /// The URL of documentation that a browser follows.
    pub documentation: Option<String>,
    /// The URL of sources.
    pub repository: Option<String>,
    /// Words by which it is found: at most five, as crates.io takes them.
    pub keywords: Vec<String>,
}

/// Who answers for an API (OpenAPI 3.0.3, "Contact Object").
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Who that is.
    pub name: String,
    /// Where more is said.
    pub url: String,
    /// The address for mail.
    pub email: String,
}

/// The license of an API (OpenAPI 3.1.0, "License Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    /// What it is called.
    pub name: String,
    /// Where its text is.
    pub url: String,
    /// The SPDX expression that says which it is, of licenses that are in the list of SPDX.
    pub expression: Option<String>,
}

/// A page elsewhere (OpenAPI 3.0.3, "External Documentation Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Where it is.
    pub url: String,
    /// What it is.
    pub docs: String,
}

/// A file of Rust written by hand.
#[derive(Debug, Clone)]
pub struct HandWritten {
    /// Its path below the folder of modules; `None` for the file that names the modules.
    pub module: Option<String>,
    /// Its text, taken as it is.
    pub text: String,
}

/// Another name of a type: that of a place whose schema is the same as others.
#[derive(Debug, Clone)]
pub struct TypeAlias {
    /// The name, and the schema's name or place.
    pub name: Name,
    /// The type.
    pub ty: TypeId,
    /// The description of the place.
    pub docs: String,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// Operations that the document puts together.
#[derive(Debug, Clone)]
pub struct Tag {
    /// The client's method that gives the handle, and the tag's name.
    pub name: Name,
    /// The module.
    pub module: String,
    /// The type of the handle.
    pub handle: String,
    /// The file of its page.
    pub page: String,
    /// The tag's description.
    pub docs: String,
    /// The cargo feature that it needs.
    pub feature: Option<String>,
    /// What its operations share.
    pub common: Common,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// Where the tag is declared, or first used.
    pub origin: Pointer,
}

impl Tag {
    /// The operations, each of the document with its variants, which follow it.
    pub fn families(&self) -> impl Iterator<Item = &[Operation]> {
        self.operations.chunk_by(|one, next| one.main_method() == next.main_method())
    }
}

/// An operation that cannot be called.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// Method and path.
    pub request: String,
    /// Its `operationId`, if it has one.
    pub id: Option<String>,
    /// The tags in the document, or the name of the tag where it would be found.
    pub tags: Vec<String>,
    /// Where it is in the document.
    pub origin: Pointer,
}

impl Api {
    /// Whether operations of several tags share something.
    pub fn has_common(&self) -> bool {
        !self.common.errors.is_empty() || !self.common.headers.is_empty()
    }

    /// The cargo features any of which what operations of several tags share needs.
    pub fn features_of(&self, shared: &Shared) -> Vec<String> {
        let shares = |tag: &&Tag| tag.operations.iter().any(|one| one.shares(shared));
        let features = self.tags.iter().filter(shares).map(|tag| tag.feature.clone());
        // A tag without a feature is always there, and so is what it needs.
        features.collect::<Option<_>>().unwrap_or_default()
    }

    /// Whether there is anything to call.
    pub fn has_operations(&self) -> bool {
        !self.tags.is_empty()
    }

    /// Whether there are patterns that are checked.
    pub fn has_patterns(&self) -> bool {
        let is_checked = |limits: &Limits| {
            limits.pattern.as_ref().is_some_and(|pattern| pattern.expression.is_some())
        };
        let parameters = self.operations().flat_map(|operation| &operation.parameters);
        let bodies = self.operations().filter_map(|operation| operation.body.as_ref());
        let fields =
            self.types.iter().filter(|decl| decl.sent).flat_map(|decl| match &decl.shape {
                Shape::Struct { fields, .. } => fields.as_slice(),
                _ => &[],
            });
        let mut limits = parameters
            .map(|parameter| &parameter.limits)
            .chain(bodies.map(|body| &body.limits))
            .chain(fields.map(|field| &field.limits));
        limits.any(is_checked)
    }

    /// The only value of a type, where the document names one alone.
    pub fn only_value(&self, ty: &Type) -> Option<&EnumValue> {
        match &self.decl(self.resolved(ty).named()?)?.shape {
            Shape::Enum { values, is_open: false, .. } => match values.as_slice() {
                [only] => Some(only),
                _ => None,
            },
            _ => None,
        }
    }

    /// The crates of the types, traits, attributes and functions that somebody else has written, the same
    /// one several times. Those that every crate sees are none of them.
    pub fn crates_of_user(&self) -> impl Iterator<Item = &str> {
        let operations = self.tags.iter().flat_map(|tag| &tag.operations);
        let of_operations = operations.flat_map(|operation| operation.types());
        let all = self.types.iter().flat_map(|decl| decl.types()).chain(of_operations);
        let added = self.types.iter().flat_map(|decl| decl.added.crates());
        all.filter_map(Type::by_user).chain(added).filter(|name| !OF_RUST.contains(name))
    }

    /// Whether a new value has to be told a property: it is required, and the document names
    /// neither a default nor one value alone.
    pub fn is_asked(&self, field: &Field) -> bool {
        let is_known = field.presence == Presence::Required
            && (field.making.initial.is_some()
                || field.only.is_some()
                || self.only_value(&field.ty).is_some());
        field.is_required() && !is_known
    }

    /// All servers: those of the document, and those of its operations.
    pub fn all_servers(&self) -> impl Iterator<Item = &Server> {
        let operations = self.tags.iter().flat_map(|tag| &tag.operations);
        self.servers.iter().chain(operations.filter_map(|operation| operation.server.as_ref()))
    }

    /// Whether an operation sends XML or reads it.
    pub fn has_xml(&self) -> bool {
        self.operations().any(Operation::has_xml)
    }

    /// Whether a response is read item by item.
    pub fn has_items(&self) -> bool {
        self.operations().any(|operation| {
            operation
                .responses
                .iter()
                .any(|response| matches!(response.content, Content::Items(..)))
        })
    }

    /// Whether a list comes in pages.
    pub fn has_pages(&self) -> bool {
        self.operations().any(|operation| operation.paging.is_some())
    }

    /// Whether a type is one of several.
    pub fn has_unions(&self) -> bool {
        self.types.iter().any(|decl| matches!(decl.shape, Shape::Union { .. }))
    }

    /// All operations, in the order of their tags.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.tags.iter().flat_map(|tag| &tag.operations)
    }

    /// The declaration of a type.
    pub fn decl(&self, id: TypeId) -> Option<&TypeDecl> {
        self.types.get(id.0)
    }

    /// What a type is when all its other names are looked through.
    pub fn resolved<'a>(&'a self, mut ty: &'a Type) -> &'a Type {
        // Aliases make no circles once they are lowered; while they are, no search is endless.
        for _ in 0..=self.types.len() {
            match ty {
                Type::Named(id) => match self.decl(*id).map(|decl| &decl.shape) {
                    Some(Shape::Alias(inner)) => ty = inner,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }

    /// What a value of a type is when it is there: without other names, boxes, and what lets it be
    /// null.
    pub fn plain<'a>(&'a self, ty: &'a Type) -> &'a Type {
        let mut ty = self.resolved(ty);
        while let Type::Nullable(inner) | Type::Boxed(inner) = ty {
            ty = self.resolved(inner);
        }
        ty
    }

    /// Whether a type or a part of it is secret, by whatever other name it goes.
    pub fn is_secret(&self, ty: &Type) -> bool {
        let ty = self.resolved(ty);
        *ty == Type::Secret || ty.inner().is_some_and(|inner| self.is_secret(inner))
    }

    /// Whether values of a type are `Eq` and `Hash`.
    pub fn is_eq(&self, ty: &Type) -> bool {
        !ty.any(&mut |part| match part {
            Type::Float(_) | Type::ByUser(_) => true,
            Type::Named(id) => self.decl(*id).is_none_or(|decl| !decl.derives.eq),
            _ => false,
        })
    }

    /// Whether `matches` holds for any type that the API names.
    pub fn uses(&self, matches: &mut dyn FnMut(&Type) -> bool) -> bool {
        self.types.iter().any(|decl| decl.types().into_iter().any(|ty| ty.any(matches)))
            || self
                .operations()
                .any(|operation| operation.types().into_iter().any(|ty| ty.any(matches)))
    }
}
