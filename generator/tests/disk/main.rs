//! `disk`: reading sources, comparing and writing a tree.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod compare;
mod marks;
mod interrupted;
mod parts;
mod read;
#[cfg(unix)]
mod refused;
mod support;
#[cfg(unix)]
mod trust;
mod write;
