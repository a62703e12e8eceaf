//! What a schema says, however it says it. Nothing is decided here, and nothing is reported.

pub(super) mod view;
pub(super) mod reference;
pub(super) mod null;
pub(super) mod parts;
pub(super) mod layers;
pub(super) mod said;
pub(super) mod sample;
