//! What OpenAPI 3.0 cannot say, and where it is kept.

use indexmap::IndexMap;
use serde_json::Value;

use crate::source::Pointer;

/// The extension in which is kept what OpenAPI 3.0 cannot say. Documents cannot have it
/// themselves.
pub(in crate::document) const KEPT: &str = "x-clientwright";

/// What is kept of a path item: operations by methods that it has no field for.
pub const OPERATIONS: &str = "operations";

/// The methods that a path item of OpenAPI 3.0 has fields for.
pub(super) const FIXED_METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What a conversion kept of an object, by its extensions.
pub fn kept<'e>(extensions: &'e IndexMap<String, Value>, key: &str) -> Option<&'e Value> {
    extensions.get(KEPT)?.get(key)
}

/// Where that stands.
pub fn kept_at(at: &Pointer, key: &str) -> Pointer {
    at.child(KEPT).child(key)
}
