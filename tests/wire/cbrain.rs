//! CBRAIN beyond its sessions.

mod bodies;
mod oddities;
