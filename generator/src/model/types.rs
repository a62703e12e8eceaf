//! Types: what is declared, and what values are made of.

use super::{Constant, Evidence, Limits};
use crate::name::Name;
use crate::source::Pointer;

/// The place of a declaration in [`Api::types`](super::Api::types).
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
    /// Whether it is received.
    pub received: bool,
    /// The other type of its schema, where what is sent and what is received differ.
    pub twin: Option<Twin>,
    /// What it can do because all that it holds can.
    pub derives: Derives,
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

/// What a type can do because all that it holds can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Derives {
    /// Whether it is `Eq` and `Hash`: it holds no float.
    pub eq: bool,
    /// Whether it has a `Default`: nothing is required of it.
    pub default: bool,
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
    /// One of some values, or one that is not known yet.
    Enum {
        /// The values that are known.
        values: Vec<EnumValue>,
        /// What the values are.
        repr: Repr,
        /// Whether the document takes any other value, too.
        is_open: bool,
        /// The variant for all others.
        unknown: String,
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
        /// The variant for all other values.
        unknown: String,
    },
    /// Another name.
    Alias(Type),
    /// A list or map that holds itself, for which another name would not do.
    Newtype(Type),
}

/// One of several types.
#[derive(Debug, Clone)]
pub struct Arm {
    /// The variant.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// The values of the property that tells the types apart which stand for it. The first is the
    /// one that is sent.
    pub tags: Vec<Constant>,
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

/// The type of values that are of several types at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Several {
    /// Whether it keeps the properties that none of them knows.
    pub keeps_rest: bool,
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
    /// Whether it is only sent, or only received.
    pub access: Access,
    /// Whether the document asks for it and says nothing else of it. It may be a slip of the pen:
    /// what is received need not have it.
    pub is_undescribed: bool,
    /// Its only value, where its type has others.
    pub only: Option<Constant>,
    /// What is meant where it is missing, as text; empty text is a value.
    pub default: Option<String>,
    /// What its values may be.
    pub limits: Limits,
    /// How it is made where its type is sent.
    pub making: Making,
    /// The description.
    pub docs: String,
    /// Whether the document warns against its use.
    pub deprecated: bool,
    /// Where it is in the document.
    pub origin: Pointer,
}

/// How a property of a new value is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Making {
    /// The method that sets it, unless the constructor does.
    pub setter: Option<String>,
    /// Whether it is made of all that is a point in time, that of `jiff` as well.
    pub is_instant: bool,
}

impl Field {
    /// A required property of which the document says nothing else (JSON Schema Validation
    /// 2020-12, section 6.5.3): any value.
    pub fn undescribed(name: Name, origin: Pointer) -> Self {
        Self {
            name,
            ty: Type::Json,
            presence: Presence::Required,
            access: Access::Both,
            is_undescribed: true,
            only: None,
            default: None,
            limits: Limits::default(),
            making: Making::default(),
            docs: String::new(),
            deprecated: false,
            origin,
        }
    }

    /// Whether a value cannot be made without it.
    pub fn is_required(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::Nullable)
    }
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

/// In which direction a property goes (OpenAPI 3.0.3, "Schema Object": `readOnly`, `writeOnly`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// In both.
    Both,
    /// It is received, and should not be sent.
    ReadOnly,
    /// It is received, and can be sent: one part of its object calls it read-only, another part
    /// asks for it.
    MaybeSent,
    /// It is sent, and not received.
    WriteOnly,
}

/// What the values of an enum are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repr {
    /// Text.
    Text,
    /// Whole numbers.
    Integer,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The variant, and the value on the wire.
    pub name: Name,
    /// The description.
    pub docs: String,
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
    /// A time of day, with or without an offset.
    Time,
    /// A day and a time without an offset.
    DateTime,
    /// A length of time, by its units.
    Duration,
    /// A decimal number, as text.
    Decimal,
    /// A decimal number, as a number.
    DecimalNumber,
    /// A universally unique identifier.
    Uuid,
    /// Bytes, as text in base64.
    Base64,
    /// Bytes, as a whole body.
    Bytes,
    /// A file, as a part of a body.
    File,
    /// A server-sent event, as it is.
    Event,
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
    /// What a list, map or box holds.
    pub fn inner(&self) -> Option<&Type> {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Boxed(inner) => {
                Some(inner)
            }
            _ => None,
        }
    }

    /// The same on the heap where it is declared, so that the variants of an enum are of one size
    /// and may hold themselves.
    #[must_use]
    pub fn boxed(self) -> Self {
        match self {
            Self::Named(_) => Self::Boxed(Box::new(self)),
            other => other,
        }
    }

    /// The declarations that it names, anywhere in it.
    pub fn names(&self, out: &mut Vec<TypeId>) {
        self.any(&mut |part| {
            out.extend(part.named());
            false
        });
    }

    /// Puts other declarations in the place of those that it names.
    pub fn replace(&mut self, new: &dyn Fn(TypeId) -> Option<TypeId>) {
        match self {
            Self::Named(id) => *id = new(*id).unwrap_or(*id),
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) | Self::Boxed(inner) => {
                inner.replace(new);
            }
            _ => {}
        }
    }

    /// The declaration that it is.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            _ => None,
        }
    }

    /// Whether `matches` holds for the type or a part of it, not looking into declarations.
    pub fn any(&self, matches: &mut dyn FnMut(&Type) -> bool) -> bool {
        matches(self) || self.inner().is_some_and(|inner| inner.any(matches))
    }
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
            Shape::Union { arms, .. } => arms.iter_mut().map(|arm| &mut arm.ty).collect(),
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
