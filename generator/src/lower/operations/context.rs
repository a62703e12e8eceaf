//! What all that reads an operation knows, and what it asks for types.

use super::security::{Credentials, Undeclared};
use super::xml::Roots;
use crate::document::Document;
use crate::lower::report::Report;
use crate::lower::schemas::Types;
use crate::source::Pointer;

/// The operations of a document while they are read.
pub(in crate::lower) struct Operations<'d> {
    pub(super) document: &'d Document,
    pub(super) report: &'d Report<'d>,
    pub(super) types: Types<'d>,
    /// The schemas of bodies that are XML.
    pub(super) xml: Roots,
    /// The security schemes that are asked for and not there.
    pub(super) undeclared: Undeclared,
    /// Whether types are all that is wanted: those of what cannot be called as well.
    pub(super) types_only: bool,
}

impl Operations<'_> {
    /// A part of an operation, or nothing in the place of what cannot be sent where nothing is sent.
    pub(super) fn or_nothing<T>(&self, part: Option<T>, nothing: fn() -> T) -> Option<T> {
        part.or_else(|| self.types_only.then(nothing))
    }
}

/// An operation while its parts are read: what all of them need to know of it.
#[derive(Clone)]
pub(super) struct Context {
    /// The method's name in capitals.
    pub(super) method: String,
    pub(super) path: String,
    /// What the names of its types begin with.
    pub(super) type_name: String,
    /// The place of its path item.
    pub(super) at_item: Pointer,
    pub(super) at: Pointer,
    /// What its credentials are sent as.
    pub(super) credentials: Credentials,
}
