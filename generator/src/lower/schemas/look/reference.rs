//! A schema, or a `$ref` to one, in either of the ways that `openapiv3` holds them.

use std::borrow::Cow;

use openapiv3::{ReferenceOr, Schema};

use crate::document::Document;
use crate::source::Pointer;

/// A schema, or a `$ref` to one.
#[derive(Clone, Copy)]
pub(in crate::lower) enum SchemaRef<'s> {
    Reference(&'s str),
    Item(&'s Schema),
}

impl<'s> SchemaRef<'s> {
    /// The schema that is meant, and where it stands.
    ///
    /// # Errors
    ///
    /// Why a reference leads nowhere, as the end of a sentence.
    pub(in crate::lower) fn follow(
        self,
        document: &'s Document,
        at: &Pointer,
    ) -> Result<(Cow<'s, Schema>, Pointer), String> {
        match self {
            Self::Item(schema) => Ok((Cow::Borrowed(schema), at.clone())),
            Self::Reference(reference) => document.lead(reference),
        }
    }
}

impl<'s> From<&'s ReferenceOr<Schema>> for SchemaRef<'s> {
    fn from(schema: &'s ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'s> From<&'s ReferenceOr<Box<Schema>>> for SchemaRef<'s> {
    fn from(schema: &'s ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}
