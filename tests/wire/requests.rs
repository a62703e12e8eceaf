//! What is sent: where it goes, and how values are written.

mod lines;
mod base_url;
mod paths;
mod query;
mod forms;
