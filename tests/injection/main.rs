//! Text of a document stays data: whatever it says, the crate has the same items, the same pages
//! and the same files below its folder.

mod code;
mod markdown;
mod names;
mod pages;
mod printed;
mod rust;
mod support;
