//! The client of the guide's bookshop.

include!(concat!(env!("OUT_DIR"), "/src/build-script.rs"));
