//! Where generated types meet `serde`, and what each of them has.

mod open;
mod serde;
mod impls;

pub use self::impls::{integer_enum, serde_by_json, setters, text_enum};
pub use self::open::open;
pub use self::serde::{deserialize, serialize};
