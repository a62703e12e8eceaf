//! Recordings against documents.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;
mod dialects;
mod mending;
mod notes;
mod plants;
mod recordings;
mod secrets;
