//! What is decided of an API as a whole: what its modules are called, and what its package says of it.

mod modules;
mod about;

pub(super) use self::about::about;
pub use self::modules::tell_modules_apart;
pub(super) use self::modules::{OF_API, OF_CRATE, other};
