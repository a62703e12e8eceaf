//! Orbit beyond its sessions.

mod queries;
mod cubes;
mod bodies;
mod answers;
mod kinds;
mod refused;
mod jobs;
mod paging;
mod parts;
mod filters;
