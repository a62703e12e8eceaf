//! What is known of the properties of an object while they are gathered.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::schemas::choice::Taken;
use crate::model::{Access, Constant, Field, Limits, Type};
use crate::source::Pointer;

/// The fields of an object, and where its other properties are kept: field name and value type.
pub(in crate::lower::schemas) type Fields = (Vec<Field>, Option<(String, Type)>);

/// What is gathered of an object.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) properties: Vec<Found>,
    /// The properties that several parts describe.
    pub(super) shared: BTreeSet<String>,
    /// The names of required properties, and where they are said.
    pub(super) required: Vec<(String, Pointer)>,
    pub(super) rest: Option<Type>,
    /// The schemas on the way to the present one: meeting one again is a circle.
    pub(super) path: Vec<Pointer>,
    /// The schemas that were gathered, and whether they are objects.
    pub(super) seen: BTreeMap<Pointer, bool>,
    /// The alternative that is gathered, too.
    pub(super) taken: Option<Taken>,
}

/// A property of an object.
pub(super) enum Found {
    /// One that a single part describes.
    Once(Box<Property>),
    /// One that several parts describe, and where each does.
    Shared { wire: String, places: Vec<Place> },
}

/// Where a part describes a property.
pub(super) struct Place {
    pub(super) at: Pointer,
    /// What an inline type of it is called.
    pub(super) name: String,
    pub(super) is_asked: bool,
}

pub(super) struct Property {
    pub(super) wire: String,
    pub(super) renamed: Option<String>,
    pub(super) ty: Type,
    pub(super) is_nullable: bool,
    pub(super) access: Access,
    /// Whether the schema that has it asks for it.
    pub(super) is_asked: bool,
    /// Whether it need not be there, whatever other schemas say (`x-required: false`).
    pub(super) is_spared: bool,
    pub(super) only: Option<Constant>,
    pub(super) default: Option<String>,
    /// A value to show in examples.
    pub(super) example: Option<String>,
    /// What the document shows of it.
    pub(super) shown: Option<String>,
    pub(super) limits: Limits,
    pub(super) docs: String,
    /// What is said where it has no description: by its schema elsewhere, or its title.
    pub(super) summary: String,
    pub(super) deprecated: bool,
    pub(super) origin: Pointer,
}
