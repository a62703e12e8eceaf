//! What changes of crates since a revision of their repository.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod repository;
mod compared;
mod refused;
mod planted;
mod told;
mod recipe;
