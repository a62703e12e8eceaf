//! Bodies and responses that come piece by piece.

pub(crate) mod body;
mod wire;
mod items;
mod items_wire;
mod large;
mod reconnect;
