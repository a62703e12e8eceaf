//! Values as JSON text, both ways.

mod dates;
mod fields;
mod json;
mod numbers;
mod secret;
mod suite;
mod unions;
mod tags;
