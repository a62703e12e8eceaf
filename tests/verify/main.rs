//! The services against their documents, as far as both are known.

#[path = "../../generated/examples/double/mod.rs"]
mod double;

mod exchanges;
mod known;
mod recorded;
mod served;
mod programs;
mod page;
