//! What follows from a page of a list: the next one, the end, or an error.
//!
//! All that is decided between two pages is here, and compiled once.

mod link;
mod met;
mod walk;
mod pages;

pub use self::pages::{PagedItems, Pages};
pub use self::walk::{PageInfo, Paging};
