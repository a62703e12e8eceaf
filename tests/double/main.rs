//! The double of the services, which the examples run at, has the oddities that the services are
//! known for.

#[path = "../../generated/examples/double/mod.rs"]
mod double;

mod apteco;
mod cbrain;
mod clients;
mod files;
mod places;
mod raw;
