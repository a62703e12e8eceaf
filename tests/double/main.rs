//! The double of the services, which the examples run at, has the oddities that the services are
//! known for.

#[path = "../../generated/examples/double/mod.rs"]
mod double;

mod analysis;
mod apteco;
mod audiences;
mod cbrain;
mod clients;
mod counting;
mod files;
mod orbit;
mod orbit_files;
mod places;
mod raw;
