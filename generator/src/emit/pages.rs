//! `docs/`: what a person reads.

mod page;
mod index;

pub(super) use self::index::file as index;
pub(super) use self::page::{file, path};
