//! What the objects of OpenAPI have to look like, as data: the words of the tables, and how they
//! are said.

use crate::node::Node;

/// What a value has to look like.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Any value at all.
    Anything,
    /// Text.
    Text,
    /// Text, or a list of texts.
    TextOrTexts,
    /// Text that is one of these words.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Boolean,
    /// A number.
    Number,
    /// A number, or `true` or `false`.
    NumberOrBoolean,
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
    /// A schema of this shape, or `true` or `false`.
    SchemaOrBoolean(&'static Shape),
    /// A schema that is an object even where it holds a `$ref`, or that is written as `true` or
    /// `false`.
    AnySchema(&'static Object),
}

impl Shape {
    /// Whether a value of this shape can be an object of the specification, or hold one.
    pub(super) fn has_objects(&self) -> bool {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::SchemaOrBoolean(inner) => {
                inner.has_objects()
            }
            Self::Object(_) | Self::RefOr(_) | Self::AnySchema(_) => true,
            _ => false,
        }
    }
}

/// An object of the specification.
#[derive(Debug)]
pub(super) struct Object {
    /// Its name in the specification, without the word Object.
    pub(super) name: &'static str,
    /// The fields that it has in several versions.
    pub(super) shared: &'static [Field],
    /// Those that it has in this one.
    pub(super) own: &'static [Field],
    /// The shape of fields whose names are data, and which names those are.
    pub(super) others: Option<(Names, &'static Shape)>,
    /// Whether it has to have a `schema` or a `content`.
    pub(super) has_schema: bool,
    /// What depends on the value of one of its fields.
    pub(super) cases: Option<&'static Cases>,
}

impl Object {
    /// All its fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'static Field> + Clone {
        self.shared.iter().chain(self.own)
    }

    /// Whether a `$ref` is a field of it like any other, and not in place of it.
    pub(super) fn has_reference(&self) -> bool {
        self.fields().any(|field| field.name == "$ref")
    }

    /// The fields that it has for the value of one of them, before those of all.
    pub(super) fn case(&self, node: &Node) -> &'static [Field] {
        let find = |cases: &'static Cases| {
            let value = node.get(cases.field)?.as_str()?;
            cases.fields.iter().find(|(known, _)| *known == value).map(|(_, fields)| *fields)
        };
        self.cases.and_then(find).unwrap_or_default()
    }
}

/// What an object has to look like, by the value of one of its fields.
#[derive(Debug)]
pub(super) struct Cases {
    /// The field.
    pub(super) field: &'static str,
    /// For each of its values, the fields that are there or looked at for it alone.
    pub(super) fields: &'static [(&'static str, &'static [Field])],
    /// What follows where the object fits no case, and why it may be left out then.
    pub(super) otherwise: Otherwise,
}

/// What becomes of an object that fits none of its cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Otherwise {
    /// A parameter is left out, unless it is required.
    LeftOutIfOptional,
    /// A security scheme is left out, and what needs it with it: that fails closed.
    LeftOut,
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
#[derive(Debug, Clone, Copy)]
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

impl Names {
    pub(super) fn include(self, key: &str) -> bool {
        match self {
            Self::Paths => key.starts_with('/'),
            Self::Statuses => key == "default" || is_status(key),
            Self::All => true,
        }
    }
}

/// OpenAPI 3.0.3, "Responses Object": a code of three digits, or a range such as `4XX`.
fn is_status(key: &str) -> bool {
    let mut letters = key.chars();
    let is_hundred = letters.next().is_some_and(|digit| ('1'..='9').contains(&digit));
    let rest = letters.as_str();
    is_hundred
        && (rest.eq_ignore_ascii_case("XX")
            || (rest.len() == 2 && rest.bytes().all(|b| b.is_ascii_digit())))
}

impl Shape {
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Anything => "anything".to_owned(),
            Self::Text => "text".to_owned(),
            Self::TextOrTexts => "text or a list of texts".to_owned(),
            Self::NumberOrBoolean => "a number".to_owned(),
            Self::OneOf(words) => one_of(words),
            Self::Boolean => "true or false".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Count => "a whole number from 0 on".to_owned(),
            Self::List(Self::Text) => "a list of names".to_owned(),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "an object".to_owned(),
            Self::Object(object) => format!("{} Object", with_article(object.name)),
            Self::RefOr(object) => {
                format!("{} Object or a `$ref` to one", with_article(object.name))
            }
            Self::SchemaOrBoolean(_) | Self::AnySchema(_) => "a schema, true or false".to_owned(),
        }
    }
}

pub(super) fn with_article(name: &str) -> String {
    let article = if name.starts_with(['A', 'E', 'I', 'O', 'U', 'X']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// The words, as the end of a sentence.
pub(super) fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [only] => only.clone(),
        _ => format!("one of {}", quoted.join(", ")),
    }
}
