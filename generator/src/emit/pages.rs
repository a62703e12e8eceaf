//! What a person reads: `docs/`, and the README.

mod page;
mod index;
mod readme;

pub(super) use self::index::file as index;
pub(super) use self::page::{file, path};
pub use self::readme::README;
pub(super) use self::readme::file as readme;
