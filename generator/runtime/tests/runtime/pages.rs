//! Lists that come page by page.

pub(crate) mod paging;
mod turns;
mod followed;
mod links;
mod whole;
