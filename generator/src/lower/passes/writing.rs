//! How values are written and read where they are not JSON: in parameters, headers and XML.

mod scalar;
pub(super) mod headers;
pub(super) mod style;
pub(super) mod xml;
