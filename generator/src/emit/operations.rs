//! `<tag>.rs`: the handle of a tag, a method for each operation, and what belongs to them.

mod alias;
mod headers;
mod xml;
mod decode;
mod common;
mod setting;
mod paging;
pub(super) mod example;
pub(super) mod rustdoc;
mod named;
mod tag;
mod doubles;

pub(super) use self::common::file as common_file;
pub(super) use self::doubles::{common_file as common_doubles, file as doubles};
pub(super) use self::tag::{file, operation};
pub(super) use self::xml::file as xml_file;
