//! The generated crate against a server that lies, stalls, breaks off and repeats what it should
//! not: each call ends soon, with an error that says what happened, and no secret is seen.

mod connections;
mod credentials;
mod errors;
mod framing;
mod hooks;
mod limits;
mod retries;
mod secrets;
#[allow(dead_code)]
#[path = "../wire/support.rs"]
mod support;
mod terminal;
mod time;
mod truth;
