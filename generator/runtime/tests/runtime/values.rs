//! Values as JSON text, both ways.

mod dates;
mod fields;
mod properties;
mod json;
mod numbers;
mod secret;
mod suite;
mod border;
mod xml;
#[macro_use]
mod unions;
mod fits;
mod tags;
