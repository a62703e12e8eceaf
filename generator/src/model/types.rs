//! Types: what is declared, and what values are made of.

mod ty;
mod field;

pub use self::field::{Access, Field, Initial, Making, Presence};
pub use self::ty::{Type, TypeId};
use std::sync::Arc;

use super::{Constants, Evidence, Repeated};
use crate::name::Name;
use crate::source::Pointer;

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
    /// Whether it is received.
    pub received: bool,
    /// The other type of its schema, where what is sent and what is received differ.
    pub twin: Option<Twin>,
    /// The struct by which what it requires has names, where that is much.
    pub named: Option<String>,
    /// What it can do because all that it holds can.
    pub derives: Derives,
    /// What the document gives it besides.
    pub added: Added,
    /// The value that tests begin with, where there is one.
    pub sample: Option<Sample>,
    /// What unions say of it, where several would say the same.
    pub repeated: Repeated,
    /// The cargo features any of which it needs; none where it is always there.
    pub features: Vec<String>,
    /// The description.
    pub docs: String,
    /// Whether the document warns against its use.
    pub deprecated: bool,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// The other type of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twin {
    /// This one is received, and that one is sent.
    Sent(TypeId),
    /// This one is sent, and that one is received.
    Received {
        /// The type that is received.
        id: TypeId,
        /// Whether all that is sent is in it, as it is.
        has_all: bool,
    },
}

/// The value that tests begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// What is required and nothing else, the first value, or nothing at all.
    Plain,
    /// The sample of the alternative at this place.
    Arm(usize),
}

/// What a type can do because all that it holds can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Derives {
    /// Whether it is `Eq` and `Hash`: it holds no float.
    pub eq: bool,
    /// Whether it has a `Default`: nothing is required of it.
    pub default: bool,
}

/// What a document gives a type besides what is generated: each text was checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added {
    /// The paths of traits.
    pub derives: Vec<String>,
    /// Attributes, without the brackets.
    pub attributes: Vec<String>,
    /// The path of a function that says why a value must not be sent.
    pub check: Option<String>,
}

impl Added {
    /// What the paths of more than a name begin with.
    pub fn crates(&self) -> impl Iterator<Item = &str> {
        let all = self.derives.iter().chain(&self.attributes).chain(&self.check);
        all.filter_map(|path| Some(path.trim_start_matches("::").split_once("::")?.0)).filter(
            |name| name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_'),
        )
    }
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
    /// One of some values.
    Enum {
        /// The values that are known.
        values: Vec<EnumValue>,
        /// What the values are.
        repr: Repr,
        /// Whether the document takes any other value, too.
        is_open: bool,
        /// The variant for all others; none where they are errors.
        unknown: Option<String>,
    },
    /// One of several types.
    Union {
        /// The discriminator: the property that names the type, and that is sent with each value.
        tag: Option<String>,
        /// The way to the property whose value tells the types apart: the discriminator, or one
        /// that has other values in each of them. Empty where there is none.
        told_by: Vec<String>,
        /// Whether a value can be of several of the types at once (`anyOf`).
        is_any: bool,
        /// The types that are known.
        arms: Vec<Arm>,
        /// The properties that all of the types have.
        shared: Vec<Getter>,
        /// The variant for all other values.
        unknown: String,
    },
    /// Another name.
    Alias(Type),
    /// A list or map that holds itself, for which another name would not do.
    Newtype(Type),
}

/// A property that all types of a union have.
#[derive(Debug, Clone)]
pub struct Getter {
    /// The method that gives it.
    pub name: String,
    /// The property, as the first of the types has it.
    pub field: Field,
}

/// One of several types.
#[derive(Debug, Clone)]
pub struct Arm {
    /// The variant.
    pub name: String,
    /// The method that gives its value.
    pub getter: String,
    /// The type.
    pub ty: Type,
    /// The values of the property that tells the types apart which stand for it. The first is the
    /// one that is sent.
    pub tags: Constants,
    /// The name of its schema, which stands for it where nothing else does (OpenAPI 3.0.3,
    /// "Discriminator Object").
    pub implied: Option<String>,
    /// Whether it is the type of values that the discriminator does not tell.
    pub is_default: bool,
    /// That it is the type of values that are of several of the others at once.
    pub several: Option<Several>,
    /// How a value of it is told from those of the others.
    pub evidence: Evidence,
}

impl Arm {
    /// A variant of which nothing else is said.
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        Self {
            name: name.into(),
            getter: String::new(),
            ty,
            tags: Arc::default(),
            implied: None,
            is_default: false,
            several: None,
            evidence: Evidence::default(),
        }
    }

    /// The type of its values, wherever they are.
    pub fn plain(&self) -> &Type {
        match &self.ty {
            Type::Boxed(inner) => inner,
            plain => plain,
        }
    }
}

/// The type of values that are of several types at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Several {
    /// Whether it keeps the properties that none of them knows.
    pub keeps_rest: bool,
}

/// What the values of an enum are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repr {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
}

impl Repr {
    /// The type of a value that is not known.
    pub fn rust(self) -> &'static str {
        match self {
            Self::Text => "String",
            Self::Integer => "i64",
        }
    }
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The variant, and the value on the wire.
    pub name: Name,
    /// The description.
    pub docs: String,
}

impl TypeDecl {
    /// The types that go where the declaration goes: what is sent has no read-only properties,
    /// what is received has no write-only ones.
    pub fn types_without(&self, access: Access) -> Vec<&Type> {
        match &self.shape {
            Shape::Struct { fields, rest } => {
                let fields = fields.iter().filter(|field| field.access != access);
                fields.map(|field| &field.ty).chain(rest.iter().map(|(_, ty)| ty)).collect()
            }
            _ => self.types(),
        }
    }

    /// The types that the declaration names, to be changed.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        match &mut self.shape {
            Shape::Struct { fields, rest } => {
                let rest = rest.iter_mut().map(|(_, ty)| ty);
                fields.iter_mut().map(|field| &mut field.ty).chain(rest).collect()
            }
            Shape::Enum { .. } => Vec::new(),
            Shape::Union { arms, shared, .. } => {
                let shared = shared.iter_mut().map(|getter| &mut getter.field.ty);
                arms.iter_mut().map(|arm| &mut arm.ty).chain(shared).collect()
            }
            Shape::Alias(ty) | Shape::Newtype(ty) => vec![ty],
        }
    }

    /// Whether it is a type of its own, and not another name for one.
    pub fn is_new(&self) -> bool {
        !matches!(self.shape, Shape::Alias(_))
    }

    /// The types that the declaration names.
    pub fn types(&self) -> Vec<&Type> {
        match &self.shape {
            Shape::Struct { fields, rest } => {
                fields.iter().map(|field| &field.ty).chain(rest.iter().map(|(_, ty)| ty)).collect()
            }
            Shape::Enum { .. } => Vec::new(),
            Shape::Union { arms, .. } => arms.iter().map(|arm| &arm.ty).collect(),
            Shape::Alias(ty) | Shape::Newtype(ty) => vec![ty],
        }
    }
}
