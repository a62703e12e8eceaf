//! Responses that are sequences, item by item.

mod piecewise;
mod event;
mod result;
mod item;
mod sequence;
mod items;

pub use self::event::Event;
pub use self::item::Framing;
pub use self::items::Items;
