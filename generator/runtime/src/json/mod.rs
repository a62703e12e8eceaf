//! JSON as generated types are read from it and written to it.
//!
//! A text is looked at once ([`Parsed`]), and types are read from references into it ([`JsonRef`]); what
//! is written is one text ([`JsonWriter`]). There is no tree of values. The two traits have no type
//! parameters of their own, so the code that a type needs is compiled once, whatever it is read from.
//! `serde` stays the border: every generated type implements `Serialize` and `Deserialize` by going
//! through these.

pub(crate) mod loss;
mod maybe;
mod error;
mod compact;
mod parse;
mod limits;
mod writer;
mod traits;
mod written;
#[cfg(feature = "client")]
mod scratch;
pub(crate) mod large;
mod object;
mod convert;
mod fields;
mod border;
#[cfg(feature = "client")]
pub(crate) mod excerpt;

pub use self::border::{UnknownValue, closed, open};
pub use self::border::{deserialize, properties, serde_by_json, serialize, setters};
pub use self::border::{integer_enum, integer_value, text_enum, text_value};
#[cfg(feature = "union")]
pub(crate) use self::compact::Parts;
pub use self::error::JsonError;
pub use self::fields::Fields;
pub use self::large::read;
pub use self::limits::{Limits, Pattern};
pub use self::maybe::Maybe;
pub use self::object::Object;
#[cfg(feature = "union")]
pub(crate) use self::parse::Entries;
pub use self::parse::JsonRef;
#[cfg(feature = "client")]
pub(crate) use self::parse::Parsed;
#[cfg(any(feature = "client", feature = "decimal", feature = "union"))]
pub(crate) use self::parse::View;
#[cfg(feature = "union")]
pub(crate) use self::parse::number::is_integer;
#[cfg(feature = "client")]
pub(crate) use self::scratch::Scratch;
pub use self::traits::{FromJson, ToJson};
pub use self::writer::JsonWriter;
pub use self::written::write;
