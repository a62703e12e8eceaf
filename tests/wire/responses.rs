//! What comes back: successes, failures, and what fits neither.

mod successes;
mod failures;
mod headers;
mod decode;
