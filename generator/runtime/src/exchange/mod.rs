//! From a filled request to its response: the part of a call that is compiled once for all
//! operations.

pub(crate) mod redirect;
mod undecoded;
mod attempt;
mod call;

#[cfg(feature = "paging")]
pub(crate) use self::attempt::sent;
#[cfg(feature = "stream")]
pub(crate) use self::attempt::{collected, received};
pub use self::call::{Call, ResponseFuture};
#[cfg(feature = "stream")]
pub(crate) use self::undecoded::Source;
#[cfg(feature = "stream")]
pub(crate) use self::undecoded::parsed;
pub use self::undecoded::{Response, UndecodedResponse};
