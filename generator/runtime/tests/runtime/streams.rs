//! Bodies and responses that come piece by piece.

pub(crate) mod body;
mod progress;
mod wire;
pub(crate) mod items;
mod items_wire;
mod large;
mod reconnect;
