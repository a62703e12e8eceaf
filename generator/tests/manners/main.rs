//! How the program behaves to who runs it: help, colors, progress, completions, the manual.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test may panic")]

mod support;
mod help;
mod progress;
#[cfg(unix)]
mod shells;
#[cfg(unix)]
mod terminal;
