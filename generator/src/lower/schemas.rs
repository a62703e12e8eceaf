//! Schemas to types: [`Types`] owns the declarations, and all that is decided of one schema.
//!
//! Operations ask it for the type of a schema, and for the fields of an object.

mod look;
mod prefix;
mod declared;
mod bases;
mod types;
mod own;
mod scalars;
mod collection;
mod choice;
mod object;
mod union;
mod hierarchy;
mod schema;

pub(super) use self::choice::Taken;
pub(super) use self::declared::TypeNames;
pub(super) use self::look::layers::{allows_null, any_layer, keyword, layers};
pub(super) use self::look::reference::SchemaRef;
pub(super) use self::look::said::Said;
pub(super) use self::look::sample::{Facts, Shown, shown};
pub(super) use self::look::view::View;
pub(super) use self::own::RUST_TYPE;
pub(super) use self::types::Types;
use crate::lower::report::Report;
use crate::model::TypeDecl;

/// Names all schemas that have a place of their own, before any inline schema takes a name.
pub(super) fn begin<'d>(report: &'d Report<'d>, cut: &[String]) -> Types<'d> {
    let mut types = Types::new(report);
    types.name_components(cut);
    types.name_bases();
    types
}

/// Declares them all. The names are for the types that passes over the model add.
pub(super) fn finish(mut types: Types<'_>) -> (Vec<TypeDecl>, TypeNames) {
    types.declare_components();
    types.note_undescribed();
    types.into_parts()
}
