//! Both APIs over real HTTP, by the public API of the generated crate alone.

mod responses;
mod base_url;
mod credentials;
mod decode;
mod doubled;
mod failures;
mod features;
mod filters;
mod forms;
mod headers;
mod jobs;
mod orbit;
mod orbit_cubes;
mod paging;
mod parts;
mod paths;
mod portal;
mod query;
mod requests;
mod secrets;
mod secrets_echoed;
mod sessions;
mod support;
mod transport;
