//! CBRAIN beyond its sessions.

mod oddities;
