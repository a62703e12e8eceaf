//! What values are made of.

/// The place of a declaration in [`Api::types`](crate::model::Api::types).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub usize);

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
    /// A type that is not generated, by its path from its crate on.
    ByUser(String),
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

    /// The same on the heap where it is declared, so that the variants of an enum may hold
    /// themselves.
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

    /// The crate that a type of somebody else is of, of the type or of a part of it.
    pub fn by_user(&self) -> Option<&str> {
        match self {
            Self::ByUser(path) => path.trim_start_matches("::").split("::").next(),
            other => other.inner()?.by_user(),
        }
    }

    /// Whether `matches` holds for the type or a part of it, not looking into declarations.
    pub fn any(&self, matches: &mut dyn FnMut(&Type) -> bool) -> bool {
        matches(self) || self.inner().is_some_and(|inner| inner.any(matches))
    }
}
