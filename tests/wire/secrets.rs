//! What must not be printed.

mod printed;
mod echoed;
