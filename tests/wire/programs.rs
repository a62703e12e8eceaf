//! Programs around the clients: transports, doubles, features.

mod transport;
mod doubled;
mod features;
