//! The runtime that is copied into every generated crate, tested as ordinary Rust.

#[path = "../../generator/runtime/mod.rs"]
#[allow(dead_code, unused_imports, unreachable_pub)]
mod runtime;

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
