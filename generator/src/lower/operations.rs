//! Operations: what a call sends, and what comes back.

pub(in crate::lower) mod media;
pub(in crate::lower) mod guess;
pub(in crate::lower) mod security;
pub(in crate::lower) mod server;
pub(in crate::lower) mod path;
pub(in crate::lower) mod sample;
pub(in crate::lower) mod parameter;
pub(in crate::lower) mod header;
pub(in crate::lower) mod sequence;
pub(in crate::lower) mod body;
pub(in crate::lower) mod answer;
pub(in crate::lower) mod operation;
