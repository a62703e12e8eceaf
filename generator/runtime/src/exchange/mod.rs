//! From a filled request to its answer: the part of a call that is compiled once for all
//! operations.

pub(crate) mod redirect;
mod reply;
mod attempt;
mod call;

#[cfg(feature = "paging")]
pub(crate) use self::attempt::sent;
#[cfg(feature = "stream")]
pub(crate) use self::attempt::{collected, replied};
pub use self::call::{Call, ResponseFuture};
#[cfg(feature = "stream")]
pub(crate) use self::reply::Source;
#[cfg(feature = "stream")]
pub(crate) use self::reply::parsed;
pub use self::reply::{Failure, Reply, Response};
