//! Properties: whether they can be missing, where they go, and how they are made.

use super::ty::Type;
use crate::model::{Constant, Limits};
use crate::name::Name;
use crate::source::Pointer;

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
    /// A value to show in examples: of an item, where it is a list or a map.
    pub example: Option<String>,
    /// What the document itself shows of it, in short: of an item, where it is a list or a map.
    pub shown: Option<String>,
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Making {
    /// The method that sets it, unless the constructor asks for it.
    pub setter: Option<String>,
    /// What it is in a new value where it is required and the document has a default.
    pub initial: Option<Initial>,
    /// What it is in a sample, where that is not the plain value of its type.
    pub sample: Option<Initial>,
    /// The method by which tests set it, where no other does.
    pub sample_setter: Option<String>,
}

/// A default as a value of Rust.
#[derive(Debug, Clone, PartialEq)]
pub enum Initial {
    /// A text, an integer, or a truth value.
    Constant(Constant),
    /// A number.
    Float(f64),
    /// A variant of an enum.
    Variant(String),
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
            example: None,
            shown: None,
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
