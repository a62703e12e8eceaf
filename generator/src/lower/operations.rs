//! Operations: what a call sends, and what comes back.
//!
//! They ask [`Types`] for the types of their schemas, and own nothing of it.

mod media;
mod guess;
mod security;
mod server;
mod path;
mod xml;
mod context;
mod parameter;
mod header;
mod sequence;
mod body;
mod response;
mod operation;
mod tags;

pub(super) use self::operation::{PAGING, PAGING_METHODS, SETTERS};
pub(super) use self::parameter::bind;
pub(super) use self::security::schemes;
pub(super) use self::server::{servers, variables};
pub(super) use self::xml::{Root, Roots};

use self::context::Operations;
use self::security::Undeclared;
use super::report::Report;
use super::schemas::Types;
use crate::model::{LeftOut, SecurityScheme, Tag};

/// What the operations of a document become.
pub(super) struct Read<'d> {
    /// The operations, by tag.
    pub(super) tags: Vec<Tag>,
    /// Those that cannot be called.
    pub(super) left_out: Vec<LeftOut>,
    /// The schemas of bodies that are XML.
    pub(super) xml: Roots,
    /// The types, with those that only operations name.
    pub(super) types: Types<'d>,
}

/// Reads all operations.
pub(super) fn read<'d>(
    report: &'d Report<'d>,
    types: Types<'d>,
    auth: &[SecurityScheme],
    types_only: bool,
) -> Read<'d> {
    let (xml, undeclared) = (Roots::default(), Undeclared::default());
    let document = report.document;
    let mut operations = Operations { document, report, types, xml, undeclared, types_only };
    let (tags, left_out) = operations.tags(auth);
    let Operations { types, xml, undeclared, .. } = operations;
    undeclared.report(report, auth);
    Read { tags, left_out, xml, types }
}
