//! A JSON text, looked at once, and the values in it.

pub(in crate::json) mod number;
mod parsed;
mod read;
#[cfg(feature = "stream")]
mod made;
mod reference;
mod own;

pub(in crate::json) use self::own::unquoted;
pub(in crate::json) use self::parsed::Kind;
pub(crate) use self::parsed::{Parsed, Room};
pub(in crate::json) use self::read::{Reader, whole};
#[cfg(feature = "union")]
pub(crate) use self::reference::Entries;
pub use self::reference::JsonRef;
pub(crate) use self::reference::View;
