//! Orbit beyond its sessions.

mod queries;
mod cubes;
mod jobs;
mod paging;
mod parts;
