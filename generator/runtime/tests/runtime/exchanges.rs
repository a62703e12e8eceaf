//! Requests and their responses: what is sent again, how long it may take, what comes back.

mod any_error;
mod blocking;
mod doubles;
mod files;
mod memory;
mod messages;
mod excerpts;
mod redirects;
mod retries;
mod spawned;
mod time_limits;
mod tokens;
mod tower_services;
