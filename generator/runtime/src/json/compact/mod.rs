//! JSON text as it is written: nothing stands between its words.

mod quote;
mod number;
mod parts;

pub(in crate::json) use self::number::push_whole;
pub(crate) use self::parts::Parts;
pub(in crate::json) use self::quote::{plain_length, push_quoted};
