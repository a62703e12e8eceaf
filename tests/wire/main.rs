//! Both APIs over real HTTP, by the public API of the generated crate alone.

mod requests;
mod responses;
mod credentials;
mod secrets;
mod cbrain;
mod orbit;
mod programs;
mod support;
