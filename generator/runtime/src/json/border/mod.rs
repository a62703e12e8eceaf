//! Where generated types meet `serde`, and what each of them has.

mod open;
mod closed;
mod serde;
mod impls;

pub use self::closed::{UnknownValue, closed};
pub use self::impls::{
    integer_enum, integer_value, properties, serde_by_json, setters, text_enum, text_value,
};
pub use self::open::open;
pub use self::serde::{deserialize, serialize};
