//! What every generated crate stands on, tested as ordinary Rust.

// A test may panic.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use clientwright_runtime as runtime;

mod base_url;
mod body;
mod blocking;
mod bounds;
mod credentials;
mod dates;
mod fields;
mod files;
mod items;
mod items_wire;
mod json;
mod large;
mod links;
mod memory;
mod messages;
mod numbers;
mod paging;
mod paging_whole;
mod reconnect;
mod redirects;
mod retries;
mod script;
mod secret;
mod servers;
mod spans;
mod streams;
mod suite;
mod style;
mod style_edges;
mod style_wire;
mod support;
mod time_limits;
mod tokens;
mod tower_services;
