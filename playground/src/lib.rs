//! The generator in a browser. The page in `docs/playground/` asks, in JSON, and this responds.
//!
//! It reads no file, asks no clock and opens no connection: what a page shows of a document never
//! leaves it. The modules stand in the order in which data flows.

mod request;
mod archive;
mod markup;
mod page;
mod session;
#[cfg(target_family = "wasm")]
pub mod browser;

pub use self::session::Session;
