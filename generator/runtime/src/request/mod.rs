//! A request while an operation fills it.

mod multipart;
mod fitting;
mod draft;
mod bound;
mod build;

pub use self::draft::Request;
#[cfg(feature = "paging")]
pub(crate) use self::draft::Set;
pub use self::multipart::Part;
