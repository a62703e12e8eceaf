//! Responses that are sequences, item by item.

mod piecewise;
mod event;
mod result;
mod sequence;
mod items;

pub use self::event::Event;
pub use self::items::Items;
pub use self::sequence::Framing;
