//! What a server does past each bound: `docs/bounds.md` names these tests.

mod bodies;
mod events;
mod pages;
mod texts;
mod tokens;
mod writings;
