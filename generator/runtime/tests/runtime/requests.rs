//! What is sent, before it is sent: URL, parameters, credentials.

mod base_url;
mod own_headers;
mod servers;
mod credentials;
mod bounds;
mod bound;
mod own_secrets;
mod media_types;
mod parts;
mod style;
mod style_edges;
mod style_wire;
mod reserved;
mod ambiguous;
