//! What the objects of OpenAPI have to look like, as data: the words of the tables.

/// What a value has to look like.
#[derive(Debug)]
pub(super) enum Shape {
    /// Any value at all.
    Anything,
    /// Text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A whole number from 0 on.
    Count,
    /// A list.
    List(&'static Shape),
    /// An object whose keys are data.
    Map(&'static Shape),
    /// An object of the specification.
    Object(&'static Object),
    /// An object of the specification, or a `$ref` to one.
    RefOr(&'static Object),
    /// A schema, a `$ref` to one, or `true` or `false`.
    SchemaOrBoolean,
}

/// An object of the specification.
#[derive(Debug)]
pub(super) struct Object {
    /// Its name in the specification, without the word Object.
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
    /// The shape of fields whose names are data, and which names those are.
    pub(super) others: Option<(Names, &'static Shape)>,
    /// Whether it has to have a `schema` or a `content`.
    pub(super) has_schema: bool,
}

/// Which names of fields are data.
#[derive(Debug, Clone, Copy)]
pub(super) enum Names {
    /// Those that begin with a slash.
    Paths,
    /// Status codes, their ranges, and `default`.
    Statuses,
    /// All but extensions.
    All,
}

/// A field of an object of the specification.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) shape: Shape,
}

/// What follows when a field is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing.
    Optional,
    /// The object makes no sense.
    Required,
    /// The specification asks for it; an empty one does as well.
    Formal,
}
